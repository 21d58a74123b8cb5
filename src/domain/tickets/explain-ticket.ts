import { type Context, notFound } from '../shared/index.ts'
import {
  type ClockEntry,
  type ClockName,
  explainClock,
  promiseOf,
  type ServicePromise,
} from '../sla/index.ts'
import { mayRead, mayUseDesk } from './policy.ts'
import { parseReference, type Reference, referenceOf } from './reference.ts'
import { findTicket } from './store.ts'
import type { Counting } from './types.ts'

export const customerClocks: readonly ClockName[] = ['first-response', 'update', 'resolution']
export const deskClocks: readonly ClockName[] = [...customerClocks, 'line']

/** How the clocks came to where they stand; null: nothing was promised. */
export function countingOf(
  ledger: readonly ClockEntry[],
  promise: ServicePromise | null,
  names: readonly ClockName[],
  now: number,
): Counting | null {
  if (!promise) return null
  const { levelId, levelName, levelVersion, calendarVersion, calendar, target } = promise
  return {
    level: { id: levelId, name: levelName, version: levelVersion },
    calendar: { id: target.calendar, version: calendarVersion, zone: calendar.zone },
    now,
    clocks: names
      .map((clock) => explainClock(ledger, clock, calendar, now))
      .filter(({ promised }) => promised !== null),
  }
}

/** How the clocks of a ticket came to where they stand; the desk's own clock for the desk alone. */
export async function explainTicket(
  ctx: Context,
  reference: string,
): Promise<{ reference: Reference; counting: Counting | null }> {
  const id = parseReference(reference)
  const ticket = id !== null && mayRead(ctx.actor) ? await findTicket(ctx.db, ctx.actor, id) : null
  if (!ticket) throw notFound('ticket')
  const promise = await promiseOf(ctx, ticket, ticket.priority, ticket.createdAt)
  const names = mayUseDesk(ctx.actor) ? deskClocks : customerClocks
  return { reference: referenceOf(ticket.id), counting: countingOf(ticket.ledger, promise, names, ctx.now) }
}
