import { z } from 'zod'
import {
  actorId,
  type Context,
  conflict,
  invalid,
  isDesk,
  notAllowed,
  parse,
  type Transaction,
} from '../shared/index.ts'
import type { ServicePromise } from '../sla/index.ts'
import { attachUploads } from './attachment-store.ts'
import { type Change, changeTicket, nothing, requireWriter } from './change.ts'
import { atAgentMessage, atCustomerMessage } from './clocks.ts'
import { openFollowUp } from './follow-up.ts'
import {
  blankAsAbsent,
  bodySchema,
  labelSchema,
  minutesSchema,
  plannedVersionSchema,
  referenceSchema,
  uploadsSchema,
  waitingForSchema,
} from './inputs.ts'
import { labelFor } from './label.ts'
import type { StatusLabel } from './label-store.ts'
import { lastOf } from './merge-store.ts'
import { mayReply } from './policy.ts'
import { followUpOf } from './queue.ts'
import { queueOf } from './queue-store.ts'
import { type Reference, referenceOf } from './reference.ts'
import { isDone } from './status.ts'
import { findTicket, insertMessage, type LoadedTicket } from './store.ts'
import { becoming } from './transition.ts'
import type { Channel, Means } from './types.ts'

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
  /** Desk only, with `status`: a finer word for it, which the customer reads too. */
  label: blankAsAbsent(labelSchema),
  /** Desk only: time spent, in minutes. The customer never sees it. */
  minutes: blankAsAbsent(minutesSchema),
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

function byAgent(ctx: Context, ticket: LoadedTicket, input: Input, label: StatusLabel | null): Change {
  const status = input.status ?? (ticket.status === 'new' && !input.internal ? 'open' : undefined)
  const answered = input.internal ? [] : atAgentMessage(ticket.ledger, ctx.now)
  const after = { ...ticket, ledger: [...ticket.ledger, ...answered] }
  const responded = input.internal
    ? {}
    : { firstRespondedAt: ticket.firstRespondedAt ?? ctx.now, unansweredSince: null, updatedAt: ctx.now }
  const moves = status && (status !== ticket.status || status === 'waiting' || label !== null)
  const waitingFor = status === 'waiting' ? (input.waitingFor ?? 'customer') : null
  const next = moves
    ? becoming(
        ctx,
        { ...after, ...responded },
        { status, waitingFor, plannedVersion: input.plannedVersion, label },
        {},
      )
    : null
  return {
    set: { ...responded, ...next?.set },
    clocks: [...answered, ...(next?.clocks ?? [])],
    events: next?.events ?? [],
  }
}

export type Replied = {
  messageId: number
  /** The ticket that has the message: another one where the first was merged, or closed for good. */
  reference: Reference
  /** It opened a ticket that goes on with the closed one. */
  followsUp: boolean
}

type Prepared = Input & { html: string; channel: Channel }
/** Where a message goes: into this ticket, on to the one that it was merged into, or into a new one. */
type Turn = { messageId: number; id: number } | { into: number } | { followsUp: number } | { refused: true }

export async function replyToTicket(ctx: Context, input: unknown, means: Means): Promise<Replied> {
  requireWriter(ctx)
  const values = parse(replySchema, input)
  const inward = values.internal || values.status || values.label || values.minutes
  if (!isDesk(ctx.actor) && inward) throw notAllowed('desk-only')
  if (values.waitingFor && values.status !== 'waiting')
    throw invalid([{ field: 'waitingFor', code: 'invalid' }])
  if (values.label && !values.status) throw invalid([{ field: 'label', code: 'not-of-status' }])
  const html = means.render(values.body)
  const channel = means.channel ?? 'web'
  let { reference } = values
  // What it finds may change under its hands, but not for ever.
  for (let attempt = 0; attempt < 5; attempt++) {
    const turn = await sayOn(ctx, reference, { ...values, html, channel })
    if ('messageId' in turn) {
      return { messageId: turn.messageId, reference: referenceOf(turn.id), followsUp: false }
    }
    if ('refused' in turn) throw conflict('follow-up-refused')
    if ('into' in turn) reference = referenceOf(turn.into)
    else {
      const opened = await openFollowUp(ctx, turn.followsUp, { ...values, html, channel })
      if (opened) return { ...opened, followsUp: true }
    }
  }
  throw conflict('ticket-changed')
}

async function sayOn(ctx: Context, reference: string, values: Prepared): Promise<Turn> {
  const desk = isDesk(ctx.actor)
  const audience = values.internal ? 'internal' : 'customer'
  const authorKind = desk ? 'agent' : 'customer'
  const { body, html, channel } = values
  let turn: Turn | null = null
  let messageId = 0
  const { id } = await changeTicket(ctx, reference, async (ticket, promise, tx) => {
    turn = await elsewhere(ctx, ticket, tx)
    if (turn) return 'refused' in turn ? refusal : nothing
    const label = await labelFor(tx, values.label, values.status ?? '')
    const change = desk ? byAgent(ctx, ticket, values, label) : byCustomer(ctx, ticket, promise)
    messageId = await insertMessage(tx, {
      ticketId: ticket.id,
      authorId: actorId(ctx.actor),
      authorKind,
      channel,
      audience,
      body,
      html,
      createdAt: ctx.now,
      minutes: values.minutes ?? null,
    })
    await attachUploads(tx, actorId(ctx.actor) ?? '', values.uploads, ticket.id, messageId)
    const type = values.internal ? 'ticket.noted' : 'ticket.replied'
    return { ...change, events: [{ type, data: { messageId, audience, authorKind } }, ...change.events] }
  })
  return turn ?? { messageId, id }
}

/** The message is not kept; that somebody tried is, and is answered by letter. */
const refusal: Change = {
  set: {},
  clocks: [],
  events: [{ type: 'ticket.follow-up-refused', data: { authorKind: 'customer' } }],
}

/** Where a message to this ticket goes instead; null: it stays. */
async function elsewhere(ctx: Context, ticket: LoadedTicket, tx: Transaction): Promise<Turn | null> {
  if (!mayReply(ticket.status)) {
    const into = await lastOf(tx, ticket.id)
    if (into === ticket.id || !(await findTicket(tx, ctx.actor, into))) throw conflict('ticket-merged')
    return { into }
  }
  if (isDesk(ctx.actor)) return null
  const outcome = followUpOf(await queueOf(tx, ticket.queue), ticket, ctx.now)
  if (outcome === 'refuse') return { refused: true }
  return outcome === 'new-linked' ? { followsUp: ticket.id } : null
}
