import type { Transaction } from '../shared/index.ts'
import { type ClockEntry, lineMinutes, minutesBetween, replay, type ServicePromise } from '../sla/index.ts'
import type { Change } from './change.ts'
import { isActive } from './status.ts'
import { endStay, insertStay, updateStay } from './stay-store.ts'
import type { LoadedTicket } from './store.ts'

/**
 * Keeps the record of which line has the ticket: it leaves with an escalation, a handing back or when it is done, and
 * comes again when it is reopened.
 */
export async function recordStays(
  tx: Transaction,
  ticket: LoadedTicket,
  change: Change,
  promise: ServicePromise | null,
  now: number,
): Promise<void> {
  const { set } = change
  const before = { line: ticket.line, done: !isActive(ticket.status) }
  const after = { line: set.line ?? ticket.line, done: !isActive(set.status ?? ticket.status) }
  const assigneeId = set.assigneeId === undefined ? ticket.assigneeId : set.assigneeId
  const promised = promise && lineMinutes(promise.target, after.line)
  if (before.line === after.line && before.done === after.done) {
    if (before.done) return
    const holder = set.assigneeId ? { assigneeId } : {}
    const other = change.promise === undefined ? {} : { promised }
    const stay = { ...holder, ...other }
    if (Object.keys(stay).length > 0) await updateStay(tx, ticket.id, stay)
    return
  }
  if (!before.done) await endStay(tx, ticket.id, now, takenOn(ticket.ledger, promise, now))
  if (after.done) return
  const reason = change.arrival ?? (before.done ? 'reopened' : 'moved')
  await insertStay(tx, {
    ticketId: ticket.id,
    line: after.line,
    arrivedAt: now,
    reason,
    assigneeId,
    promised,
  })
}

/**
 * Open minutes that the line has had the ticket this time, pauses left out; null where nothing was promised, for then nothing is
 * counted. Its clock goes on where it left off when a ticket is reopened; its time with it begins anew.
 */
export function takenOn(
  ledger: readonly ClockEntry[],
  promise: ServicePromise | null,
  now: number,
): number | null {
  if (!promise) return null
  const { phase, stretches } = replay(ledger, 'line')
  if (phase === 'idle') return null
  const came = ledger.findLast(
    ({ clock, kind, reason }) =>
      clock === 'line' &&
      (kind === 'start' || reason === 'reopened' || reason === 'unmerged') &&
      reason !== 'priority',
  )
  const open = stretches
    .filter(({ from }) => from >= (came?.at ?? 0))
    .map(({ from, to }) => minutesBetween(promise.calendar, from, to ?? now))
  return Math.round(open.reduce((sum, minutes) => sum + minutes, 0))
}
