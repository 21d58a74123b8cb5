import type { Context } from '../shared/index.ts'
import { termsOf } from './store.ts'

/** Products that a begun contract of these organisations names; what an ended one named counts, a suspended one not. */
export async function coveredProducts(ctx: Context, organisationIds: readonly string[]): Promise<string[]> {
  const covered = await productsCoveredBy(ctx, organisationIds)
  return [...new Set([...covered.values()].flatMap((products) => [...products]))]
}

/** The same by organisation. */
export async function productsCoveredBy(
  ctx: Context,
  organisationIds: readonly string[],
): Promise<Map<string, Set<string>>> {
  const terms = await termsOf(ctx.db, organisationIds, null)
  const held = terms.filter(
    ({ startsAt, suspendedAt }) => startsAt <= ctx.now && (suspendedAt === null || suspendedAt > ctx.now),
  )
  const byOrganisation = Map.groupBy(held, ({ organisationId }) => organisationId)
  return new Map(
    [...byOrganisation].map(([id, lines]) => [id, new Set(lines.map(({ productId }) => productId))]),
  )
}
