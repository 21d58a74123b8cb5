import { type Context, notAllowed, type Person } from '../shared/index.ts'
import { type Judged, judge, rightsAmong } from './judge.ts'
import { findReleases, type ReleaseRow } from './store.ts'

export type { Judged }

/** How somebody of many stands to one of many releases; null: not theirs to know of. */
export type Standings = (reader: Person, release: ReleaseRow) => Judged | null

/**
 * How these people stand to releases, and the releases that are asked about, by `product/version`.
 * @param keys `product/version`; an unknown one is left out
 */
export async function standingsOf(
  ctx: Context,
  readers: readonly Person[],
  keys: readonly string[],
): Promise<{ standing: Standings; releases: Map<string, ReleaseRow> }> {
  if (ctx.actor.kind !== 'system') throw notAllowed('system-only')
  const organisations = [...new Set(readers.flatMap(({ organisationIds }) => organisationIds))]
  const rows = await findReleases(ctx.db, keys)
  const products = new Set(rows.map(({ productId }) => productId))
  const [only = null] = products.size === 1 ? products : []
  const rightsTo = rows.length > 0 ? await rightsAmong(ctx, organisations, only) : null
  return {
    releases: new Map(rows.map((row) => [`${row.productId}/${row.version}`, row])),
    standing: (reader, row) => rightsTo && judge(rightsTo(reader, row.productId), row, ctx.now),
  }
}
