import { type Context, notAllowed, type Person } from '../shared/index.ts'
import { type Judged, judge, rightsAmong } from './judge.ts'
import { findReleases, type ReleaseRow } from './store.ts'

/** How somebody of many stands to one of many releases; null: not theirs to know of. */
export type Standings = (reader: Person, release: ReleaseRow) => Judged | null

/**
 * Releases by `product/version`, whoever may know of them: for deciding who is told.
 * @param keys `product/version`; an unknown one is left out
 */
export async function releasesNamed(ctx: Context, keys: readonly string[]): Promise<Map<string, ReleaseRow>> {
  if (ctx.actor.kind !== 'system') throw notAllowed('system-only')
  const rows = await findReleases(ctx.db, keys)
  return new Map(rows.map((row) => [`${row.productId}/${row.version}`, row]))
}

/** How these people stand to releases of these products. */
export async function standingsOf(
  ctx: Context,
  readers: readonly Person[],
  productIds: ReadonlySet<string>,
): Promise<Standings> {
  if (ctx.actor.kind !== 'system') throw notAllowed('system-only')
  if (readers.length === 0 || productIds.size === 0) return () => null
  const [only = null] = productIds.size === 1 ? productIds : []
  const rightsTo = await rightsAmong(ctx, readers, only)
  return (reader, row) => judge(rightsTo(reader, row.productId), row, ctx.now)
}
