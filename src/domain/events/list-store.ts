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
    // Without a moment's index: identifiers grow with time, so these only cut the ends of a list that goes by them.
    from && sql`e.at >= ${Date.parse(from)}`,
    until && sql`e.at < ${Date.parse(until) + 86_400_000}`,
  ].filter((condition) => condition !== undefined && condition !== '' && condition !== 0) as SQL[]
}

/** @param before only events with a smaller identifier */
export async function listEventRows(
  db: Reader,
  filter: EventFilter,
  before: number | null,
  limit: number,
): Promise<ListedEvent[]> {
  const where = [...conditions(filter), ...(before === null ? [] : [sql`e.id < ${before}`]), sql`1`]
  const rows = await db.all<Row>(sql`select e.id, e.at, e.type, e.actor_id as actorId, p.name as actorName,
      e.ticket_id as ticketId, e.organisation_id as organisationId, o.name as organisationName, e.subject, e.data
    from events e left join people p on p.id = e.actor_id left join organisations o on o.id = e.organisation_id
    where ${sql.join(where, sql` and `)} order by e.id desc limit ${limit}`)
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
