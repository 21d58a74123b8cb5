import { desc, eq } from 'drizzle-orm'
import { noticeWeeks } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'

export type WeekRow = typeof noticeWeeks.$inferSelect

export async function newestWeek(db: Reader | Transaction): Promise<WeekRow | null> {
  const [row] = await db.select().from(noticeWeeks).orderBy(desc(noticeWeeks.dueAt)).limit(1)
  return row ?? null
}

export async function insertWeek(tx: Transaction, row: typeof noticeWeeks.$inferInsert): Promise<void> {
  await tx.insert(noticeWeeks).values(row)
}

export async function updateWeek(tx: Transaction, dueAt: number, set: Partial<WeekRow>): Promise<void> {
  await tx.update(noticeWeeks).set(set).where(eq(noticeWeeks.dueAt, dueAt))
}
