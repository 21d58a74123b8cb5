import { and, asc, eq, sql } from 'drizzle-orm'
import { contractProducts, contracts, partnerships, products, serviceLevels } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'
import type { Contract } from './define-terms.ts'
import type { ProductRow } from './store.ts'

export async function findProduct(tx: Transaction, id: string): Promise<ProductRow | null> {
  const [row] = await tx.select().from(products).where(eq(products.id, id))
  return row ?? null
}

export async function putProduct(tx: Transaction, row: ProductRow): Promise<void> {
  await tx
    .insert(products)
    .values(row)
    .onConflictDoUpdate({ target: products.id, set: { name: row.name } })
}

export async function isLevel(tx: Transaction, id: string): Promise<boolean> {
  return (await tx.$count(serviceLevels, eq(serviceLevels.id, id))) > 0
}

const day = (at: number): string => new Date(at).toISOString().slice(0, 10)

export async function contractOf(db: Reader | Transaction, id: string): Promise<Contract | null> {
  const [row] = await db.select().from(contracts).where(eq(contracts.id, id))
  if (!row) return null
  const lines = await db
    .select({
      product: contractProducts.productId,
      maintenanceEnd: contractProducts.maintenanceEnd,
      graceDays: contractProducts.graceDays,
      channel: contractProducts.channel,
    })
    .from(contractProducts)
    .where(eq(contractProducts.contractId, id))
    .orderBy(asc(contractProducts.productId))
  const { organisationId: organisation, level, startsAt, endsAt, suspendedAt } = row
  return {
    id,
    organisation,
    level,
    startsAt: day(startsAt),
    endsOn: endsAt === null ? null : day(endsAt - 1),
    suspended: suspendedAt !== null,
    products: lines,
  }
}

/** How often it was changed; null: there is no such contract. */
export async function contractRevision(db: Reader | Transaction, id: string): Promise<number | null> {
  const [row] = await db.select({ revision: contracts.revision }).from(contracts).where(eq(contracts.id, id))
  return row?.revision ?? null
}

/** A contract that is there has one revision more. */
export async function putContract(tx: Transaction, contract: Contract, now: number): Promise<void> {
  const { id, organisation: organisationId, level, suspended, products: lines } = contract
  const startsAt = Date.parse(contract.startsAt)
  const endsAt = contract.endsOn === null ? null : Date.parse(contract.endsOn) + 86_400_000
  const set = {
    organisationId,
    level,
    startsAt,
    endsAt,
    // A suspension keeps its first day.
    suspendedAt: suspended ? sql<number>`coalesce(${contracts.suspendedAt}, ${now})` : null,
  }
  await tx
    .insert(contracts)
    .values({
      id,
      organisationId,
      level,
      startsAt,
      endsAt,
      suspendedAt: suspended ? now : null,
      createdAt: now,
    })
    .onConflictDoUpdate({
      target: contracts.id,
      set: { ...set, revision: sql`${contracts.revision} + 1` },
    })
  await tx.delete(contractProducts).where(eq(contractProducts.contractId, id))
  for (const { product: productId, ...line } of lines) {
    await tx.insert(contractProducts).values({ contractId: id, productId, ...line })
  }
}

/** @returns whether it was not there before */
export async function putPartnership(
  tx: Transaction,
  partnerId: string,
  organisationId: string,
): Promise<boolean> {
  const own = and(eq(partnerships.partnerId, partnerId), eq(partnerships.organisationId, organisationId))
  if ((await tx.$count(partnerships, own)) > 0) return false
  await tx.insert(partnerships).values({ partnerId, organisationId })
  return true
}

/** @returns whether it was there */
export async function deletePartnership(
  tx: Transaction,
  partnerId: string,
  organisationId: string,
): Promise<boolean> {
  const rows = await tx
    .delete(partnerships)
    .where(and(eq(partnerships.partnerId, partnerId), eq(partnerships.organisationId, organisationId)))
    .returning({ id: partnerships.partnerId })
  return rows.length > 0
}

export async function contractIds(db: Reader): Promise<string[]> {
  return (await db.select({ id: contracts.id }).from(contracts).orderBy(asc(contracts.id))).map(
    ({ id }) => id,
  )
}

export function allPartnerships(db: Reader): Promise<{ partner: string; organisation: string }[]> {
  return db
    .select({ partner: partnerships.partnerId, organisation: partnerships.organisationId })
    .from(partnerships)
    .orderBy(asc(partnerships.partnerId), asc(partnerships.organisationId))
}

/** Products that these organisations have a contract for now. */
export async function productsUnderContract(
  db: Reader,
  organisationIds: readonly string[],
  now: number,
): Promise<string[]> {
  const rows = await db
    .selectDistinct({ id: contractProducts.productId })
    .from(contracts)
    .innerJoin(contractProducts, eq(contractProducts.contractId, contracts.id))
    .where(
      and(
        sql`${contracts.organisationId} in (select value from json_each(${JSON.stringify(organisationIds)}))`,
        sql`${contracts.startsAt} <= ${now}`,
        sql`coalesce(${contracts.endsAt}, ${now} + 1) > ${now}`,
      ),
    )
  return rows.map(({ id }) => id)
}
