import { desc, eq, isNull, lte } from 'drizzle-orm'
import { noticeWeeks } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'

export type WeekRow = typeof noticeWeeks.$inferSelect

/** @param until those of later moments, which a wrong clock began, do not count; absent: all do */
export async function newestWeek(db: Reader | Transaction, until = Infinity): Promise<WeekRow | null> {
  const [row] = await db
    .select()
    .from(noticeWeeks)
    .where(until === Infinity ? undefined : lte(noticeWeeks.dueAt, until))
    .orderBy(desc(noticeWeeks.dueAt))
    .limit(1)
  return row ?? null
}

/** A round of letters that was begun and not ended. */
export async function openWeek(db: Reader | Transaction): Promise<WeekRow | null> {
  const [row] = await db.select().from(noticeWeeks).where(isNull(noticeWeeks.doneAt)).limit(1)
  return row ?? null
}

export async function insertWeek(tx: Transaction, row: typeof noticeWeeks.$inferInsert): Promise<void> {
  await tx.insert(noticeWeeks).values(row)
}

export async function updateWeek(tx: Transaction, dueAt: number, set: Partial<WeekRow>): Promise<void> {
  await tx.update(noticeWeeks).set(set).where(eq(noticeWeeks.dueAt, dueAt))
}
