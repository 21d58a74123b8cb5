import { type SQL, sql } from 'drizzle-orm'
import type { Reader } from '../shared/index.ts'
import type { EventFilter } from './list-events.ts'

export type ListedEvent = {
  id: number
  at: number
  type: string
  /** null: the portal itself. */
  actor: { id: string; name: string } | null
  ticketId: number | null
  organisation: { id: string; name: string } | null
  subject: string | null
  data: Record<string, unknown>
}

type Row = {
  id: number
  at: number
  type: string
  actorId: string | null
  actorName: string | null
  ticketId: number | null
  organisationId: string | null
  organisationName: string | null
  subject: string | null
  data: string
}

function conditions({ actor, type, organisation, subject, ticket, from, until }: EventFilter): SQL[] {
  return [
    actor === 'system' ? sql`e.actor_id is null` : actor && sql`e.actor_id = ${actor}`,
    type && sql`e.type = ${type}`,
    organisation && sql`e.organisation_id = ${organisation}`,
    subject && sql`e.subject = ${subject}`,
    ticket && sql`e.ticket_id = ${ticket}`,
    from && sql`e.at >= ${Date.parse(from)}`,
    until && sql`e.at < ${Date.parse(until) + 86_400_000}`,
  ].filter((condition) => condition !== undefined && condition !== '' && condition !== 0) as SQL[]
}

/** Where dates alone narrow the list it goes by them, from their index; else by the index of what narrows it. */
function goesByTime({ actor, type, organisation, subject, ticket, from, until }: EventFilter): boolean {
  return Boolean(from || until) && !(actor || type || organisation || subject || ticket)
}

export type Beyond = readonly [id: number, at: number]

/** @param before only what comes after this event in the list */
export function eventRowsQuery(filter: EventFilter, before: Beyond | null, limit: number): SQL {
  const byTime = goesByTime(filter)
  const beyond =
    before && (byTime ? sql`(e.at, e.id) < (${before[1]}, ${before[0]})` : sql`e.id < ${before[0]}`)
  const where = [...conditions(filter), ...(beyond ? [beyond] : []), sql`1`]
  return sql`select e.id, e.at, e.type, e.actor_id as actorId, p.name as actorName,
      e.ticket_id as ticketId, e.organisation_id as organisationId, o.name as organisationName, e.subject, e.data
    from events e left join people p on p.id = e.actor_id left join organisations o on o.id = e.organisation_id
    where ${sql.join(where, sql` and `)} order by ${byTime ? sql`e.at desc, ` : sql``}e.id desc limit ${limit}`
}

export async function listEventRows(
  db: Reader,
  filter: EventFilter,
  before: Beyond | null,
  limit: number,
): Promise<ListedEvent[]> {
  const rows = await db.all<Row>(eventRowsQuery(filter, before, limit))
  return rows.map(({ actorId, actorName, organisationId, organisationName, data, ...row }) => ({
    ...row,
    actor: actorId === null ? null : { id: actorId, name: actorName ?? actorId },
    organisation:
      organisationId === null ? null : { id: organisationId, name: organisationName ?? organisationId },
    data: JSON.parse(data) as Record<string, unknown>,
  }))
}

/** Jumps from one type to the next in the index instead of reading every event. */
export async function eventTypes(db: Reader): Promise<string[]> {
  const rows = await db.all<{ type: string }>(sql`with recursive found(type) as (
      select min(type) from events
      union all select (select min(type) from events where type > found.type) from found where found.type is not null
    ) select type from found where type is not null limit 500`)
  return rows.map(({ type }) => type)
}
