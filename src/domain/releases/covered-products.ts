import type { Context } from '../shared/index.ts'
import { productsCovered } from './standing-store.ts'

/** Products that a begun contract of these organisations names; what an ended one named counts, a suspended one not. */
export function coveredProducts(ctx: Context, organisationIds: readonly string[]): Promise<string[]> {
  return productsCovered(ctx.db, organisationIds, ctx.now)
}
