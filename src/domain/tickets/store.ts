import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { clockEntries, idempotencyKeys, messages, people, products, tickets } from '#db/schema/index.ts'
import type { Actor, Reader, Transaction } from '../shared/index.ts'
import type { ClockEntry } from '../sla/index.ts'
import { indexAnswers } from './field-values-store.ts'
import { visibleTo } from './visibility-store.ts'

export type TicketRow = typeof tickets.$inferSelect
export type NewTicket = typeof tickets.$inferInsert
export type NewMessage = typeof messages.$inferInsert
/** A ticket as verbs decide on it: its row and its clock ledger. */
export type LoadedTicket = TicketRow & { ledger: ClockEntry[] }

/** A ticket's ledger in order, as JSON, within the ticket's own query. */
export const ledgerJson = `(select json_group_array(json_object('at', c.at, 'clock', c.clock, 'kind', c.kind, 'minutes', c.minutes, 'reason', c.reason) order by c.id) from clock_entries c where c.ticket_id = t.id)`

const t = alias(tickets, 't')

export async function findTicket(
  db: Reader | Transaction,
  actor: Actor,
  id: number,
): Promise<LoadedTicket | null> {
  const [row] = await db
    .select({ ticket: t, ledger: sql.raw(ledgerJson) as SQL<string> })
    .from(t)
    .where(sql`t.id = ${id} and ${visibleTo(actor)}`)
  return row ? { ...row.ticket, ledger: JSON.parse(row.ledger) as ClockEntry[] } : null
}

export async function findProduct(db: Reader | Transaction, id: string): Promise<{ id: string } | null> {
  const [row] = await db.select({ id: products.id }).from(products).where(eq(products.id, id))
  return row ?? null
}

export async function insertTicket(tx: Transaction, row: NewTicket): Promise<number> {
  const [inserted] = await tx.insert(tickets).values(row).returning({ id: tickets.id })
  if (!inserted) throw new Error('the ticket was not written')
  return inserted.id
}

export async function updateTicket(tx: Transaction, id: number, set: Partial<TicketRow>): Promise<void> {
  await tx.update(tickets).set(set).where(eq(tickets.id, id))
  if (set.fields) await indexAnswers(tx, id)
}

/** @param subject goes to the search with a ticket's first message */
export async function insertMessage(tx: Transaction, row: NewMessage, subject = ''): Promise<number> {
  const [inserted] = await tx.insert(messages).values(row).returning({ id: messages.id })
  if (!inserted) throw new Error('the message was not written')
  const words = subject ? `${subject}\n${row.body}` : row.body
  await addToSearch(tx, row, words)
  return inserted.id
}

/**
 * What is found in the search has its ticket's number times 65536 and its place in the ticket: hits name their tickets. What
 * comes after the 65,535th message or file of a ticket is not found by its words.
 */
export async function addToSearch(
  tx: Transaction,
  { ticketId, audience }: Pick<NewMessage, 'ticketId' | 'audience'>,
  words: string,
): Promise<void> {
  await tx.run(sql`insert into message_search (rowid, body, scope)
    select n.id, ${words}, 'o' || o.word || case when ${audience} = 'customer' then ' c c' || o.word else '' end
    from (select lower(replace(replace(organisation_id, '-', ''), '_', '')) as word from tickets where id = ${ticketId}) o,
      (select coalesce(max(id), ${ticketId} * 65536) + 1 as id from message_search_docsize
        where id between ${ticketId} * 65536 and ${ticketId} * 65536 + 65535) n
    where n.id < (${ticketId} + 1) * 65536`)
}

export async function insertClockEntries(
  tx: Transaction,
  ticketId: number,
  entries: readonly ClockEntry[],
): Promise<void> {
  if (entries.length > 0)
    await tx.insert(clockEntries).values(entries.map((entry) => ({ ticketId, ...entry })))
}

export async function findIdempotencyKey(
  tx: Transaction,
  personId: string,
  key: string,
): Promise<{ ticketId: number; inputHash: string } | null> {
  const [row] = await tx
    .select({ ticketId: idempotencyKeys.ticketId, inputHash: idempotencyKeys.inputHash })
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.personId, personId), eq(idempotencyKeys.key, key)))
  return row ?? null
}

export async function insertIdempotencyKey(
  tx: Transaction,
  row: typeof idempotencyKeys.$inferInsert,
): Promise<void> {
  await tx.insert(idempotencyKeys).values(row)
}

/** Somebody of the desk who may have tickets. */
export async function findDeskPerson(
  db: Reader | Transaction,
  id: string,
): Promise<{ id: string; line: number | null } | null> {
  const [row] = await db
    .select({ id: people.id, line: people.line })
    .from(people)
    .where(
      and(
        eq(people.id, id),
        inArray(people.role, ['agent', 'supervisor', 'administrator']),
        isNull(people.disabledAt),
      ),
    )
  return row ?? null
}
