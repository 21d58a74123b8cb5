import { and, asc, desc, eq, isNull, or } from 'drizzle-orm'
import { people, publishingRules, signingKeys } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'

export type KeyRow = typeof signingKeys.$inferSelect
export type NewKey = typeof signingKeys.$inferInsert

/** Those that may sign files of a product now. */
export function activeKeys(db: Reader | Transaction, productId: string): Promise<KeyRow[]> {
  return db
    .select()
    .from(signingKeys)
    .where(
      and(
        or(eq(signingKeys.productId, productId), isNull(signingKeys.productId)),
        isNull(signingKeys.revokedAt),
      ),
    )
    .orderBy(asc(signingKeys.addedAt))
    .limit(100)
}

export async function allKeys(
  db: Reader | Transaction,
): Promise<(KeyRow & { addedByName: string | null })[]> {
  const rows = await db
    .select({ key: signingKeys, name: people.name })
    .from(signingKeys)
    .leftJoin(people, eq(people.id, signingKeys.addedBy))
    .orderBy(desc(signingKeys.addedAt))
    .limit(500)
  return rows.map(({ key, name }) => ({ ...key, addedByName: name }))
}

export async function insertKey(tx: Transaction, row: NewKey): Promise<void> {
  await tx.insert(signingKeys).values(row)
}

export async function revokeKeyRow(
  tx: Transaction,
  id: string,
  set: { revokedAt: number; revokedBy: string | null },
): Promise<void> {
  await tx.update(signingKeys).set(set).where(eq(signingKeys.id, id))
}

/** Persons that publishing a product takes, by product; one where nothing is set. */
export async function personsOf(db: Reader | Transaction): Promise<Map<string, number>> {
  const rows = await db.select().from(publishingRules).limit(1000)
  return new Map(rows.map(({ productId, persons }) => [productId, persons]))
}

export async function setPersons(tx: Transaction, row: typeof publishingRules.$inferInsert): Promise<void> {
  const { productId, ...set } = row
  await tx.insert(publishingRules).values(row).onConflictDoUpdate({ target: publishingRules.productId, set })
}
