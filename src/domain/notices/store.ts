import { eq } from 'drizzle-orm'
import { updateSubscriptions } from '#db/schema/index.ts'
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
