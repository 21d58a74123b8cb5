import type { SQL } from 'drizzle-orm'
import { fold } from '../../words/index.ts'
import { type Context, decodeCursor, type Page, toPage } from '../shared/index.ts'
import { idIs } from './list-conditions-store.ts'
import {
  type Found,
  findWords,
  type ListQuery,
  type ListRow,
  listRows,
  type Sort,
  wordsFrom,
} from './list-store.ts'
import { parseReference, ticketNamed } from './reference.ts'
import { matchExpressions } from './search-words.ts'

/** A page of a list; `cut`: there may be more, for a search looks through the newest messages alone. */
export type ListPage<T> = Page<T> & { cut: boolean }

type Wanted = {
  /** Words of subject and messages, or a reference. */
  q: string | undefined
  branches: ListQuery['branches']
  index?: ListQuery['index']
  filters: readonly SQL[]
  sort: Sort
  cursor: string | null | undefined
  limit: number
}

/** One page of tickets, as far as the search for words reaches. */
export async function listPage(ctx: Context, wanted: Wanted): Promise<ListPage<ListRow>> {
  const { q, filters, sort, limit, cursor, branches, index } = wanted
  const id = q ? parseReference(q) : null
  const found = q && id === null ? withNumber(await search(ctx, q), q) : null
  if (q && id === null && !found) return { items: [], next: null, cut: false }
  const query = {
    branches,
    index: id === null ? index : undefined,
    filters: id === null ? filters : [...filters, idIs(id)],
    sort,
    after: afterOf(cursor, sort),
    limit: limit + 1,
  }
  const rows = found
    ? await rowsAmong(ctx, query, found.tickets)
    : await listRows(ctx.db, { ...query, among: null })
  const page = toPage(rows, limit, (row) => [sort, row.key, row.id])
  return { ...page, cut: page.next === null && found !== null && found.cut }
}

/** Of what was found, the newest are nearly always enough for a page of the newest. */
async function rowsAmong(
  ctx: Context,
  query: Omit<ListQuery, 'among'>,
  found: readonly number[],
): Promise<ListRow[]> {
  const { sort, after, limit } = query
  if (sort !== 'created') return listRows(ctx.db, { ...query, among: found })
  const left = after ? found.filter((id) => id < after[1]) : found
  const rows = await listRows(ctx.db, { ...query, among: left.slice(0, 4 * limit) })
  if (rows.length === limit || left.length <= 4 * limit) return rows
  return listRows(ctx.db, { ...query, among: left })
}

/** A number alone, or with `SUP` and a space, may be a ticket's as well as words of others. */
function withNumber(found: Found | null, q: string): Found | null {
  const id = ticketNamed(q)
  if (!found || id === null || found.tickets.includes(id)) return found
  return { ...found, tickets: [...found.tickets, id].sort((a, b) => b - a) }
}

/** Of more words than this, FTS5 gathers the messages itself. */
const mostWords = 64

/**
 * The last word as a beginning only where it is not itself the word of more messages than a search looks through. FTS5
 * gathers all messages of all words that begin so, whoever asks; of words that are named, it reads as far as it must.
 */
async function search(ctx: Context, q: string): Promise<Found | null> {
  const expressions = matchExpressions(q, ctx.actor)
  if (!expressions) return null
  const { exact, last, partial, beginning } = expressions
  const whole = await findWords(ctx.db, exact)
  if (whole.cut) return whole
  // Beginnings of two or three characters have an index of their own.
  if ([...last].length < 4) return findWords(ctx.db, partial)
  const word = fold(last)
  const words = await wordsFrom(ctx.db, word, mostWords + 1)
  // Nothing else begins so, and that has been found.
  if (words.length === 1 && words[0] === word) return whole
  const few = words.length > 0 && words.length <= mostWords
  return findWords(ctx.db, few ? beginning(words) : partial)
}

/** The place in the list that a cursor names; from the beginning when it is none of this list's. */
function afterOf(cursor: string | null | undefined, sort: string): readonly [number, number] | null {
  const [order, key, id] = decodeCursor(cursor) ?? []
  return order === sort && typeof key === 'number' && typeof id === 'number' ? [key, id] : null
}
