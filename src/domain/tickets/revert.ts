import { type Context, conflict, isDesk, type Transaction } from '../shared/index.ts'
import { changedPromise, type ServicePromise } from '../sla/index.ts'
import { type Change, changeTicket, loadTicket, nothing, requireDesk } from './change.ts'
import { atLine, atPriority } from './clocks.ts'
import { lastEventOf } from './last-event-store.ts'
import { backTo, type Snapshot } from './snapshot.ts'
import { isActive, isDone, type Status } from './status.ts'
import type { LoadedTicket } from './store.ts'
import { deleteTag, insertTag, tagsOf } from './tag-store.ts'
import { allTeams } from './team-store.ts'

export type Reverted = {
  reference: string
  /** The ticket as it was. */
  before: Snapshot
  /** The last event of what is undone. */
  eventId: number
  /** Said as the reason of a priority. */
  reason: string
}

/**
 * Takes back one change of assignee, line, priority, status, team or tags, by a change of its own with its events: what was said and
 * counted meanwhile stays. @throws DomainError `conflict` when anything happened to the ticket since
 */
export async function revertTicket(
  ctx: Context,
  { reference, before, eventId, reason }: Reverted,
): Promise<void> {
  requireDesk(ctx)
  const { ticket: seen, promise } = await loadTicket(ctx, reference)
  const earlier = promise && (await changedPromise(ctx, promise, before.priority, seen.createdAt))
  await changeTicket(ctx, reference, async (ticket, current, tx) => {
    if ((await lastEventOf(tx, ticket.id)) !== eventId) throw conflict('changed-since')
    const parts = [
      lineBack(ctx, ticket, before, current, eventId),
      await tagsBack(ctx, tx, ticket, before, eventId),
      assigneeBack(ticket, before, eventId),
      await teamBack(tx, ticket, before, eventId),
      statusBack(ctx, ticket, before, eventId),
      priorityBack(ctx, ticket, before, earlier, { reason, undoes: eventId }),
    ]
    return {
      set: Object.assign({ updatedAt: ctx.now }, ...parts.map(({ set }) => set)),
      clocks: parts.flatMap(({ clocks }) => clocks),
      events: parts.flatMap(({ events }) => events),
      ...parts.reduce((found, { promise }) => (promise === undefined ? found : { promise }), {}),
    }
  })
}

/** The note that went with an escalation stays. */
function lineBack(
  ctx: Context,
  ticket: LoadedTicket,
  { line, ownerId }: Snapshot,
  promise: ServicePromise | null,
  undoes: number,
): Change {
  if (ticket.line === line) return nothing
  return {
    set: { line, ownerId },
    clocks: atLine(ticket.ledger, promise?.target ?? null, line, ticket, ctx.now),
    events: [{ type: 'ticket.moved', data: { from: ticket.line, to: line, undoes } }],
  }
}

async function tagsBack(
  ctx: Context,
  tx: Transaction,
  ticket: LoadedTicket,
  { tags: before }: Snapshot,
  undoes: number,
): Promise<Change> {
  const held = await tagsOf(tx, ticket.id)
  const added = held.filter((tag) => !before.includes(tag))
  const lost = before.filter((tag) => !held.includes(tag))
  for (const tag of added) await deleteTag(tx, ticket.id, tag)
  for (const tag of lost) await insertTag(tx, ticket.id, tag, ctx.now)
  const event = (type: string) => (to: string) => ({ type, data: { to, undoes } })
  return {
    set: {},
    clocks: [],
    events: [...added.map(event('ticket.untagged')), ...lost.map(event('ticket.tagged'))],
  }
}

function assigneeBack(ticket: LoadedTicket, before: Snapshot, undoes: number): Change {
  if (ticket.assigneeId === before.assigneeId) return nothing
  return {
    set: { assigneeId: before.assigneeId, ownerId: before.ownerId },
    clocks: [],
    events: [{ type: 'ticket.assigned', data: { from: ticket.assigneeId, to: before.assigneeId, undoes } }],
  }
}

/** As it was, also where that team has gone out of use since. */
async function teamBack(
  tx: Transaction,
  { teamId }: LoadedTicket,
  { teamId: before = teamId }: Snapshot,
  undoes: number,
): Promise<Change> {
  if (teamId === before) return nothing
  const team = before === null ? undefined : (await allTeams(tx)).find(({ id }) => id === before)
  const names = team ? { pt: team.name, en: team.name } : null
  const data = { from: teamId, to: before, names, undoes }
  return { set: { teamId: before }, clocks: [], events: [{ type: 'ticket.team-changed', data }] }
}

function statusBack(ctx: Context, ticket: LoadedTicket, before: Snapshot, undoes: number): Change {
  const planned = ticket.plannedVersion === before.plannedVersion
  if (ticket.status === before.status && ticket.waitingFor === before.waitingFor && planned) return nothing
  const reopens = isDone(ticket.status) && isActive(before.status)
  const reasons = {
    resume: reopens ? 'reopened' : 'resumed',
    pause: 'waiting-for-customer',
    stop: before.status,
  }
  // Somebody who takes a new ticket opens it without a word of its own.
  const silent = before.status === 'new' && ticket.assigneeId !== before.assigneeId
  const data = {
    from: ticket.status,
    to: before.status,
    waitingFor: before.waitingFor,
    authorKind: isDesk(ctx.actor) ? 'agent' : 'system',
    undoes,
  }
  return {
    set: {
      status: before.status,
      waitingFor: before.waitingFor,
      resolvedAt: before.resolvedAt,
      closedAt: before.closedAt,
      unansweredSince: before.unansweredSince,
      plannedVersion: before.plannedVersion,
      fixedAt: before.fixedAt,
    },
    clocks: backTo(ticket.ledger, before.phases, reasons, ctx.now),
    events: silent ? [] : [{ type: eventType(before.status, reopens), data }],
  }
}

function eventType(to: Status, reopens: boolean): string {
  if (to === 'closed') return 'ticket.closed'
  return reopens ? 'ticket.reopened' : 'ticket.status-changed'
}

function priorityBack(
  ctx: Context,
  ticket: LoadedTicket,
  before: Snapshot,
  promise: ServicePromise | null,
  why: { reason: string; undoes: number },
): Change {
  if (ticket.impact === before.impact && ticket.urgency === before.urgency) return nothing
  const { impact, urgency, priority, priorityRank, calendarVersion } = before
  const other = priority !== ticket.priority
  return {
    set: { impact, urgency, priority, priorityRank, ...(other ? { calendarVersion } : {}) },
    clocks: other && promise ? atPriority(ticket.ledger, promise.target, ticket, ctx.now) : [],
    ...(other ? { promise } : {}),
    events: [
      {
        type: 'ticket.priority-changed',
        data: {
          from: ticket.priority,
          to: priority,
          impact,
          urgency,
          ...why,
          before: { impact: ticket.impact, urgency: ticket.urgency },
        },
      },
    ],
  }
}
