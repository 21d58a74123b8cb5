import { and, desc, eq, inArray, lte, max } from 'drizzle-orm'
import { eulaAcceptances, eulas, releaseOrganisations, rolloutRequests } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'

export type EulaRow = typeof eulas.$inferSelect

/** The revision in force: the highest whose day has come. */
export async function currentEula(
  db: Reader | Transaction,
  productId: string,
  now: number,
): Promise<EulaRow | null> {
  const [row] = await db
    .select()
    .from(eulas)
    .where(and(eq(eulas.productId, productId), lte(eulas.effectiveAt, now)))
    .orderBy(desc(eulas.revision))
    .limit(1)
  return row ?? null
}

/** The revision in force of each product that has a licence. @param productId null: of all */
export async function revisionsInForce(
  db: Reader,
  productId: string | null,
  now: number,
): Promise<Map<string, number>> {
  const rows = await db
    .select({ productId: eulas.productId, revision: max(eulas.revision) })
    .from(eulas)
    .where(and(lte(eulas.effectiveAt, now), productId === null ? undefined : eq(eulas.productId, productId)))
    .groupBy(eulas.productId)
  return new Map(rows.map((row) => [row.productId, row.revision ?? 0]))
}

/** As `product/revision/organisation`: what somebody accepted for these organisations. */
export async function acceptedFor(
  db: Reader,
  organisationIds: readonly string[],
  productId: string | null,
): Promise<Set<string>> {
  const { productId: product, revision, organisationId } = eulaAcceptances
  const rows = await db
    .select({ product, revision, organisationId })
    .from(eulaAcceptances)
    .where(
      and(
        inArray(organisationId, [...organisationIds]),
        productId === null ? undefined : eq(product, productId),
      ),
    )
  return new Set(rows.map((row) => `${row.product}/${row.revision}/${row.organisationId}`))
}

/** As `release/organisation`: which exclusive releases name these organisations. */
export async function namedIn(db: Reader, organisationIds: readonly string[]): Promise<Set<string>> {
  const { releaseId, organisationId } = releaseOrganisations
  const rows = await db
    .select({ releaseId, organisationId })
    .from(releaseOrganisations)
    .where(inArray(organisationId, [...organisationIds]))
  return new Set(rows.map((row) => `${row.releaseId}/${row.organisationId}`))
}

/** As `release/organisation`: what these organisations asked for before its turn. */
export async function requestedBy(db: Reader, organisationIds: readonly string[]): Promise<Set<string>> {
  const { releaseId, organisationId } = rolloutRequests
  const rows = await db
    .select({ releaseId, organisationId })
    .from(rolloutRequests)
    .where(inArray(organisationId, [...organisationIds]))
  return new Set(rows.map((row) => `${row.releaseId}/${row.organisationId}`))
}
