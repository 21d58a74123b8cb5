import { and, desc, eq, gt, isNotNull, isNull } from 'drizzle-orm'
import { noticeWeeks } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'

export type WeekRow = typeof noticeWeeks.$inferSelect

export async function newestWeek(db: Reader | Transaction): Promise<WeekRow | null> {
  const [row] = await db.select().from(noticeWeeks).orderBy(desc(noticeWeeks.dueAt)).limit(1)
  return row ?? null
}

/** Forgets the rounds of moments to come: a clock that was ahead wrote them. One that is not ended yet goes on first. */
export async function dropWeeksAfter(tx: Transaction, now: number): Promise<void> {
  await tx.delete(noticeWeeks).where(and(gt(noticeWeeks.dueAt, now), isNotNull(noticeWeeks.doneAt)))
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
