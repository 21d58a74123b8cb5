import { and, asc, desc, eq, gt, inArray, sql } from 'drizzle-orm'
import { eventReaders, events } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'

export type EventRow = typeof events.$inferSelect
export type NewEvent = Omit<EventRow, 'id'>

export async function insertEvent(tx: Transaction, event: NewEvent): Promise<number> {
  const [row] = await tx.insert(events).values(event).returning({ id: events.id })
  return row?.id ?? 0
}

export function eventsAfter(db: Reader | Transaction, id: number, limit: number): Promise<EventRow[]> {
  return db.select().from(events).where(gt(events.id, id)).orderBy(asc(events.id)).limit(limit)
}

/** Which tickets something happened to, without what. */
export function changesAfter(
  db: Reader,
  id: number,
  limit: number,
): Promise<{ id: number; ticketId: number | null }[]> {
  return db
    .select({ id: events.id, ticketId: events.ticketId })
    .from(events)
    .where(gt(events.id, id))
    .orderBy(asc(events.id))
    .limit(limit)
}

export function eventsOfTicket(
  db: Reader,
  ticketId: number,
  afterId: number,
  limit: number,
): Promise<EventRow[]> {
  return db
    .select()
    .from(events)
    .where(and(eq(events.ticketId, ticketId), gt(events.id, afterId)))
    .orderBy(asc(events.id))
    .limit(limit)
}

export async function readerPosition(db: Reader | Transaction, name: string): Promise<number> {
  const [row] = await db.select().from(eventReaders).where(eq(eventReaders.name, name))
  return row?.lastEventId ?? 0
}

export async function moveReader(tx: Transaction, name: string, lastEventId: number): Promise<void> {
  await tx
    .insert(eventReaders)
    .values({ name, lastEventId })
    .onConflictDoUpdate({ target: eventReaders.name, set: { lastEventId: sql`excluded.last_event_id` } })
}

/** The newest event's; 0: there is none. */
export async function lastEventId(db: Reader | Transaction): Promise<number> {
  const [row] = await db.select({ id: sql<number>`coalesce(max(${events.id}), 0)` }).from(events)
  return row?.id ?? 0
}

/** Only those of some kinds: a reader of few passes over the others by the index. */
export function eventsOfTypesAfter(
  db: Reader | Transaction,
  types: readonly string[],
  id: number,
  limit: number,
): Promise<EventRow[]> {
  return db
    .select()
    .from(events)
    .where(and(inArray(events.type, [...types]), gt(events.id, id)))
    .orderBy(asc(events.id))
    .limit(limit)
}

export async function eventsNumbered(db: Reader, ids: readonly number[]): Promise<EventRow[]> {
  if (ids.length === 0) return []
  return db
    .select()
    .from(events)
    .where(inArray(events.id, [...ids]))
}

/** The newest of its kind. */
export async function lastEventOf(db: Reader | Transaction, type: string): Promise<EventRow | null> {
  const [row] = await db.select().from(events).where(eq(events.type, type)).orderBy(desc(events.id)).limit(1)
  return row ?? null
}
