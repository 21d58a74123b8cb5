import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import { type Context, conflict, isDesk, notAllowed, notFound, parse } from '../shared/index.ts'
import { currentPromise } from '../sla/index.ts'
import { requireDesk } from './change.ts'
import { blankAsAbsent, referenceSchema, subjectSchema } from './inputs.ts'
import { insertLink } from './link-store.ts'
import { type Lodging, lodge } from './lodge.ts'
import { partsOf } from './merge-store.ts'
import { currentPriority } from './priority-matrix.ts'
import { parseReference, type Reference, referenceOf } from './reference.ts'
import { copyAttachments, findMessage, isSplit, type WholeMessage } from './split-store.ts'
import { findTicket, type LoadedTicket } from './store.ts'
import { teamInUse } from './team-store.ts'

const schema = z.object({
  reference: referenceSchema,
  message: z.coerce.number().pipe(z.int().min(1)),
  /** None: that of the ticket. */
  subject: blankAsAbsent(subjectSchema),
})

/**
 * One message begins a ticket of its own, linked to where it was written; it stays there too. What the customer may read
 * becomes a ticket of the same requester. A note for the desk becomes a ticket of the house, requested by whoever splits it:
 * of the customer's it would show them that there is one.
 */
export async function splitMessage(ctx: Context, input: unknown): Promise<{ reference: Reference }> {
  requireDesk(ctx)
  const { actor } = ctx
  if (!isDesk(actor)) throw notAllowed('desk-only')
  const { reference, message: messageId, subject } = parse(schema, input)
  const { ticket, message, written } = await originOf(ctx, reference, messageId)
  const internal = message.audience === 'internal'
  const whose = internal
    ? { requesterId: actor.id, organisationId: actor.organisationId }
    : { requesterId: written.requesterId, organisationId: written.organisationId }
  const lodging: Omit<Lodging, 'teamId'> = {
    subject: subject ?? ticket.subject,
    productId: ticket.productId,
    version: ticket.version,
    requestType: ticket.requestType,
    queue: ticket.queue,
    impact: 'normal',
    urgency: ticket.urgency,
    priority: await currentPriority(ctx, 'normal', ticket.urgency),
    ...whose,
    channel: message.channel,
    fields: internal ? {} : ticket.fields,
  }
  const promise = await currentPromise(ctx, lodging.organisationId, lodging.priority)
  return ctx.write(async (tx) => {
    if (await isSplit(tx, ticket.id, message.id)) throw conflict('split-already')
    // The time was spent once.
    const { id: _, ticketId: __, minutes: ___, ...first } = message
    const from = referenceOf(ticket.id)
    const teamId = await teamInUse(tx, ticket.teamId)
    const made = await lodge(ctx, tx, { ...lodging, teamId }, promise, first, { splitFrom: from })
    await copyAttachments(tx, message.id, { ticketId: made.id, messageId: made.messageId }, ctx.ids.next)
    await insertLink(tx, {
      kind: internal ? 'related' : 'follow-up',
      fromId: ticket.id,
      toId: made.id,
      createdAt: ctx.now,
      createdBy: actor.id,
    })
    const to = referenceOf(made.id)
    await recordEvent(ctx, tx, {
      type: 'ticket.split',
      ticketId: ticket.id,
      organisationId: ticket.organisationId,
      data: { to, message: message.id, audience: message.audience },
    })
    return { reference: to }
  })
}

type Origin = {
  ticket: LoadedTicket
  message: WholeMessage
  /** Where the message was written: the ticket, or a part of it. */
  written: LoadedTicket
}

async function originOf(ctx: Context, reference: string, messageId: number): Promise<Origin> {
  const id = parseReference(reference)
  const ticket = id === null ? null : await findTicket(ctx.db, ctx.actor, id)
  if (!ticket) throw notFound('ticket')
  const message = await findMessage(ctx.db, messageId)
  if (!message) throw notFound('message')
  const within = [ticket.id, ...(await partsOf(ctx.db, ctx.actor, ticket.id))]
  const written = within.includes(message.ticketId)
    ? await findTicket(ctx.db, ctx.actor, message.ticketId)
    : null
  if (!written) throw notFound('message')
  return { ticket, message, written }
}
