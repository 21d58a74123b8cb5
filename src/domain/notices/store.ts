import { eq } from 'drizzle-orm'
import { noticeStops, updateSubscriptions } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'
import type { NoticeChoice } from './subscription.ts'

/** By product. */
export async function choicesOf(db: Reader, personId: string): Promise<Map<string, NoticeChoice>> {
  const rows = await db
    .select()
    .from(updateSubscriptions)
    .where(eq(updateSubscriptions.personId, personId))
    .limit(500)
  return new Map(rows.map(({ productId, level, atOnce }) => [productId, { level, atOnce }]))
}

export async function putChoice(
  tx: Transaction,
  row: typeof updateSubscriptions.$inferInsert,
): Promise<void> {
  const { level, atOnce, changedAt } = row
  await tx
    .insert(updateSubscriptions)
    .values(row)
    .onConflictDoUpdate({
      target: [updateSubscriptions.personId, updateSubscriptions.productId],
      set: { level, atOnce, changedAt },
    })
}

/** Since when somebody wants no notices at all; null: they do. */
export async function stoppedAt(db: Reader | Transaction, personId: string): Promise<number | null> {
  const [row] = await db.select().from(noticeStops).where(eq(noticeStops.personId, personId))
  return row?.at ?? null
}

/** @returns whether it was not so already */
export async function putStop(tx: Transaction, personId: string, at: number): Promise<boolean> {
  const rows = await tx.insert(noticeStops).values({ personId, at }).onConflictDoNothing().returning()
  return rows.length > 0
}

/** @returns whether there was one */
export async function dropStop(tx: Transaction, personId: string): Promise<boolean> {
  const rows = await tx.delete(noticeStops).where(eq(noticeStops.personId, personId)).returning()
  return rows.length > 0
}
