import { type Context, notFound } from '../shared/index.ts'
import { type ClockName, promiseOf, type ServicePromise } from '../sla/index.ts'
import { checklistOf } from './checklist-store.ts'
import { deadline, deadlines } from './clocks.ts'
import { countingOf, customerClocks, deskClocks } from './explain-ticket.ts'
import { answersOf, type FieldAnswer } from './field.ts'
import { allFields } from './field-store.ts'
import { type LinkKind, roleOf } from './link.ts'
import { type LinkRow, linksOf } from './link-store.ts'
import { findMerge, partsOf, visibleLastOf } from './merge-store.ts'
import { peopleOf } from './people-store.ts'
import {
  mayAddPeople,
  mayClose,
  mayRate,
  mayRead,
  mayReopen,
  mayReply,
  mayUnmerge,
  mayUseDesk,
} from './policy.ts'
import { followUpOf } from './queue.ts'
import { queueOf } from './queue-store.ts'
import { findRating, type Rating } from './rating-store.ts'
import { parseReference, referenceOf } from './reference.ts'
import { remindersOf } from './reminder-store.ts'
import { isDone } from './status.ts'
import { type StayRow, staysOf } from './stay-store.ts'
import { takenOn } from './stays.ts'
import { tagsOf } from './tag-store.ts'
import type { DeskTicketView, MessageView, Named, Stay, TicketLink, TicketView } from './types.ts'
import { findDeskView, findView, type MessageRow, messagesOf, type ViewRow } from './view-store.ts'

function named(id: string | null, name: string | null): Named | null {
  return id === null ? null : { id, name: name ?? '' }
}

function messageView(row: MessageRow, ticketId: number): MessageView {
  return {
    id: row.id,
    authorKind: row.authorKind,
    author: named(row.authorId, row.authorName),
    channel: row.channel,
    html: row.html,
    body: row.body,
    createdAt: row.createdAt,
    attachments: row.attachments,
    from: row.ticketId === ticketId ? null : referenceOf(row.ticketId),
  }
}

function sharedView(
  ctx: Context,
  row: ViewRow,
  promise: ServicePromise | null,
  clocks: readonly ClockName[],
  rating: Rating | null,
): Omit<TicketView, 'messages' | 'may' | 'followUp' | 'answers' | keyof Ties> {
  return {
    id: row.id,
    reference: referenceOf(row.id),
    subject: row.subject,
    status: row.status,
    waitingFor: row.waitingFor,
    label: row.label,
    line: row.line,
    priority: row.priority,
    urgency: row.urgency,
    product: named(row.productId, row.productName),
    version: row.version,
    requestType: row.requestType,
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
    rating: rating && {
      score: rating.score,
      comment: rating.comment,
      by: { id: rating.personId, name: rating.personName },
    },
    deadlines: deadlines(row.ledger, promise, ctx.now),
    counting: countingOf(row.ledger, promise, clocks, ctx.now),
  }
}

/** Only what was finished has one. */
function ratingOf(ctx: Context, { id, resolvedAt, status }: ViewRow): Promise<Rating | null> {
  return resolvedAt === null && !isDone(status) ? Promise.resolve(null) : findRating(ctx.db, id)
}

/** Most tickets have no answers: nothing is read for them. */
async function answersTo(ctx: Context, { fields }: ViewRow): Promise<FieldAnswer[]> {
  return Object.keys(fields).length === 0 ? [] : answersOf(await allFields(ctx.db), fields)
}

type Ties = Pick<TicketView, 'mergedInto' | 'parts' | 'links' | 'copies'>

