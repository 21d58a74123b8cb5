import { sql } from 'drizzle-orm'
import type { Audience } from '../knowledge/index.ts'
import type { Reader } from '../shared/index.ts'
import type { Lang } from './types.ts'

/** In how many articles that these audiences may read each word, or one that begins with it, occurs. */
export async function wordCounts(
  db: Reader,
  words: readonly string[],
  lang: Lang,
  audiences: readonly Audience[],
): Promise<number[]> {
  if (words.length === 0) return []
  const allowed = sql.join(
    audiences.map((audience) => sql`${audience}`),
    sql`, `,
  )
  const counts = words.map(
    (word, at) => sql`(select count(*) from article_search
      where article_search match ${`"${word.replaceAll('"', '""')}"*`} and lang = ${lang} and audience in (${allowed})) as ${sql.raw(`c${at}`)}`,
  )
  const row = await db.get<Record<string, number>>(sql`select ${sql.join(counts, sql`, `)}`)
  return words.map((_, at) => Number(row?.[`c${at}`] ?? 0))
}
