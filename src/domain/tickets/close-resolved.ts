import { type Context, isDomainError, notAllowed } from '../shared/index.ts'
import { type Change, changeTicket, nothing } from './change.ts'
import { ticketsToClose } from './due-store.ts'
import { referenceOf } from './reference.ts'
import { becoming } from './transition.ts'

const batch = 100

/**
 * Closes what was resolved long enough ago and nobody objected to.
 * @returns how many were dealt with; fewer than 100: there are no more, or somebody changes one just now
 */
export async function closeResolved(ctx: Context): Promise<number> {
  if (ctx.actor.kind !== 'system') throw notAllowed('system-only')
  const due = await ticketsToClose(ctx.db, ctx.now, batch)
  let done = 0
  for (const { id } of due) {
    await changeTicket(ctx, referenceOf(id), (ticket): Change => {
      if (ticket.status !== 'resolved' || ticket.closesAt === null || ticket.closesAt > ctx.now)
        return ticket.closesAt === null ? nothing : { ...nothing, set: { closesAt: null } }
      return becoming(ctx, ticket, { status: 'closed', waitingFor: null }, { byItself: true })
    }).then(
      () => {
        done++
      },
      (error: unknown) => {
        // Somebody changes it just now: the next turn looks again.
        if (!isDomainError(error)) throw error
      },
    )
  }
  return done
}
