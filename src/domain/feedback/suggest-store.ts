import { sql } from 'drizzle-orm'
import type { Reader } from '../shared/index.ts'

/**
 * In how many articles each word, or one that begins with it, occurs: of any language and audience, since it only says
 * which words tell most. Counting stops at `most`, so that a word which thousands have costs no more than a rare one.
 */
export async function wordCounts(db: Reader, words: readonly string[], most: number): Promise<number[]> {
  if (words.length === 0) return []
  const counts = words.map((word, at) => {
    const match = `"${word.replaceAll('"', '""')}"*`
    const rows = sql`select 1 from article_search where article_search match ${match} limit ${most}`
    return sql`(select count(*) from (${rows})) as ${sql.raw(`c${at}`)}`
  })
  const row = await db.get<Record<string, number>>(sql`select ${sql.join(counts, sql`, `)}`)
  return words.map((_, at) => Number(row?.[`c${at}`] ?? 0))
}
