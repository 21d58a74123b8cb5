import { type SQL, sql } from 'drizzle-orm'
import type { Actor, Reader } from '../shared/index.ts'
import type { ClockEntry, OwnDays } from '../sla/index.ts'
import { jsonObject, jsonRows } from './json-rows-store.ts'
import type { Level } from './priority.ts'
import type { NamedType } from './request-type.ts'
import type { Status, WaitingFor } from './status.ts'
import { ledgerJson } from './store.ts'
import type { AttachmentView } from './types.ts'
import { readableBy, visibleTo } from './visibility-store.ts'

/** What both views read; the customer's has nothing else. */
const shared = {
  id: 't.id',
  subject: 't.subject',
  status: 't.status',
  waitingFor: 't.waiting_for',
  line: 't.line',
  priority: 't.priority',
  urgency: 't.urgency',
  productId: 't.product_id',
  productName: 'p.name',
  version: 't.version',
  requestType:
    "json((select json_object('id', y.id, 'names', json(y.names)) from request_types y where y.id = t.request_type))",
  organisationId: 't.organisation_id',
  organisationName: 'o.name',
  requesterId: 't.requester_id',
  requesterName: 'r.name',
  assigneeId: 't.assignee_id',
  assigneeName: 'a.name',
  channel: 't.channel',
  fields: 'json(t.fields)',
  createdAt: 't.created_at',
  updatedAt: 't.updated_at',
  resolvedAt: 't.resolved_at',
  closedAt: 't.closed_at',
  closesAt: 't.closes_at',
  plannedVersion: 't.planned_version',
  fixedAt: 't.fixed_at',
  queue: 't.queue',
  mergedIntoId: 't.merged_into_id',
  label: 'json((select l.names from status_labels l where l.id = t.status_label))',
  levelId: 't.level_id',
  levelVersion: 't.level_version',
  calendarVersion: 't.calendar_version',
  closedDays: 'json(t.closed_days)',
  ledger: ledgerJson,
}

const customerView = jsonObject(shared)

const deskView = jsonObject({
  ...shared,
  impact: 't.impact',
  ownerId: 't.owner_id',
  ownerName: 'w.name',
  teamId: 't.team_id',
  teamName: '(select m.name from teams m where m.id = t.team_id)',
  requesterEmail: 'r.email',
  requesterLang: 'r.lang',
  requesterRole: 'r.role',
  organisationKind: 'o.kind',
  unansweredSince: 't.unanswered_since',
  firstRespondedAt: 't.first_responded_at',
})

const joins = sql.raw(`from tickets t
  join organisations o on o.id = t.organisation_id
  join people r on r.id = t.requester_id
  left join people a on a.id = t.assignee_id
  left join products p on p.id = t.product_id`)

const message = jsonObject({
  id: 'm.id',
  ticketId: 'm.ticket_id',
  authorKind: 'm.author_kind',
  authorId: 'm.author_id',
  authorName: 'n.name',
  channel: 'm.channel',
  audience: 'm.audience',
  body: 'm.body',
  html: 'm.html',
  createdAt: 'm.created_at',
  minutes: 'm.minutes',
  attachments: `(select json_group_array(json_object('id', f.id, 'name', f.name, 'size', f.size, 'type', f.type) order by f.id)
    from attachments f where f.message_id = m.id)`,
})

export type ViewRow = {
  id: number
  subject: string
  status: Status
  waitingFor: WaitingFor | null
  line: number
  priority: Level
  urgency: Level
  productId: string | null
  productName: string | null
  version: string | null
  requestType: NamedType | null
  organisationId: string
  organisationName: string
  requesterId: string
  requesterName: string
  assigneeId: string | null
  assigneeName: string | null
  channel: 'web' | 'mail' | 'api'
  fields: Record<string, string>
  createdAt: number
  updatedAt: number
  resolvedAt: number | null
  closedAt: number | null
  closesAt: number | null
  plannedVersion: string | null
  fixedAt: number | null
  queue: string
  mergedIntoId: number | null
  label: Record<'pt' | 'en', string> | null
  levelId: string
  levelVersion: number
  calendarVersion: number
  closedDays: OwnDays | null
  ledger: ClockEntry[]
}

export type DeskViewRow = ViewRow & {
  impact: Level
  ownerId: string | null
  ownerName: string | null
  teamId: string | null
  teamName: string | null
  requesterEmail: string
  requesterLang: 'pt' | 'en'
  requesterRole: string
  organisationKind: 'customer' | 'partner' | 'house'
  unansweredSince: number | null
  firstRespondedAt: number | null
}

export type MessageRow = {
  id: number
  ticketId: number
  authorKind: 'customer' | 'agent' | 'system'
  authorId: string | null
  authorName: string | null
  channel: 'web' | 'mail' | 'api'
  audience: 'customer' | 'internal'
  body: string
  html: string
  createdAt: number
  /** For the desk. */
  minutes: number | null
  attachments: AttachmentView[]
}

export async function findView(db: Reader, actor: Actor, id: number): Promise<ViewRow | null> {
  const from = sql`${joins} where t.id = ${id} and ${visibleTo(actor)}`
  const [row] = await jsonRows<ViewRow>(db, customerView, from, sql`t.id`)
  return row ?? null
}

export async function findDeskView(db: Reader, actor: Actor, id: number): Promise<DeskViewRow | null> {
  const from = sql`${joins} left join people w on w.id = t.owner_id where t.id = ${id} and ${visibleTo(actor)}`
  const [row] = await jsonRows<DeskViewRow>(db, deskView, from, sql`t.id`)
  return row ?? null
}

/**
 * The conversation as far as the reader may read it, each message with its attachments.
 * @param ticketIds a ticket, and those parts of it that the reader may see
 */
export function messagesOf(
  db: Reader,
  reader: Actor | 'as-customer',
  ticketIds: readonly number[],
): Promise<MessageRow[]> {
  const readable = reader === 'as-customer' ? sql`m.audience = 'customer'` : readableBy(reader)
  const from = sql`from messages m left join people n on n.id = m.author_id
    where m.ticket_id in ${[...ticketIds]} and ${readable}`
  return jsonRows(db, message, from, sql`m.id`)
}

export type HistoryRow = {
  id: number
  at: number
  type: string
  actorId: string | null
  actorName: string | null
  /** JSON */
  data: string
  fromName: string | null
  toName: string | null
  /** Who is away, where it went to somebody else instead. */
  insteadName: string | null
}

/** A ticket's events, with the names of whom they speak of; none when the ticket is not the actor's to see. */
export function historyOf(db: Reader, actor: Actor, ticketId: number): Promise<HistoryRow[]> {
  const name = (end: '$.from' | '$.to'): SQL =>
    sql`case when e.type in ('ticket.assigned', 'ticket.claimed', 'ticket.watched', 'ticket.unwatched', 'ticket.copied-in', 'ticket.copied-out', 'ticket.reminded') then (select name from people where id = json_extract(e.data, ${end})) end`
  return db.all<HistoryRow>(sql`select e.id, e.at, e.type, e.actor_id as actorId, n.name as actorName, e.data,
      ${name('$.from')} as fromName, ${name('$.to')} as toName,
      (select name from people where id = json_extract(e.data, '$.insteadOf')) as insteadName
    from events e left join people n on n.id = e.actor_id
    where e.ticket_id = ${ticketId} and e.type like 'ticket.%'
      and exists (select 1 from tickets t where t.id = ${ticketId} and ${visibleTo(actor)})
    order by e.id`)
}
