import { recordEvent } from '../events/index.ts'
import type { Context, Transaction } from '../shared/index.ts'
import { lineMinutes, nothingPromised, type ServicePromise } from '../sla/index.ts'
import { atOpening, dueColumns } from './clocks.ts'
import { indexAnswers } from './field-values-store.ts'
import { rankOf } from './priority.ts'
import { insertStay } from './stay-store.ts'
import { insertClockEntries, insertMessage, insertTicket, type NewMessage, type NewTicket } from './store.ts'

/** What a new ticket is about and whose it is. */
export type Lodging = {
  subject: string
  productId: string | null
  version: string | null
  requestType: string | null
  queue: string
  teamId: string | null
  impact: NewTicket['impact']
  urgency: NewTicket['urgency']
  priority: NewTicket['priority']
  organisationId: string
  requesterId: string
  channel: NewTicket['channel']
  fields: Record<string, string>
}

export type FirstMessage = Omit<NewMessage, 'ticketId'>

function rowOf(
  ctx: Context,
  lodging: Lodging,
  promise: ServicePromise | null,
  unansweredSince: number | null,
): NewTicket {
  const { levelId, levelVersion, calendarVersion, closedDays } = promise ?? nothingPromised
  return {
    ...lodging,
    status: 'new',
    line: 1,
    priorityRank: rankOf(lodging.priority),
    createdAt: ctx.now,
    updatedAt: ctx.now,
    unansweredSince,
    levelId,
    levelVersion,
    calendarVersion,
    closedDays: closedDays && [...closedDays],
    ...dueColumns(atOpening(promise?.target ?? null, 1, ctx.now), promise, ctx.now),
  }
}

/** Writes a ticket with its first message; its clocks begin now. @param more goes into the event's data */
export async function lodge(
  ctx: Context,
  tx: Transaction,
  lodging: Lodging,
  promise: ServicePromise | null,
  first: FirstMessage,
  more: Record<string, unknown> = {},
): Promise<{ id: number; messageId: number }> {
  const internal = first.audience === 'internal'
  const row = rowOf(ctx, lodging, promise, internal ? null : ctx.now)
  const id = await insertTicket(tx, row)
  if (Object.keys(lodging.fields).length > 0) await indexAnswers(tx, id)
  const messageId = await insertMessage(tx, { ...first, ticketId: id }, lodging.subject)
  await insertClockEntries(tx, id, atOpening(promise?.target ?? null, 1, ctx.now))
  await insertStay(tx, {
    ticketId: id,
    line: 1,
    arrivedAt: ctx.now,
    reason: 'opened',
    promised: promise && lineMinutes(promise.target, 1),
  })
  const { audience, authorKind, channel } = first
  const team = lodging.teamId === null ? {} : { team: lodging.teamId }
  const data = { messageId, audience, authorKind, channel, priority: row.priority, ...team, ...more }
  const { organisationId } = lodging
  await recordEvent(ctx, tx, { type: 'ticket.opened', ticketId: id, organisationId, data })
  return { id, messageId }
}
