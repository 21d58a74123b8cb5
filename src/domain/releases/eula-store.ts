import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import { apiTokens, eulaAcceptances, eulas, organisations, people, products } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'
import type { EulaRow } from './standing-store.ts'

/** The newest revision first. */
export function revisionsOf(db: Reader | Transaction, productId: string): Promise<EulaRow[]> {
  return db
    .select()
    .from(eulas)
    .where(eq(eulas.productId, productId))
    .orderBy(desc(eulas.revision))
    .limit(200)
}

export async function findEula(
  db: Reader | Transaction,
  productId: string,
  revision: number,
): Promise<EulaRow | null> {
  const [row] = await db
    .select()
    .from(eulas)
    .where(and(eq(eulas.productId, productId), eq(eulas.revision, revision)))
  return row ?? null
}

export async function putEula(tx: Transaction, row: EulaRow): Promise<void> {
  const { text, effectiveAt, definedBy } = row
  await tx
    .insert(eulas)
    .values(row)
    .onConflictDoUpdate({ target: [eulas.productId, eulas.revision], set: { text, effectiveAt, definedBy } })
}

export async function deleteEula(tx: Transaction, productId: string, revision: number): Promise<void> {
  await tx.delete(eulas).where(and(eq(eulas.productId, productId), eq(eulas.revision, revision)))
}

/** @returns whether it was not there before */
export async function insertAcceptance(
  tx: Transaction,
  row: typeof eulaAcceptances.$inferInsert,
): Promise<boolean> {
  const rows = await tx
    .insert(eulaAcceptances)
    .values(row)
    .onConflictDoNothing()
    .returning({ revision: eulaAcceptances.revision })
  return rows.length > 0
}

export type Acceptance = { organisationId: string; person: string; acceptedAt: number }

/** Who accepted a revision for any of these organisations, the earliest first. */
export function acceptancesFor(
  db: Reader,
  productId: string,
  revision: number,
  organisationIds: readonly string[],
): Promise<Acceptance[]> {
  return db
    .select({
      organisationId: eulaAcceptances.organisationId,
      person: people.name,
      acceptedAt: eulaAcceptances.acceptedAt,
    })
    .from(eulaAcceptances)
    .innerJoin(people, eq(people.id, eulaAcceptances.personId))
    .where(
      and(
        eq(eulaAcceptances.productId, productId),
        eq(eulaAcceptances.revision, revision),
        inArray(eulaAcceptances.organisationId, [...organisationIds]),
      ),
    )
    .orderBy(asc(eulaAcceptances.acceptedAt))
}

export type ListedAcceptance = {
  organisation: { id: string; name: string }
  person: string
  revision: number
  acceptedAt: number
  address: string
  /** Name of the API token that it was accepted by; null: in the browser. */
  token: string | null
}

/** The latest first. */
export async function listAcceptanceRows(
  db: Reader,
  productId: string,
  before: { at: number; organisation: string } | null,
  limit: number,
): Promise<ListedAcceptance[]> {
  const { acceptedAt, organisationId } = eulaAcceptances
  const rows = await db
    .select({
      organisationId,
      organisationName: organisations.name,
      person: people.name,
      revision: eulaAcceptances.revision,
      acceptedAt,
      address: eulaAcceptances.address,
      tokenId: eulaAcceptances.tokenId,
      tokenName: apiTokens.name,
    })
    .from(eulaAcceptances)
    .innerJoin(organisations, eq(organisations.id, organisationId))
    .innerJoin(people, eq(people.id, eulaAcceptances.personId))
    .leftJoin(apiTokens, eq(apiTokens.id, eulaAcceptances.tokenId))
    .where(
      and(
        eq(eulaAcceptances.productId, productId),
        before ? sql`(${acceptedAt}, ${organisationId}) < (${before.at}, ${before.organisation})` : undefined,
      ),
    )
    .orderBy(desc(acceptedAt), desc(organisationId))
    .limit(limit)
  return rows.map(({ organisationId: id, organisationName: name, tokenId, tokenName, ...row }) => ({
    ...row,
    organisation: { id, name },
    token: tokenName ?? tokenId,
  }))
}

/** How many organisations accepted each revision. */
export async function countAcceptances(db: Reader, productId: string): Promise<Map<number, number>> {
  const rows = await db
    .select({ revision: eulaAcceptances.revision, count: sql<number>`count(*)` })
    .from(eulaAcceptances)
    .where(eq(eulaAcceptances.productId, productId))
    .groupBy(eulaAcceptances.revision)
  return new Map(rows.map(({ revision, count }) => [revision, count]))
}

/** Each product with its licence in force, if it has one. */
export function licencesByProduct(
  db: Reader,
  now: number,
): Promise<{ id: string; name: string; revision: number | null; planned: number }[]> {
  return db
    .select({
      id: products.id,
      name: products.name,
      revision: sql<
        number | null
      >`(select max(e.revision) from eulas e where e.product_id = ${products.id} and e.effective_at <= ${now})`,
      planned: sql<number>`(select count(*) from eulas e where e.product_id = ${products.id} and e.effective_at > ${now})`,
    })
    .from(products)
    .orderBy(asc(products.name))
    .limit(500)
}
