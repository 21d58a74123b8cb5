import type { Context } from '../shared/index.ts'
import { termsOf } from './store.ts'

/** Products that a begun contract of these organisations names; what an ended one named counts, a suspended one not. */
export async function coveredProducts(ctx: Context, organisationIds: readonly string[]): Promise<string[]> {
  const terms = await termsOf(ctx.db, organisationIds, null)
  const held = terms.filter(
    ({ startsAt, suspendedAt }) => startsAt <= ctx.now && (suspendedAt === null || suspendedAt > ctx.now),
  )
  return [...new Set(held.map(({ productId }) => productId))]
}
