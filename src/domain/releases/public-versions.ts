import type { Context } from '../shared/index.ts'
import { isOut } from './entitlement.ts'
import { releasesOf } from './store.ts'

/** Every version of a product that is no secret: out, and not for certain organisations alone. Oldest first. */
export async function publicVersions(ctx: Context, productId: string): Promise<string[]> {
  const rows = await releasesOf(ctx.db, productId)
  return rows
    .filter((row) => !row.exclusive && isOut(row, ctx.now))
    .map(({ version }) => version)
    .toReversed()
}
