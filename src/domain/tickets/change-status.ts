import { z } from 'zod'
import { type Context, conflict, invalid, isDesk, parse } from '../shared/index.ts'
import { changeTicket, requireDesk, requireWriter } from './change.ts'
import { atCustomerMessage } from './clocks.ts'
import {
  blankAsAbsent,
  labelSchema,
  plannedVersionSchema,
  referenceSchema,
  waitingForSchema,
} from './inputs.ts'
import { labelFor } from './label.ts'
import { mayClose, mayReopen } from './policy.ts'
import { followUpOf } from './queue.ts'
import { queueOf } from './queue-store.ts'
import { becoming } from './transition.ts'

const schema = z.object({ reference: referenceSchema })

const statusSchema = z.object({
  reference: referenceSchema,
  status: z.enum(['open', 'waiting', 'resolved', 'closed']),
  waitingFor: blankAsAbsent(waitingForSchema),
  plannedVersion: blankAsAbsent(plannedVersionSchema),
  label: blankAsAbsent(labelSchema),
})

export async function changeStatus(ctx: Context, input: unknown): Promise<void> {
  requireDesk(ctx)
  const { reference, status, waitingFor, plannedVersion, label: labelId } = parse(statusSchema, input)
  if (status === 'waiting' && !waitingFor) throw invalid([{ field: 'waitingFor', code: 'required' }])
  const to = { status, waitingFor: status === 'waiting' ? (waitingFor ?? null) : null, plannedVersion }
  await changeTicket(ctx, reference, async (ticket, _promise, tx) => {
    if (ticket.status === 'merged') throw conflict('ticket-merged')
    const label = await labelFor(tx, labelId, status)
    return becoming(ctx, ticket, { ...to, label }, {})
  })
}

/** By the customer, when the matter is settled, or by the desk. */
export async function closeTicket(ctx: Context, input: unknown): Promise<void> {
  requireWriter(ctx)
  const { reference } = parse(schema, input)
  await changeTicket(ctx, reference, (ticket) => {
    if (ticket.status === 'merged') throw conflict('ticket-merged')
    if (!mayClose(ticket.status)) throw conflict('ticket-already-closed')
    return becoming(ctx, ticket, { status: 'closed', waitingFor: null }, {})
  })
}

/** A customer who reopens waits for an answer, as after a message, and may do so as far as the queue's rules go. */
export async function reopenTicket(ctx: Context, input: unknown): Promise<void> {
  requireWriter(ctx)
  const { reference } = parse(schema, input)
  await changeTicket(ctx, reference, async (ticket, promise, tx) => {
    if (ticket.status === 'merged') throw conflict('ticket-merged')
    if (!mayReopen(ticket.status)) throw conflict('ticket-not-closed')
    if (!isDesk(ctx.actor)) {
      const outcome = followUpOf(await queueOf(tx, ticket.queue), ticket, ctx.now)
      // Only a message can open a ticket.
      if (outcome !== 'reopen')
        throw conflict(outcome === 'refuse' ? 'follow-up-refused' : 'follow-up-needs-message')
    }
    const change = becoming(ctx, ticket, { status: 'open', waitingFor: null }, {})
    if (isDesk(ctx.actor)) return change
    const ledger = [...ticket.ledger, ...change.clocks]
    const update = atCustomerMessage(ledger, promise?.target ?? null, ticket.unansweredSince, ctx.now)
    return {
      ...change,
      set: { ...change.set, unansweredSince: ticket.unansweredSince ?? ctx.now },
      clocks: [...change.clocks, ...update],
    }
  })
}
