import {
  and,
  asc,
  desc,
  eq,
  exists,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  max,
  ne,
  or,
} from 'drizzle-orm'
import { events, notices } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'

export type NoticeRow = typeof notices.$inferSelect
export type NewNotice = typeof notices.$inferInsert

/** One an event: reading it again adds nothing. */
export async function insertNotice(tx: Transaction, row: NewNotice): Promise<void> {
  await tx.insert(notices).values(row).onConflictDoNothing()
}

/** Up to which place in its rollout people were told of a release; 0: nobody. */
export async function turnsTold(tx: Transaction, subject: string): Promise<number> {
  const [row] = await tx
    .select({ to: max(notices.turnTo) })
    .from(notices)
    .where(eq(notices.subject, subject))
  return row?.to ?? 0
}

/** What is out and not told to everybody yet, the first of it. */
export async function nextDue(db: Reader, now: number): Promise<NoticeRow | null> {
  const [row] = await db
    .select()
    .from(notices)
    .where(and(isNull(notices.doneAt), lte(notices.dueAt, now)))
    .orderBy(asc(notices.dueAt), asc(notices.eventId))
    .limit(1)
  return row ?? null
}

export async function findNotices(
  db: Reader | Transaction,
  eventIds: readonly number[],
): Promise<NoticeRow[]> {
  if (eventIds.length === 0) return []
  return db
    .select()
    .from(notices)
    .where(inArray(notices.eventId, [...eventIds]))
    .orderBy(desc(notices.dueAt), desc(notices.eventId))
}

export async function updateNotice(tx: Transaction, eventId: number, set: Partial<NoticeRow>): Promise<void> {
  await tx.update(notices).set(set).where(eq(notices.eventId, eventId))
}

/** Gives what is out and in no week yet to a week. @returns how much it is */
export async function gatherWeek(tx: Transaction, weeklyAt: number, now: number): Promise<number> {
  const rows = await tx
    .update(notices)
    .set({ weeklyAt })
    .where(and(isNull(notices.weeklyAt), isNotNull(notices.doneAt), lte(notices.dueAt, now)))
    .returning({ id: notices.eventId })
  return rows.length
}

const week = 7 * 86_400_000

/**
 * Lets what is not out yet be told when it is, although it was told at once or given to a week: a clock that was ahead
 * did that. What the clock says had not even come about stays: that one may be the wrong clock, and be behind.
 */
export async function takeBackEarly(tx: Transaction, now: number): Promise<void> {
  const { eventId, kind, dueAt, doneAt, weeklyAt } = notices
  const come = exists(
    tx
      .select({ id: events.id })
      .from(events)
      .where(and(eq(events.id, eventId), lte(events.at, now))),
  )
  await tx
    .update(notices)
    .set({ weeklyAt: null })
    .where(and(gte(weeklyAt, now - week), gt(dueAt, now), come))
  await tx
    .update(notices)
    .set({ doneAt: null, cursor: '' })
    .where(and(isNull(weeklyAt), gt(dueAt, now), isNotNull(doneAt), ne(kind, 'contract'), come))
}

/**
 * The newest first; of contracts those of these organisations alone: thousands may be imported in one week.
 * @param after the last one of the page before; null: the first page
 */
export async function noticesOfWeek(
  db: Reader,
  weeklyAt: number,
  organisationIds: readonly string[],
  after: NoticeRow | null,
  limit: number,
): Promise<NoticeRow[]> {
  const { dueAt, eventId, kind } = notices
  const ofTheirs = db
    .select({ id: events.id })
    .from(events)
    .where(and(eq(events.id, eventId), inArray(events.organisationId, [...organisationIds])))
  return db
    .select()
    .from(notices)
    .where(
      and(
        eq(notices.weeklyAt, weeklyAt),
        or(ne(kind, 'contract'), exists(ofTheirs)),
        after === null
          ? undefined
          : or(lt(dueAt, after.dueAt), and(eq(dueAt, after.dueAt), lt(eventId, after.eventId))),
      ),
    )
    .orderBy(desc(dueAt), desc(eventId))
    .limit(limit)
}
