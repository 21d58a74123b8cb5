import type { Context, Person } from '../shared/index.ts'
import { isOut } from './entitlement.ts'
import { hiddenIn, withoutHidden } from './hidden-names.ts'
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
  const rights = await rightsOf(ctx, reader, product)
  const view = releaseView(ctx, rights, row)
  const hidden = view ? await hiddenIn(ctx, rights, row) : null
  const release = view && withoutHidden(view, (each) => hidden?.has(each) ?? false)
  return { release, out: isOut(row, ctx.now) || row.status === 'draft' }
}
