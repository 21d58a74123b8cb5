import type { SQL } from 'drizzle-orm'
import { fold } from '../../words/index.ts'
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
  const search = q && id === null ? await searchFor(ctx, q) : null
  if (q && id === null && !search) return { items: [], next: null, cut: false }
  const rows = await listRows(ctx.db, {
    branches,
    index: id === null ? index : undefined,
    filters: id === null ? filters : [...filters, idIs(id)],
    match: search?.match ?? null,
    sort,
    after: afterOf(cursor, sort),
    limit: limit + 1,
  })
  const page = toPage(rows, limit, (row) => [sort, row.key, row.id])
  if (!search || page.next !== null) return { ...page, cut: false }
  return { ...page, cut: search.common ?? (await isCommon(ctx, search.match)) }
}

async function isCommon(ctx: Context, match: string): Promise<boolean> {
  return (await reachOf(ctx.db, match)) >= searchReach
}

/** `common`: it finds more than a search looks through; null: nobody has counted. */
type Search = { match: string; common: boolean | null }

/** Of more words than this, FTS5 gathers the messages itself. */
const mostWords = 64

/**
 * The last word as a beginning only where it is not itself the word of more messages than a search looks through. FTS5
 * gathers all messages of all words that begin so, whoever asks; of words that are named, it reads as far as it must.
 */
async function searchFor(ctx: Context, q: string): Promise<Search | null> {
  const expressions = matchExpressions(q, ctx.actor)
  if (!expressions) return null
  const { exact, last, partial, beginning } = expressions
  const common = await isCommon(ctx, exact)
  if (common) return { match: exact, common }
  // Beginnings of two or three characters have an index of their own.
  if ([...last].length < 4) return { match: partial, common: null }
  const word = fold(last)
  const words = await wordsFrom(ctx.db, word, mostWords + 1)
  // Nothing else begins so, and that has been counted.
  if (words.length === 1 && words[0] === word) return { match: exact, common }
  const few = words.length > 0 && words.length <= mostWords
  return { match: few ? beginning(words) : partial, common: null }
}

/** The place in the list that a cursor names; from the beginning when it is none of this list's. */
function afterOf(cursor: string | null | undefined, sort: string): readonly [number, number] | null {
  const [order, key, id] = decodeCursor(cursor) ?? []
  return order === sort && typeof key === 'number' && typeof id === 'number' ? [key, id] : null
}
