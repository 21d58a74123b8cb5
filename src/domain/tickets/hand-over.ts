import { z } from 'zod'
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

export async function assignTicket(ctx: Context, input: unknown): Promise<void> {
  requireDesk(ctx)
  const { reference, assignee } = parse(assignSchema, input)
  const person = assignee === null ? null : await findDeskPerson(ctx.db, assignee)
  if (assignee !== null && !person) throw invalid([{ field: 'assignee', code: 'unknown' }])
  await changeTicket(ctx, reference, (ticket): Change => {
    if (assignee === ticket.assigneeId) return nothing
    if (ticket.status === 'merged') throw conflict('ticket-merged')
    return {
      set: { assigneeId: assignee, ...(person ? ownership(ticket, person) : {}), updatedAt: ctx.now },
      clocks: [],
      events: [{ type: 'ticket.assigned', data: { from: ticket.assigneeId, to: assignee } }],
    }
  })
}