/** What binds a ticket to others. @param kinds null: all */
async function tiesOf(
  ctx: Context,
  row: ViewRow,
  kinds: readonly LinkKind[] | null,
): Promise<{ ties: Ties; within: number[]; watchers: Named[] }> {
  const [parts, links, people, into] = await Promise.all([
    partsOf(ctx.db, ctx.actor, row.id),
    linksOf(ctx.db, ctx.actor, row.id, kinds),
    peopleOf(ctx.db, row.id),
    row.mergedIntoId === null ? null : visibleLastOf(ctx.db, ctx.actor, row.id),
  ])
  const ofKind = (wanted: 'copy' | 'watcher'): Named[] =>
    people.filter(({ kind }) => kind === wanted).map(({ id, name }) => ({ id, name }))
  const ties = {
    mergedInto: into === null ? null : referenceOf(into),
    parts: parts.map(referenceOf),
    links: links.map(linkView),
    copies: ofKind('copy'),
  }
  return { ties, watchers: ofKind('watcher'), within: [row.id, ...parts] }
}

function linkView({ id, kind, outgoing, otherId, subject, status, waitingFor }: LinkRow): TicketLink {
  const role = roleOf(kind, outgoing === 1)
  return { id, role, reference: referenceOf(otherId), subject, status, waitingFor }
}

/** A ticket as its customer sees it, whoever looks: nothing internal is read. */
export async function getTicket(ctx: Context, reference: string): Promise<TicketView> {
  const id = parseReference(reference)
  const row = id !== null && mayRead(ctx.actor) ? await findView(ctx.db, ctx.actor, id) : null
  if (!row) throw notFound('ticket')
  const { status } = row
  const { ties, within } = await tiesOf(ctx, row, ['follow-up'])
  const [messages, rating, queue, answers] = await Promise.all([
    messagesOf(ctx.db, 'as-customer', within),
    ratingOf(ctx, row),
    status === 'closed' ? queueOf(ctx.db, row.queue) : null,
    answersTo(ctx, row),
  ])
  const promise = await promiseOf(ctx, row, row.priority, row.createdAt)
  const followUp = queue && followUpOf(queue, row, ctx.now)
  return {
    ...sharedView(ctx, row, promise, customerClocks, rating),
    ...ties,
    answers,
    followUp,
    messages: messages.map((message) => messageView(message, row.id)),
    may: {
      reply: mayReply(status),
      close: mayClose(status),
      reopen: mayReopen(status) && (followUp ?? 'reopen') === 'reopen',
      rate: isDone(status) && mayRate(ctx.actor, row, rating),
      addPeople: status !== 'merged' && mayAddPeople(ctx.actor, row),
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
  const { ties, watchers, within } = await tiesOf(ctx, row, null)
  const [messages, stays, rating, queue, merge, tags, reminders, checklist, answers] = await Promise.all([
    messagesOf(ctx.db, ctx.actor, within),
    staysOf(ctx.db, row.id),
    ratingOf(ctx, row),
    queueOf(ctx.db, row.queue),
    row.mergedIntoId === null ? null : findMerge(ctx.db, row.id),
    tagsOf(ctx.db, row.id),
    remindersOf(ctx.db, row.id),
    checklistOf(ctx.db, row.id),
    answersTo(ctx, row),
  ])
  const promise = await promiseOf(ctx, row, row.priority, row.createdAt)
  const lineDeadline = deadline(row.ledger, 'line', promise, ctx.now)
  const base = sharedView(ctx, row, promise, deskClocks, rating)
  return {
    ...base,
    ...ties,
    answers,
    tags,
    watchers,
    reminders: reminders.map(({ id, at, word, personId, personName }) => ({
      id,
      at,
      word,
      person: { id: personId, name: personName },
    })),
    checklist,
    minutesSpent: messages.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0),
    impact: row.impact,
    queue: { id: row.queue, names: queue.names },
    mayUnmerge: merge !== null && mayUnmerge(merge.mergedAt, ctx.now),
    owner: named(row.ownerId, row.ownerName),
    team: named(row.teamId, row.teamName),
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
    messages: messages.map((message) => ({
      ...messageView(message, row.id),
      audience: message.audience,
      minutes: message.minutes,
    })),
  }
}
