import { type SQL, sql } from 'drizzle-orm'
import type { Actor, Reader } from '../shared/index.ts'
import type { Level } from './priority.ts'
import type { Status, WaitingFor } from './status.ts'
import { ledgerJson } from './store.ts'
import { readableBy, visibleTo } from './visibility-store.ts'

/** What both views read; the customer's has nothing else. */
const shared = sql`t.id, t.subject, t.status, t.waiting_for as waitingFor, t.line, t.priority, t.urgency,
  t.product_id as productId, p.name as productName, t.version, t.organisation_id as organisationId,
  o.name as organisationName, t.requester_id as requesterId, r.name as requesterName,
  t.assignee_id as assigneeId, a.name as assigneeName, t.channel, t.fields, t.created_at as createdAt,
  t.updated_at as updatedAt, t.resolved_at as resolvedAt, t.closed_at as closedAt, t.level_id as levelId,
  t.level_version as levelVersion, t.calendar_version as calendarVersion, ${ledgerJson} as ledger`

const joins = sql`from tickets t
  join organisations o on o.id = t.organisation_id
  join people r on r.id = t.requester_id
  left join people a on a.id = t.assignee_id
  left join products p on p.id = t.product_id`

const deskOnly = sql`t.impact, t.queue, t.owner_id as ownerId, w.name as ownerName, r.email as requesterEmail,
  r.lang as requesterLang, r.role as requesterRole, o.kind as organisationKind,
  t.unanswered_since as unansweredSince, t.first_responded_at as firstRespondedAt`

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
  organisationId: string
  organisationName: string
  requesterId: string
  requesterName: string
  assigneeId: string | null
  assigneeName: string | null
  channel: 'web' | 'mail' | 'api'
  /** JSON */
  fields: string
  createdAt: number
  updatedAt: number
  resolvedAt: number | null
  closedAt: number | null
  levelId: string
  levelVersion: number
  calendarVersion: number
  /** JSON */
  ledger: string
}

export type DeskViewRow = ViewRow & {
  impact: Level
  queue: string
  ownerId: string | null
  ownerName: string | null
  requesterEmail: string
  requesterLang: 'pt' | 'en'
  requesterRole: string
  organisationKind: 'customer' | 'partner' | 'house'
  unansweredSince: number | null
  firstRespondedAt: number | null
}

export type MessageRow = {
  id: number
  authorKind: 'customer' | 'agent' | 'system'
  authorId: string | null
  authorName: string | null
  channel: 'web' | 'mail' | 'api'
  audience: 'customer' | 'internal'
  body: string
  html: string
  createdAt: number
  /** JSON */
  attachments: string
}

async function first<T>(db: Reader, query: SQL): Promise<T | null> {
  const [row] = await db.all<T>(query)
  return row ?? null
}

export function findView(db: Reader, actor: Actor, id: number): Promise<ViewRow | null> {
  return first(db, sql`select ${shared} ${joins} where t.id = ${id} and ${visibleTo(actor)}`)
}

export function findDeskView(db: Reader, actor: Actor, id: number): Promise<DeskViewRow | null> {
  return first(
    db,
    sql`select ${shared}, ${deskOnly} ${joins} left join people w on w.id = t.owner_id
      where t.id = ${id} and ${visibleTo(actor)}`,
  )
}

/** The conversation as far as the reader may read it, each message with its attachments. */
export function messagesOf(
  db: Reader,
  reader: Actor | 'as-customer',
  ticketId: number,
): Promise<MessageRow[]> {
  const readable = reader === 'as-customer' ? sql`m.audience = 'customer'` : readableBy(reader)
  return db.all<MessageRow>(sql`select m.id, m.author_kind as authorKind, m.author_id as authorId, n.name as authorName,
      m.channel, m.audience, m.body, m.html, m.created_at as createdAt,
      (select json_group_array(json_object('id', f.id, 'name', f.name, 'size', f.size, 'type', f.type) order by f.id)
        from attachments f where f.message_id = m.id) as attachments
    from messages m left join people n on n.id = m.author_id
    where m.ticket_id = ${ticketId} and ${readable} order by m.id`)
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
}

/** A ticket's events, with the names of whom they speak of; none when the ticket is not the actor's to see. */
export function historyOf(db: Reader, actor: Actor, ticketId: number): Promise<HistoryRow[]> {
  const name = (end: '$.from' | '$.to'): SQL =>
    sql`case when e.type in ('ticket.assigned', 'ticket.claimed') then (select name from people where id = json_extract(e.data, ${end})) end`
  return db.all<HistoryRow>(sql`select e.id, e.at, e.type, e.actor_id as actorId, n.name as actorName, e.data,
      ${name('$.from')} as fromName, ${name('$.to')} as toName
    from events e left join people n on n.id = e.actor_id
    where e.ticket_id = ${ticketId} and e.type like 'ticket.%'
      and exists (select 1 from tickets t where t.id = ${ticketId} and ${visibleTo(actor)})
    order by e.id`)
}
