import { and, desc, eq, inArray, ne } from 'drizzle-orm'
import { notices, toldNotices } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'
import type { NoticeRow } from './notices-store.ts'

export type NewTold = typeof toldNotices.$inferInsert
export type ToldRow = typeof toldNotices.$inferSelect

/** Of which organisations people know already that these releases or advisories are theirs, as `person/subject/organisation`. */
export async function toldOrganisations(
  db: Reader,
  personIds: readonly string[],
  subjects: readonly string[],
  but: number | null,
): Promise<Set<string>> {
  if (personIds.length === 0 || subjects.length === 0) return new Set()
  const rows = await db
    .select({
      personId: toldNotices.personId,
      subject: notices.subject,
      ids: toldNotices.organisationIds,
    })
    .from(notices)
    .innerJoin(toldNotices, eq(toldNotices.eventId, notices.eventId))
    .where(
      and(
        inArray(notices.subject, [...subjects]),
        inArray(notices.kind, ['release', 'turn', 'advisory', 'advisory-change']),
        inArray(toldNotices.personId, [...personIds]),
        but === null ? undefined : ne(toldNotices.letterEventId, but),
      ),
    )
  return new Set(
    rows.flatMap(({ personId, subject, ids }) => ids.map((id) => `${personId}/${subject}/${id}`)),
  )
}

/** Which of these people were told of which, as `person/event`. @param but told by this letter does not count */
export async function toldAmong(
  db: Reader,
  personIds: readonly string[],
  eventIds: readonly number[],
  but: number | null,
): Promise<Set<string>> {
  if (personIds.length === 0 || eventIds.length === 0) return new Set()
  const rows = await db
    .select({ personId: toldNotices.personId, eventId: toldNotices.eventId })
    .from(toldNotices)
    .where(
      and(
        inArray(toldNotices.personId, [...personIds]),
        inArray(toldNotices.eventId, [...eventIds]),
        but === null ? undefined : ne(toldNotices.letterEventId, but),
      ),
    )
  return new Set(rows.map(({ personId, eventId }) => `${personId}/${eventId}`))
}

/** @returns those that were not there before, as `person/event` */
export async function insertTold(tx: Transaction, rows: readonly NewTold[]): Promise<Set<string>> {
  const added = new Set<string>()
  for (let from = 0; from < rows.length; from += 500) {
    const inserted = await tx
      .insert(toldNotices)
      .values(rows.slice(from, from + 500))
      .onConflictDoNothing()
      .returning({ personId: toldNotices.personId, eventId: toldNotices.eventId })
    for (const { personId, eventId } of inserted) added.add(`${personId}/${eventId}`)
  }
  return added
}

/** What these people’s letters of one event told. */
export async function toldBy(
  db: Reader | Transaction,
  personIds: readonly string[],
  letterEventId: number,
): Promise<ToldRow[]> {
  if (personIds.length === 0) return []
  return db
    .select()
    .from(toldNotices)
    .where(and(inArray(toldNotices.personId, [...personIds]), eq(toldNotices.letterEventId, letterEventId)))
}

/** Of which products one person was told by a notice. */
export async function productsToldOf(
  db: Reader,
  personId: string,
  eventId: number,
): Promise<string[] | null> {
  const [row] = await db
    .select({ productIds: toldNotices.productIds })
    .from(toldNotices)
    .where(and(eq(toldNotices.personId, personId), eq(toldNotices.eventId, eventId)))
  return row?.productIds ?? null
}

export async function dropToldBy(tx: Transaction, personId: string, letterEventId: number): Promise<void> {
  await tx
    .delete(toldNotices)
    .where(and(eq(toldNotices.personId, personId), eq(toldNotices.letterEventId, letterEventId)))
}

export type LastTold = Pick<ToldRow, 'at' | 'pace' | 'productIds'> & Pick<NoticeRow, 'kind' | 'subject'>

/** What somebody was told last. */
export function lastTold(db: Reader, personId: string, limit: number): Promise<LastTold[]> {
  return db
    .select({
      at: toldNotices.at,
      pace: toldNotices.pace,
      productIds: toldNotices.productIds,
      kind: notices.kind,
      subject: notices.subject,
    })
    .from(toldNotices)
    .innerJoin(notices, eq(notices.eventId, toldNotices.eventId))
    .where(eq(toldNotices.personId, personId))
    .orderBy(desc(toldNotices.at), desc(toldNotices.eventId))
    .limit(limit)
}
