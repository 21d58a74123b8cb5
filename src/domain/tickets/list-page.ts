import type { SQL } from 'drizzle-orm'
import { type Context, decodeCursor, type Page, toPage } from '../shared/index.ts'
import { idIs } from './list-conditions-store.ts'
import {
  type ListQuery,
  type ListRow,
  listRows,
  reachOf,
  type Sort,
  searchReach,
  wordsFrom,
} from './list-store.ts'
import { parseReference } from './reference.ts'
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
  const match = q && id === null ? await matchOf(ctx, q) : null
  if (q && id === null && !match) return { items: [], next: null, cut: false }
  const rows = await listRows(ctx.db, {
    branches,
    index: id === null ? index : undefined,
    filters: id === null ? filters : [...filters, idIs(id)],
    match,
    sort,
    after: afterOf(cursor, sort),
    limit: limit + 1,
  })
  const page = toPage(rows, limit, (row) => [sort, row.key, row.id])
  const cut = match !== null && page.next === null && (await reachOf(ctx.db, match)) >= searchReach
  return { ...page, cut }
}

/** Of more words than this, FTS5 gathers the messages itself. */
const mostWords = 64

/**
 * The last word as a beginning only where it is not itself the word of more messages than a search looks through. FTS5
 * gathers all messages of all words that begin so, whoever asks; of words that are named, it reads as far as it must.
 */
async function matchOf(ctx: Context, q: string): Promise<string | null> {
  const expressions = matchExpressions(q, ctx.actor)
  if (!expressions) return null
  const common = (await reachOf(ctx.db, expressions.exact)) >= searchReach
  if (common) return expressions.exact
  const { last, partial, beginning } = expressions
  // Beginnings of two or three characters have an index of their own.
  if ([...last].length < 4) return partial
  const words = await wordsFrom(ctx.db, folded(last), mostWords + 1)
  return words.length > 0 && words.length <= mostWords ? beginning(words) : partial
}

/** As the index writes words: small, without accents. */
function folded(word: string): string {
  return word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
}

/** The place in the list that a cursor names; from the beginning when it is none of this list's. */
function afterOf(cursor: string | null | undefined, sort: string): readonly [number, number] | null {
  const [order, key, id] = decodeCursor(cursor) ?? []
  return order === sort && typeof key === 'number' && typeof id === 'number' ? [key, id] : null
}
