import { and, desc, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm'
import {
  contractProducts,
  contracts,
  eulaAcceptances,
  eulas,
  releaseOrganisations,
  releases,
  rolloutRequests,
} from '#db/schema/index.ts'
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

/** Those of the organisations for which somebody accepted the revision. */
export async function acceptedFor(
  db: Reader | Transaction,
  productId: string,
  revision: number,
  organisationIds: readonly string[],
): Promise<Set<string>> {
  const rows = await db
    .select({ id: eulaAcceptances.organisationId })
    .from(eulaAcceptances)
    .where(
      and(
        eq(eulaAcceptances.productId, productId),
        eq(eulaAcceptances.revision, revision),
        inArray(eulaAcceptances.organisationId, [...organisationIds]),
      ),
    )
  return new Set(rows.map(({ id }) => id))
}

/** As `releaseId/organisationId`: which exclusive releases of a product name these organisations. */
export async function namedIn(
  db: Reader,
  productId: string,
  organisationIds: readonly string[],
): Promise<Set<string>> {
  const { releaseId, organisationId } = releaseOrganisations
  const rows = await db
    .select({ releaseId, organisationId })
    .from(releaseOrganisations)
    .innerJoin(releases, eq(releases.id, releaseId))
    .where(and(inArray(organisationId, [...organisationIds]), eq(releases.productId, productId)))
  return new Set(rows.map((row) => `${row.releaseId}/${row.organisationId}`))
}

/** As `releaseId/organisationId`: what these organisations asked for before its turn. */
export async function requestedBy(
  db: Reader,
  productId: string,
  organisationIds: readonly string[],
): Promise<Set<string>> {
  const { releaseId, organisationId } = rolloutRequests
  const rows = await db
    .select({ releaseId, organisationId })
    .from(rolloutRequests)
    .innerJoin(releases, eq(releases.id, releaseId))
    .where(and(inArray(organisationId, [...organisationIds]), eq(releases.productId, productId)))
  return new Set(rows.map((row) => `${row.releaseId}/${row.organisationId}`))
}

export async function productsCovered(
  db: Reader,
  organisationIds: readonly string[],
  now: number,
): Promise<string[]> {
  const rows = await db
    .selectDistinct({ id: contractProducts.productId })
    .from(contractProducts)
    .innerJoin(contracts, eq(contracts.id, contractProducts.contractId))
    .where(
      and(
        inArray(contracts.organisationId, [...organisationIds]),
        lte(contracts.startsAt, now),
        or(isNull(contracts.suspendedAt), gt(contracts.suspendedAt, now)),
      ),
    )
  return rows.map(({ id }) => id)
}
