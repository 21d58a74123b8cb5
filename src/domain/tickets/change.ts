import { type EventInput, recordEvent } from '../events/index.ts'
import { type Context, conflict, notAllowed, notFound, type Transaction } from '../shared/index.ts'
import {
  type Calendar,
  type ClockEntry,
  endOfWorkingDay,
  getSupportCalendar,
  promiseOf,
  type ServicePromise,
} from '../sla/index.ts'
import { dueColumns } from './clocks.ts'
import { notBefore } from './not-before.ts'
import { mayUseDesk, mayWrite } from './policy.ts'
import { parseReference } from './reference.ts'
import { recordStays } from './stays.ts'
import { findTicket, insertClockEntries, type LoadedTicket, type TicketRow, updateTicket } from './store.ts'

/** A resolved ticket closes by itself after so many working days without an objection. */
export const closesAfterDays = 5

/** What a verb decided: nothing is written yet. */
export type Change = {
  set: Partial<TicketRow>
  clocks: readonly ClockEntry[]
  events: readonly Omit<EventInput, 'ticketId' | 'organisationId'>[]
  /** The promise from now on, where the change makes another. */
  promise?: ServicePromise | null
  /** Why the ticket comes to its line, where it does. */
  arrival?: string
}

export const nothing: Change = { set: {}, clocks: [], events: [] }

export type Decide = (
  ticket: LoadedTicket,
  promise: ServicePromise | null,
  tx: Transaction,
) => Change | Promise<Change>

/** Anybody who may see a ticket may write to it as far as the verb says. */
export function requireWriter(ctx: Context): void {
  if (!mayWrite(ctx.actor)) throw notAllowed('tickets-not-yours')
}

export function requireDesk(ctx: Context): void {
  requireWriter(ctx)
  if (!mayUseDesk(ctx.actor)) throw notAllowed('desk-only')
}

function keyOf(ticket: LoadedTicket): string {
  return [ticket.levelId, ticket.levelVersion, ticket.calendarVersion, ticket.priority].join('/')
}

async function getTicketRow(ctx: Context, id: number | null): Promise<LoadedTicket> {
  const ticket = id === null ? null : await findTicket(ctx.db, ctx.actor, id)
  if (!ticket) throw notFound('ticket')
  return ticket
}

/** The ticket and its promise as they are before the change. @throws DomainError `not-found` */
export async function loadTicket(
  ctx: Context,
  reference: string,
): Promise<{ ticket: LoadedTicket; promise: ServicePromise | null }> {
  const ticket = await getTicketRow(ctx, parseReference(reference))
  return { ticket, promise: await promiseOf(ctx, ticket, ticket.priority, ticket.createdAt) }
}

/**
 * Loads, decides and writes with the events in one transaction. Calendars are loaded before it, since nothing but
 * SQL may be awaited inside; should the promise have changed meanwhile, it is done again.
 */
export async function changeTicket(ctx: Context, reference: string, decide: Decide): Promise<LoadedTicket> {
  for (let attempt = 0; attempt < 3; attempt++) {
    const before = await loadTicket(ctx, reference)
    const calendar = before.promise?.calendar ?? (await getSupportCalendar(ctx))
    const done = await ctx.write(async (tx) => {
      const ticket = await findTicket(tx, ctx.actor, before.ticket.id)
      if (!ticket) throw notFound('ticket')
      if (keyOf(ticket) !== keyOf(before.ticket)) return null
      await apply(
        ctx,
        tx,
        ticket,
        { promise: before.promise, calendar },
        await decide(ticket, before.promise, tx),
      )
      return ticket
    })
    if (done) return done
  }
  throw conflict('ticket-changed')
}

type DecideBoth = (
  first: LoadedTicket,
  /** null: not there, or not the actor's to see. */
  second: LoadedTicket | null,
  /** Of the second. */
  promise: ServicePromise | null,
  tx: Transaction,
) => Promise<readonly [Change, Change]>

/** Two tickets decided on together and written in one transaction, as one is by `changeTicket`. */
export async function changePair(
  ctx: Context,
  [first, second]: readonly [string, string],
  decide: DecideBoth,
): Promise<void> {
  for (let attempt = 0; attempt < 3; attempt++) {
    const before = await loadTicket(ctx, first)
    const secondId = parseReference(second)
    const other = secondId === null ? null : await findTicket(ctx.db, ctx.actor, secondId)
    const otherPromise = other && (await promiseOf(ctx, other, other.priority, other.createdAt))
    const usual = await getSupportCalendar(ctx)
    const done = await ctx.write(async (tx) => {
      const ticket = await findTicket(tx, ctx.actor, before.ticket.id)
      const whole = other && (await findTicket(tx, ctx.actor, other.id))
      if (!ticket) throw notFound('ticket')
      if (keyOf(ticket) !== keyOf(before.ticket)) return false
      if (other && (!whole || keyOf(whole) !== keyOf(other))) return false
      const [change, otherChange] = await decide(ticket, whole, otherPromise, tx)
      const { promise } = before
      await apply(ctx, tx, ticket, { promise, calendar: promise?.calendar ?? usual }, change)
      if (whole) {
        const calendar = otherPromise?.calendar ?? usual
        await apply(ctx, tx, whole, { promise: otherPromise, calendar }, otherChange)
      }
      return true
    })
    if (done) return
  }
  throw conflict('ticket-changed')
}

function closing(ctx: Context, { status }: Change['set'], calendar: Calendar): { closesAt?: number | null } {
  if (status === undefined) return {}
  return { closesAt: status === 'resolved' ? endOfWorkingDay(calendar, ctx.now, closesAfterDays) : null }
}

async function apply(
  ctx: Context,
  tx: Transaction,
  ticket: LoadedTicket,
  before: { promise: ServicePromise | null; calendar: Calendar },
  change: Change,
): Promise<void> {
  const { set, clocks, events } = change
  const promise = change.promise === undefined ? before.promise : change.promise
  const due = clocks.length > 0 ? dueColumns([...ticket.ledger, ...clocks], promise, ctx.now) : {}
  const row = { ...notBefore(ticket.createdAt, set), ...due, ...closing(ctx, set, before.calendar) }
  if (Object.keys(row).length > 0) await updateTicket(tx, ticket.id, row)
  await insertClockEntries(tx, ticket.id, clocks)
  await recordStays(tx, ticket, change, promise, ctx.now)
  for (const event of events) {
    await recordEvent(ctx, tx, { ...event, ticketId: ticket.id, organisationId: ticket.organisationId })
  }
}
