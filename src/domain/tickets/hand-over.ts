import { z } from 'zod'
import { standInFor } from '../accounts/index.ts'
import { type Context, conflict, invalid, isDesk, parse } from '../shared/index.ts'
import { type Change, changeTicket, nothing, requireDesk } from './change.ts'
import { referenceSchema } from './inputs.ts'
import { isActive } from './status.ts'
import { findDeskPerson, type LoadedTicket } from './store.ts'

const claimSchema = z.object({ reference: referenceSchema })

const assignSchema = z.object({
  reference: referenceSchema,
  /** Somebody of the desk; none gives the ticket back to its line. */
  assignee: z.union([z.null(), z.literal('').transform(() => null), z.string().max(64)]),
})

/** The first of line 1 who has the ticket keeps its conversation. */
function ownership(ticket: LoadedTicket, person: { id: string; line: number | null }): { ownerId?: string } {
  return ticket.ownerId === null && person.line === 1 ? { ownerId: person.id } : {}
}

export async function claimTicket(ctx: Context, input: unknown): Promise<void> {
  requireDesk(ctx)
  const { reference } = parse(claimSchema, input)
  const { actor } = ctx
  if (!isDesk(actor)) throw conflict('claim-needs-a-person')
  await changeTicket(ctx, reference, (ticket): Change => {
    if (ticket.assigneeId === actor.id) return nothing
    if (ticket.assigneeId !== null) throw conflict('already-claimed')
    if (!isActive(ticket.status)) throw conflict('ticket-not-active')
    const status = ticket.status === 'new' ? 'open' : ticket.status
    return {
      set: { assigneeId: actor.id, status, ...ownership(ticket, actor), updatedAt: ctx.now },
      clocks: [],
      events: [{ type: 'ticket.claimed', data: { from: null, to: actor.id } }],
    }
  })
}

/** To somebody of the desk, or to whoever stands in for them while they are away. */
export async function assignTicket(ctx: Context, input: unknown): Promise<void> {
  requireDesk(ctx)
  const { reference, assignee } = parse(assignSchema, input)
  const meant = assignee === null ? null : await findDeskPerson(ctx.db, assignee)
  if (assignee !== null && !meant) throw invalid([{ field: 'assignee', code: 'unknown' }])
  const person = meant && (await standInFor(ctx.db, meant, ctx.now))
  const to = person?.id ?? null
  const instead = to === assignee ? {} : { insteadOf: assignee }
  await changeTicket(ctx, reference, (ticket): Change => {
    // Whoever has it already keeps it, also while away.
    if (assignee === ticket.assigneeId || to === ticket.assigneeId) return nothing
    if (ticket.status === 'merged') throw conflict('ticket-merged')
    return {
      set: { assigneeId: to, ...(person ? ownership(ticket, person) : {}), updatedAt: ctx.now },
      clocks: [],
      events: [{ type: 'ticket.assigned', data: { from: ticket.assigneeId, to, ...instead } }],
    }
  })
}
