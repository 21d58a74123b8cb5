import { type Context, notFound } from '../shared/index.ts'
import { type ClockName, promiseOf, type ServicePromise } from '../sla/index.ts'
import { deadline, deadlines } from './clocks.ts'
import { countingOf, customerClocks, deskClocks } from './explain-ticket.ts'
import { mayClose, mayRead, mayReopen, mayReply, mayUseDesk } from './policy.ts'
import { findRating, type RatingRow } from './rating-store.ts'
import { parseReference, referenceOf } from './reference.ts'
import { isDone } from './status.ts'
import { type StayRow, staysOf } from './stay-store.ts'
import { takenOn } from './stays.ts'
import type { DeskTicketView, MessageView, Named, Stay, TicketView } from './types.ts'
import { findDeskView, findView, type MessageRow, messagesOf, type ViewRow } from './view-store.ts'

function named(id: string | null, name: string | null): Named | null {
  return id === null ? null : { id, name: name ?? '' }
}

function messageView(row: MessageRow): MessageView {
  return {
    id: row.id,
    authorKind: row.authorKind,
    author: named(row.authorId, row.authorName),
    channel: row.channel,
    html: row.html,
    body: row.body,
    createdAt: row.createdAt,
    attachments: row.attachments,
  }
}

function sharedView(
  ctx: Context,
  row: ViewRow,
  promise: ServicePromise | null,
  clocks: readonly ClockName[],
  rating: RatingRow | null,
): Omit<TicketView, 'messages' | 'may'> {
  return {
    id: row.id,
    reference: referenceOf(row.id),
    subject: row.subject,
    status: row.status,
    waitingFor: row.waitingFor,
    line: row.line,
    priority: row.priority,
    urgency: row.urgency,
    product: named(row.productId, row.productName),
    version: row.version,
    organisation: { id: row.organisationId, name: row.organisationName },
    requester: { id: row.requesterId, name: row.requesterName },
    assignee: named(row.assigneeId, row.assigneeName),
    channel: row.channel,
    fields: row.fields,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    resolvedAt: row.resolvedAt,
    closedAt: row.closedAt,
    closesAt: row.closesAt,
    fix:
      row.plannedVersion === null ? null : { version: row.plannedVersion, available: row.fixedAt !== null },
    rating: rating && { score: rating.score, comment: rating.comment },
    deadlines: deadlines(row.ledger, promise, ctx.now),
    counting: countingOf(row.ledger, promise, clocks, ctx.now),
  }
}

/** Only what was finished has one. */
function ratingOf(ctx: Context, { id, resolvedAt, status }: ViewRow): Promise<RatingRow | null> {
  return resolvedAt === null && !isDone(status) ? Promise.resolve(null) : findRating(ctx.db, id)
}

/** A ticket as its customer sees it, whoever looks: nothing internal is read. */
export async function getTicket(ctx: Context, reference: string): Promise<TicketView> {
  const id = parseReference(reference)
  const row = id !== null && mayRead(ctx.actor) ? await findView(ctx.db, ctx.actor, id) : null
  if (!row) throw notFound('ticket')
  const [messages, rating] = await Promise.all([
    messagesOf(ctx.db, 'as-customer', row.id),
    ratingOf(ctx, row),
  ])
  const promise = await promiseOf(ctx, row, row.priority, row.createdAt)
  const { status } = row
  return {
    ...sharedView(ctx, row, promise, customerClocks, rating),
    messages: messages.map(messageView),
    may: {
      reply: mayReply(status),
      close: mayClose(status),
      reopen: mayReopen(status),
      rate: isDone(status) && !mayUseDesk(ctx.actor),
    },
  }
}

/** @param taken so far, by the line that has it */
function stayView({ assigneeId, assigneeName, ...stay }: StayRow, taken: number | null): Stay {
  return {
    ...stay,
    assignee: named(assigneeId, assigneeName),
    taken: stay.leftAt === null ? taken : stay.taken,
  }
}

/** A ticket as the desk sees it, internal notes and all. */
export async function getDeskTicket(ctx: Context, reference: string): Promise<DeskTicketView> {
  const id = parseReference(reference)
  const desk = mayUseDesk(ctx.actor) && mayRead(ctx.actor)
  const row = id !== null && desk ? await findDeskView(ctx.db, ctx.actor, id) : null
  if (!row) throw notFound('ticket')
  const [messages, stays, rating] = await Promise.all([
    messagesOf(ctx.db, ctx.actor, row.id),
    staysOf(ctx.db, row.id),
    ratingOf(ctx, row),
  ])
  const promise = await promiseOf(ctx, row, row.priority, row.createdAt)
  const lineDeadline = deadline(row.ledger, 'line', promise, ctx.now)
  const base = sharedView(ctx, row, promise, deskClocks, rating)
  return {
    ...base,
    impact: row.impact,
    queue: row.queue,
    owner: named(row.ownerId, row.ownerName),
    requester: {
      ...base.requester,
      email: row.requesterEmail,
      lang: row.requesterLang,
      role: row.requesterRole,
    },
    organisation: { ...base.organisation, kind: row.organisationKind },
    level: promise && { id: promise.levelId, name: promise.levelName },
    lineDeadline,
    chain: stays.map((stay) => stayView(stay, takenOn(row.ledger, promise, ctx.now))),
    unansweredSince: row.unansweredSince,
    firstRespondedAt: row.firstRespondedAt,
    messages: messages.map((message) => ({ ...messageView(message), audience: message.audience })),
  }
}
