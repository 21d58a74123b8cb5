import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, notInArray, or, type SQL, sql } from 'drizzle-orm'
import { letters, messages, organisations, people, products, tickets } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'
import type { Followers, TicketFacts } from './recipients.ts'
import { forgotten } from './secret.ts'

export type LetterRow = typeof letters.$inferSelect
export type NewLetter = typeof letters.$inferInsert
export type Addressee = { id: string; name: string; email: string; lang: 'pt' | 'en'; role: string }

export async function ticketFacts(db: Reader | Transaction, id: number): Promise<TicketFacts | null> {
  const [row] = await db
    .select({
      id: tickets.id,
      subject: tickets.subject,
      status: tickets.status,
      requesterId: tickets.requesterId,
      assigneeId: tickets.assigneeId,
      ownerId: tickets.ownerId,
      line: tickets.line,
      queue: tickets.queue,
      organisation: organisations.name,
      product: products.name,
      version: tickets.version,
      plannedVersion: tickets.plannedVersion,
      firstResponseDueAt: tickets.firstResponseDueAt,
      resolutionDueAt: tickets.resolutionDueAt,
    })
    .from(tickets)
    .innerJoin(organisations, eq(organisations.id, tickets.organisationId))
    .leftJoin(products, eq(products.id, tickets.productId))
    .where(eq(tickets.id, id))
  return row ?? null
}

export async function agentsOfLine(db: Reader | Transaction, line: number): Promise<string[]> {
  const rows = await db
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.role, 'agent'), eq(people.line, line), isNull(people.disabledAt)))
    .limit(50)
  return rows.map((row) => row.id)
}

export async function supervisors(db: Reader | Transaction): Promise<string[]> {
  const rows = await db
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.role, 'supervisor'), isNull(people.disabledAt)))
    .limit(20)
  return rows.map((row) => row.id)
}

export async function administrators(db: Reader | Transaction): Promise<string[]> {
  const rows = await db
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.role, 'administrator'), isNull(people.disabledAt)))
    .limit(50)
  return rows.map((row) => row.id)
}

/**
 * Who follows a ticket and may do so still: watchers belong to the desk, colleagues in copy to the organisation or to a
 * partner that looks after it.
 */
export async function followersOf(tx: Transaction, ticketId: number): Promise<Followers> {
  const rows = await tx.all<{
    id: string
    kind: 'watcher' | 'copy'
  }>(sql`select p.id, c.kind from ticket_people c
    join people p on p.id = c.person_id join tickets t on t.id = c.ticket_id
    where c.ticket_id = ${ticketId} and p.disabled_at is null and case c.kind
      when 'watcher' then p.role in ('agent', 'supervisor', 'administrator')
      else p.role in ('customer', 'customer-manager', 'partner') and (p.organisation_id = t.organisation_id
        or (p.role = 'partner' and exists (select 1 from partnerships s
          where s.partner_id = p.organisation_id and s.organisation_id = t.organisation_id))) end`)
  const of = (wanted: 'watcher' | 'copy'): string[] =>
    rows.filter(({ kind }) => kind === wanted).map(({ id }) => id)
  return { watchers: of('watcher'), copies: of('copy') }
}

export function addressees(db: Reader | Transaction, ids: readonly string[]): Promise<Addressee[]> {
  return (
    db
      .select({ id: people.id, name: people.name, email: people.email, lang: people.lang, role: people.role })
      .from(people)
      // Machines have no letter box.
      .where(and(inArray(people.id, [...ids]), isNull(people.disabledAt), eq(people.service, false)))
  )
}

export type MessageFacts = { body: string; html: string; authorName: string | null; audience: string }

export async function messageFacts(db: Reader | Transaction, id: number): Promise<MessageFacts | null> {
  const [row] = await db
    .select({
      body: messages.body,
      html: messages.html,
      authorName: people.name,
      audience: messages.audience,
    })
    .from(messages)
    .leftJoin(people, eq(people.id, messages.authorId))
    .where(eq(messages.id, id))
  return row ?? null
}

/** A letter that is there already stays as it is: one per event and person. */
export async function insertLetters(tx: Transaction, rows: NewLetter[]): Promise<void> {
  if (rows.length > 0) await tx.insert(letters).values(rows).onConflictDoNothing()
}

export async function dropLetter(tx: Transaction, eventId: number, personId: string): Promise<void> {
  await tx.delete(letters).where(and(eq(letters.eventId, eventId), eq(letters.personId, personId)))
}

/** What is due, those that somebody waits for before those that go to many. @param many templates of those */
export async function dueLetters(
  db: Reader,
  now: number,
  limit: number,
  many: readonly string[],
): Promise<LetterRow[]> {
  const due = (of: SQL, most: number): Promise<LetterRow[]> =>
    db
      .select()
      .from(letters)
      .where(and(lte(letters.nextAttemptAt, now), of))
      .orderBy(asc(letters.nextAttemptAt))
      .limit(most)
  const first = await due(notInArray(letters.template, [...many]), limit)
  return first.length === limit
    ? first
    : [...first, ...(await due(inArray(letters.template, [...many]), limit - first.length))]
}

/** What waits longer than any letter does, and new ones that do not go at once: a clock that was ahead dated them. */
function misdated(now: number, longest: number): SQL | undefined {
  const { nextAttemptAt, attempts } = letters
  return and(gt(nextAttemptAt, now), or(gt(nextAttemptAt, now + longest), eq(attempts, 0)))
}

/** @param longest that any letter waits, in milliseconds */
export async function isAnyMisdated(db: Reader, now: number, longest: number): Promise<boolean> {
  const [row] = await db.select({ id: letters.id }).from(letters).where(misdated(now, longest)).limit(1)
  return row !== undefined
}

export async function dateAnew(tx: Transaction, now: number, longest: number): Promise<void> {
  await tx.update(letters).set({ nextAttemptAt: now }).where(misdated(now, longest))
}

export async function updateLetter(tx: Transaction, id: string, set: Partial<LetterRow>): Promise<void> {
  await tx.update(letters).set(set).where(eq(letters.id, id))
}

/** Those that have not left never do, and forget their words; few letters are on their way at a time. */
export async function dropUnsent(tx: Transaction, personId: string, template: string): Promise<void> {
  await tx
    .update(letters)
    .set({ ...forgotten, nextAttemptAt: null, lastError: 'superseded' })
    .where(
      and(isNotNull(letters.nextAttemptAt), eq(letters.personId, personId), eq(letters.template, template)),
    )
}
