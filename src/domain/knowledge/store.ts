import { sql } from 'drizzle-orm'
import type { Reader, Transaction } from '../shared/index.ts'
import type { Article, Lang } from './article.ts'
import { markEnd, markStart } from './query.ts'
import type { Audience } from './schemas.ts'

/** One article's words for the index. */
export type SearchRow = Pick<
  Article,
  'id' | 'lang' | 'url' | 'kind' | 'audience' | 'products' | 'title' | 'description' | 'aliases'
> & { headings: string; body: string }

export type FoundRow = {
  id: string
  url: string
  kind: Article['kind']
  audience: Audience
  products: string
  title: string
  description: string
  snippet: string
}

/** Puts the words of this publish in the place of all before; call it inside one write. */
export async function replaceSearchRows(tx: Transaction, rows: readonly SearchRow[]): Promise<void> {
  await tx.run(sql`delete from article_search`)
  for (let at = 0; at < rows.length; at += 50) {
    const values = rows
      .slice(at, at + 50)
      .map(
        (row) =>
          sql`(${row.title}, ${row.aliases.join(' · ')}, ${row.headings}, ${row.body}, ${row.id}, ${row.lang}, ${row.url}, ${row.kind}, ${row.audience}, ${` ${row.products.join(' ')} `}, ${row.description})`,
      )
    await tx.run(
      sql`insert into article_search (title, aliases, headings, body, article_id, lang, url, kind, audience, products, description) values ${sql.join(values, sql`, `)}`,
    )
  }
}

export type SearchFilter = {
  match: string
  lang: Lang
  audiences: readonly Audience[]
  kind: Article['kind'] | null
  product: string | null
  limit: number
}

/** Best first: a word in the title weighs ten times one in the text. */
export async function findMatches(db: Reader, filter: SearchFilter): Promise<FoundRow[]> {
  const { match, lang, audiences, kind, product, limit } = filter
  const allowed = sql.join(
    audiences.map((audience) => sql`${audience}`),
    sql`, `,
  )
  return db.all<FoundRow>(sql`
    select article_id as id, url, kind, audience, products, title, description,
      snippet(article_search, 3, ${markStart}, ${markEnd}, '…', 28) as snippet
    from article_search
    where article_search match ${match} and lang = ${lang} and audience in (${allowed})
      ${kind ? sql`and kind = ${kind}` : sql``}
      ${product ? sql`and (products = '  ' or instr(products, ${` ${product} `}) > 0)` : sql``}
    order by bm25(article_search, 10.0, 8.0, 4.0, 1.0), article_id
    limit ${limit}`)
}

export async function countSearchRows(db: Reader): Promise<number> {
  const row = await db.get<{ count: number }>(sql`select count(*) as count from article_search`)
  return row?.count ?? 0
}
