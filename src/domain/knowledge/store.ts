import { and, eq, inArray, sql } from 'drizzle-orm'
import { articleAddresses, articleIndexRows } from '#db/schema/index.ts'
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
  rowid: number
  id: string
  url: string
  kind: Article['kind']
  audience: Audience
  products: string
  title: string
  aliases: string
  headings: string
  description: string
  snippet: string
}

/** So many rows in one statement: SQLite takes 32,766 values. */
const group = 50

function groups<T>(rows: readonly T[], size = group): (readonly T[])[] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, at) =>
    rows.slice(at * size, (at + 1) * size),
  )
}

export type KnownAddress = { url: string; articleId: string; lang: Lang }

export function knownAddresses(db: Reader): Promise<KnownAddress[]> {
  const { url, articleId, lang } = articleAddresses
  return db.select({ url, articleId, lang }).from(articleAddresses)
}

export async function insertAddresses(
  tx: Transaction,
  rows: readonly (KnownAddress & { since: number })[],
): Promise<void> {
  for (const values of groups(rows)) {
    await tx
      .insert(articleAddresses)
      .values([...values])
      .onConflictDoUpdate({
        target: articleAddresses.url,
        set: { articleId: sql`excluded.article_id`, lang: sql`excluded.lang`, since: sql`excluded.since` },
      })
  }
}

export async function moveAddresses(
  tx: Transaction,
  { lang, from, to }: { lang: Lang; from: string; to: string },
): Promise<void> {
  await tx
    .update(articleAddresses)
    .set({ articleId: to })
    .where(and(eq(articleAddresses.lang, lang), eq(articleAddresses.articleId, from)))
}

/** What the full-text index holds: by address, a hash of the words. */
export async function indexedArticles(db: Reader): Promise<Map<string, { rowid: number; hash: string }>> {
  const rows = await db.select().from(articleIndexRows)
  return new Map(rows.map(({ url, rowid, hash }) => [url, { rowid, hash }]))
}

/** Puts these words in the place of what was at their addresses. */
export async function replaceSearchRows(
  tx: Transaction,
  rows: readonly (SearchRow & { hash: string })[],
): Promise<void> {
  await removeSearchRows(
    tx,
    rows.map(({ url }) => url),
  )
  const [last] = await tx.all<{ id: number }>(
    sql`select coalesce(max(rowid), 0) as id from article_index_rows`,
  )
  let rowid = last?.id ?? 0
  for (const some of groups(rows)) {
    const numbered = some.map((row) => ({ ...row, rowid: ++rowid }))
    const values = numbered.map(
      (row) =>
        sql`(${row.rowid}, ${row.title}, ${row.aliases.join(' · ')}, ${row.headings}, ${row.body}, ${row.id}, ${row.lang}, ${row.url}, ${row.kind}, ${row.audience}, ${` ${row.products.join(' ')} `}, ${row.description})`,
    )
    await tx.run(
      sql`insert into article_search (rowid, title, aliases, headings, body, article_id, lang, url, kind, audience, products, description) values ${sql.join(values, sql`, `)}`,
    )
    await tx.insert(articleIndexRows).values(numbered.map(({ url, rowid, hash }) => ({ url, rowid, hash })))
  }
}

/** Takes the words of these addresses out of the index. */
export async function removeSearchRows(tx: Transaction, urls: readonly string[]): Promise<void> {
  for (const some of groups(urls, 500)) {
    const rows = await tx
      .delete(articleIndexRows)
      .where(inArray(articleIndexRows.url, [...some]))
      .returning({ rowid: articleIndexRows.rowid })
    for (const { rowid } of rows) await tx.run(sql`delete from article_search where rowid = ${rowid}`)
  }
}

export type SearchFilter = {
  match: string
  lang: Lang
  audiences: readonly Audience[]
  kind: Article['kind'] | null
  product: string | null
  version: string | null
  limit: number
}

/** Best first: a word in the title weighs ten times one in the text. */
export async function findMatches(db: Reader, filter: SearchFilter): Promise<FoundRow[]> {
  const { match, lang, audiences, kind, product, version, limit } = filter
  const allowed = listed(audiences)
  const best = await db.all<{ rowid: number }>(sql`
    select rowid from article_search
    where article_search match ${match} and lang = ${lang} and audience in (${allowed})
      ${kind ? sql`and kind = ${kind}` : sql``}
      ${version ? sql`and (kind = 'faq' or instr(article_id || '/', ${`/${version}/`}) > 0 or instr(article_id, ${`/${version}.`}) > 0)` : sql``}
      ${product ? sql`and (products = '  ' or instr(products, ${` ${product} `}) > 0)` : sql``}
    order by bm25(article_search, 10.0, 8.0, 4.0, 1.0), article_id
    limit ${limit}`)
  // Words are cut out of the best alone: SQLite would do it for every match before it sorts them.
  return wordsOfRows(
    db,
    match,
    best.map(({ rowid }) => rowid),
  )
}

async function wordsOfRows(db: Reader, match: string, rowids: readonly number[]): Promise<FoundRow[]> {
  if (rowids.length === 0) return []
  const rows = await db.all<FoundRow>(sql`
    select rowid, article_id as id, url, kind, audience, products, title, aliases, headings, description,
      snippet(article_search, 3, ${markStart}, ${markEnd}, '…', 28) as snippet
    from article_search
    where article_search match ${match} and rowid in (${listed(rowids)})`)
  const held = new Map(rows.map((row) => [row.rowid, row]))
  return rowids.flatMap((rowid) => held.get(rowid) ?? [])
}

function listed(values: readonly (string | number)[]): ReturnType<typeof sql.join> {
  return sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )
}

/** Which of some rows of the index match. */
export async function matchingRows(
  db: Reader,
  match: string,
  rowids: readonly number[],
): Promise<Set<number>> {
  if (rowids.length === 0) return new Set()
  const rows = await db.all<{ rowid: number }>(
    sql`select rowid from article_search where article_search match ${match} and rowid in (${listed(rowids)})`,
  )
  return new Set(rows.map(({ rowid }) => rowid))
}

export async function countSearchRows(db: Reader): Promise<number> {
  const row = await db.get<{ count: number }>(sql`select count(*) as count from article_index_rows`)
  return row?.count ?? 0
}
