import { type Context, isDomainError, notAllowed } from '../shared/index.ts'
import { type Change, changeTicket, nothing } from './change.ts'
import { dueColumns, warnings } from './clocks.ts'
import { ticketsToWarn } from './due-store.ts'
import { lastWarned } from './last-event-store.ts'
import { referenceOf } from './reference.ts'

const batch = 100

/**
 * Records, once each, that 50, 80 or 100 % of a promised time is used up; after a standstill of the portal only the
 * furthest of each clock, and where the server's clock was set back nothing that was said before. Each ticket is a transaction of its own: killed in between, nothing is lost or said twice.
 * @returns how many tickets were dealt with; fewer than 100: there are no more, or somebody changes one just now
 */
export async function warnTickets(ctx: Context): Promise<number> {
  if (ctx.actor.kind !== 'system') throw notAllowed('system-only')
  const due = await ticketsToWarn(ctx.db, ctx.now, batch)
  let done = 0
  for (const { id } of due) {
    await changeTicket(ctx, referenceOf(id), async (ticket, promise, tx): Promise<Change> => {
      const since = ticket.nextWarningAt
      if (since === null || since > ctx.now) return nothing
      const told = await lastWarned(tx, ticket.id)
      const reached = warnings(ticket.ledger, promise).filter(
        ({ clock, at }) => at >= since && at <= ctx.now && at > (told.get(clock) ?? 0),
      )
      const furthest = reached.filter(
        ({ clock, percent }) => !reached.some((other) => other.clock === clock && other.percent > percent),
      )
      return {
        set: { nextWarningAt: dueColumns(ticket.ledger, promise, ctx.now).nextWarningAt },
        clocks: [],
        events: furthest.map(({ clock, percent, at }) => ({
          type: 'ticket.promise-warned',
          data: { clock, percent, reachedAt: at },
        })),
      }
    }).then(
      () => {
        done++
      },
      (error: unknown) => {
        // Whoever changes it just now counts anew.
        if (!isDomainError(error)) throw error
      },
    )
  }
  return done
}
