import type { Context, Person } from '../shared/index.ts'
import { isOut } from './entitlement.ts'
import { rightsOf } from './judge.ts'
import { findRelease } from './store.ts'
import type { ReleaseView } from './types.ts'
import { releaseView } from './updates.ts'

/** One release as that reader may see it; null: not theirs to know of. `out`: whether that can change by time alone. */
export async function findReleaseFor(
  ctx: Context,
  reader: Person,
  product: string,
  version: string,
): Promise<{ release: ReleaseView | null; out: boolean }> {
  const row = await findRelease(ctx.db, product, version)
  if (!row) return { release: null, out: true }
  const release = releaseView(ctx, await rightsOf(ctx, reader, product), row)
  return { release, out: isOut(row, ctx.now) || row.status === 'draft' }
}
