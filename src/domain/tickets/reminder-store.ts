import { and, asc, eq, isNull, lte } from 'drizzle-orm'
import { people, reminders } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'

export type ReminderRow = { id: number; ticketId: number; personId: string; at: number; word: string }

const columns = {
  id: reminders.id,
  ticketId: reminders.ticketId,
  personId: reminders.personId,
  at: reminders.at,
  word: reminders.word,
}

/** Those to come, the next one first. */
export function remindersOf(
  db: Reader | Transaction,
  ticketId: number,
): Promise<(ReminderRow & { personName: string })[]> {
  return db
    .select({ ...columns, personName: people.name })
    .from(reminders)
    .innerJoin(people, eq(people.id, reminders.personId))
    .where(and(eq(reminders.ticketId, ticketId), isNull(reminders.doneAt)))
    .orderBy(asc(reminders.at), asc(reminders.id))
}

export function dueReminders(db: Reader, now: number, limit: number): Promise<ReminderRow[]> {
  return db
    .select(columns)
    .from(reminders)
    .where(and(isNull(reminders.doneAt), lte(reminders.at, now)))
    .orderBy(asc(reminders.at))
    .limit(limit)
}

export async function insertReminder(
  tx: Transaction,
  row: Omit<typeof reminders.$inferInsert, 'id'>,
): Promise<void> {
  await tx.insert(reminders).values(row)
}

/** @returns false: it was done or removed by now */
export async function endReminder(tx: Transaction, id: number, doneAt: number): Promise<boolean> {
  const done = await tx
    .update(reminders)
    .set({ doneAt })
    .where(and(eq(reminders.id, id), isNull(reminders.doneAt)))
    .returning({ id: reminders.id })
  return done.length > 0
}

/** @returns what was removed; null: this ticket has no such reminder to come */
export async function deleteReminder(
  tx: Transaction,
  ticketId: number,
  id: number,
): Promise<{ personId: string; word: string } | null> {
  const [row] = await tx
    .delete(reminders)
    .where(and(eq(reminders.id, id), eq(reminders.ticketId, ticketId), isNull(reminders.doneAt)))
    .returning({ personId: reminders.personId, word: reminders.word })
  return row ?? null
}
