import { z } from 'zod'
import { actorId, type Context, conflict, invalid, isDesk, notAllowed, parse } from '../shared/index.ts'
import type { ServicePromise } from '../sla/index.ts'
import { attachUploads } from './attachment-store.ts'
import { type Change, changeTicket, requireWriter } from './change.ts'
import { atAgentMessage, atCustomerMessage } from './clocks.ts'
import {
  blankAsAbsent,
  bodySchema,
  plannedVersionSchema,
  referenceSchema,
  uploadsSchema,
  waitingForSchema,
} from './inputs.ts'
import { mayReply } from './policy.ts'
import { type Reference, referenceOf } from './reference.ts'
import { isDone } from './status.ts'
import { insertMessage, type LoadedTicket } from './store.ts'
import { becoming } from './transition.ts'
import type { Means } from './types.ts'

export const replySchema = z.object({
  reference: referenceSchema,
  body: bodySchema,
  uploads: uploadsSchema,
  /** Desk only: a note that the customer never sees. */
  internal: z
    .union([z.boolean(), z.enum(['', 'on', 'true']).transform((value) => value !== '')])
    .default(false),
  /** Desk only: what the ticket becomes with this message. */
  status: blankAsAbsent(z.enum(['open', 'waiting', 'resolved', 'closed'])),
  waitingFor: blankAsAbsent(waitingForSchema),
  /** Desk only, with `waitingFor` planned-version: the version that will have the fix. */
  plannedVersion: blankAsAbsent(plannedVersionSchema),
})

type Input = z.output<typeof replySchema>

/** A customer's message resumes what waits and reopens what was done. */
function byCustomer(ctx: Context, ticket: LoadedTicket, promise: ServicePromise | null): Change {
  const rests = ticket.status === 'waiting' || isDone(ticket.status)
  const next = rests ? becoming(ctx, ticket, { status: 'open', waitingFor: null }, { byReply: true }) : null
  const ledger = [...ticket.ledger, ...(next?.clocks ?? [])]
  const clocks = atCustomerMessage(ledger, promise?.target ?? null, ticket.unansweredSince, ctx.now)
  return {
    set: { ...next?.set, updatedAt: ctx.now, unansweredSince: ticket.unansweredSince ?? ctx.now },
    clocks: [...(next?.clocks ?? []), ...clocks],
    events: next?.events ?? [],
  }
}

function byAgent(ctx: Context, ticket: LoadedTicket, input: Input): Change {
  const status = input.status ?? (ticket.status === 'new' && !input.internal ? 'open' : undefined)
  const answered = input.internal ? [] : atAgentMessage(ticket.ledger, ctx.now)
  const after = { ...ticket, ledger: [...ticket.ledger, ...answered] }
  const responded = input.internal
    ? {}
    : { firstRespondedAt: ticket.firstRespondedAt ?? ctx.now, unansweredSince: null, updatedAt: ctx.now }
  const moves = status && (status !== ticket.status || status === 'waiting')
  const waitingFor = status === 'waiting' ? (input.waitingFor ?? 'customer') : null
  const next = moves
    ? becoming(
        ctx,
        { ...after, ...responded },
        { status, waitingFor, plannedVersion: input.plannedVersion },
        {},
      )
    : null
  return {
    set: { ...responded, ...next?.set },
    clocks: [...answered, ...(next?.clocks ?? [])],
    events: next?.events ?? [],
  }
}

export async function replyToTicket(
  ctx: Context,
  input: unknown,
  means: Means,
): Promise<{ messageId: number; reference: Reference }> {
  requireWriter(ctx)
  const values = parse(replySchema, input)
  const desk = isDesk(ctx.actor)
  if (!desk && (values.internal || values.status)) throw notAllowed('desk-only')
  if (values.waitingFor && values.status !== 'waiting')
    throw invalid([{ field: 'waitingFor', code: 'invalid' }])
  const html = means.render(values.body)
  const audience = values.internal ? 'internal' : 'customer'
  const authorKind = desk ? 'agent' : 'customer'
  let messageId = 0
  const { id } = await changeTicket(ctx, values.reference, async (ticket, promise, tx) => {
    if (!mayReply(ticket.status)) throw conflict('ticket-merged')
    const change = desk ? byAgent(ctx, ticket, values) : byCustomer(ctx, ticket, promise)
    messageId = await insertMessage(tx, {
      ticketId: ticket.id,
      authorId: actorId(ctx.actor),
      authorKind,
      channel: means.channel ?? 'web',
      audience,
      body: values.body,
      html,
      createdAt: ctx.now,
    })
    await attachUploads(tx, actorId(ctx.actor) ?? '', values.uploads, ticket.id, messageId)
    const type = values.internal ? 'ticket.noted' : 'ticket.replied'
    return { ...change, events: [{ type, data: { messageId, audience, authorKind } }, ...change.events] }
  })
  return { messageId, reference: referenceOf(id) }
}
