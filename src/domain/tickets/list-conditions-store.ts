import { type SQL, sql } from 'drizzle-orm'
import { type Actor, deskRoles } from '../shared/index.ts'
import type { Status } from './status.ts'
import { visibleTo } from './visibility-store.ts'

/** More branches than this are one condition with a sort instead: SQLite merges at most 500, and prepares each. */
export const maxBranches = 24

/**
 * What a customer's list ranges over; with `copied`, also the tickets that a customer is in copy of, which are few.
 * `mine`: what the actor lodged. `organisation`: all the actor may see, which for
 * a customer who manages nothing is the same.
 */
export function customerBranches(
  actor: Actor,
  scope: 'mine' | 'organisation',
  wanted: readonly Status[] | null,
  copied = false,
): SQL[] {
  const status = wanted ? sql`t.status in ${[...wanted]}` : sql`1`
  if (actor.kind !== 'person') return [sql`0`]
  if (actor.role === 'customer') {
    const own = sql`t.requester_id = ${actor.id} and ${status}`
    if (!copied) return [own]
    const copies = sql`select ticket_id from ticket_people where person_id = ${actor.id} and kind = 'copy'`
    return [
      own,
      sql`t.id in (${copies}) and +t.organisation_id = ${actor.organisationId} and +t.requester_id <> ${actor.id} and ${status}`,
    ]
  }
  if (scope === 'mine') {
    // Also of what one lodged, only what one may still see.
    return [sql`t.requester_id = ${actor.id} and ${visibleTo(actor)} and ${status}`]
  }
  if (deskRoles.includes(actor.role))
    return wanted ? wanted.map((one) => sql`t.status = ${one}`) : [sql`t.updated_at > 0`]
  const visible = actor.role === 'partner' ? [...actor.organisationIds] : [actor.organisationId]
  if (actor.role !== 'partner' && actor.role !== 'customer-manager') return [sql`0`]
  if (visible.length * (wanted?.length ?? 1) > maxBranches)
    return [sql`t.organisation_id in ${visible} and ${status}`]
  return visible.flatMap((id) =>
    wanted
      ? wanted.map((one) => sql`t.organisation_id = ${id} and t.status = ${one}`)
      : [sql`t.organisation_id = ${id}`],
  )
}

export type QueueScope =
  | { kind: 'unassigned' }
  | { kind: 'assignee'; personId: string }
  | { kind: 'line'; line: 1 | 2 | 3 }
  | { kind: 'all' }

function within(scope: QueueScope): SQL {
  switch (scope.kind) {
    case 'unassigned':
      return sql`t.assignee_id is null and `
    case 'assignee':
      return sql`t.assignee_id = ${scope.personId} and `
    case 'line':
      return sql`t.line = ${scope.line} and `
    case 'all':
      return sql``
  }
}

/** What a queue ranges over, one branch a status. */
export function queueBranches(scope: QueueScope, wanted: readonly Status[]): SQL[] {
  return wanted.map((status) => sql`${within(scope)}t.status = ${status}`)
}

/** What is being worked on, in the words of the indexes `tickets_work_…`, which are in the order of what is due. */
export function workBranch(scope: QueueScope): SQL[] {
  return [sql`${within(scope)}t.status in ('new', 'open', 'waiting')`]
}

/** What waits, in the words of its index. */
export function waitingBranch(): SQL[] {
  return [sql`t.status = 'waiting'`]
}

/** Done tickets by creation, newest first: nearly all tickets are done, so the table read backwards has them at once. */
export function newestBranch(wanted: readonly Status[]): SQL[] {
  return [sql`t.id > 0 and +t.status in ${[...wanted]}`]
}

/**
 * Tickets with a tag. What is in progress is little, and read in its order; of what is done, only those with the tag are
 * looked at.
 */
export function tagged(tag: string, done: boolean): SQL {
  return done
    ? sql`t.id in (select ticket_id from ticket_tags where tag = ${tag})`
    : sql`exists (select 1 from ticket_tags g where g.tag = ${tag} and g.ticket_id = t.id)`
}

/** Tickets with an answer to a field, read as those with a tag are. */
export function answered(field: string, value: string, done: boolean): SQL {
  return done
    ? sql`t.id in (select ticket_id from ticket_field_values where field_id = ${field} and value = ${value})`
    : sql`exists (select 1 from ticket_field_values v where v.ticket_id = t.id and v.field_id = ${field} and v.value = ${value})`
}

/** What a team works on, in the words of its index. @param team null: what no team looks after */
export function workOfTeam(team: string | null): SQL {
  return sql`${team === null ? sql`t.team_id is null` : sql`t.team_id = ${team}`} and t.status in ('new', 'open', 'waiting')`
}

/** What of a team is so, in the order of what changed last. */
export function ofTeam(team: string, status: Status): SQL {
  return sql`t.team_id = ${team} and t.status = ${status}`
}

/** What a team has done by creation, newest first. */
export function openedOfTeam(team: string, wanted: readonly Status[]): SQL {
  return sql`t.team_id = ${team} and t.id > 0 and +t.status in ${[...wanted]}`
}

/** Of no team; what is read for it is chosen by something else. */
export function ofNoTeam(): SQL {
  return sql`+t.team_id is null`
}

/** Of any of these teams; what is read for it is chosen by something else. */
export function ofAny(teams: readonly string[]): SQL {
  return sql`+t.team_id in ${[...teams]}`
}

export function only(
  column: 'product' | 'priority' | 'organisation' | 'queue' | 'requestType',
  value: string,
): SQL {
  const columns = {
    product: sql`t.product_id`,
    priority: sql`t.priority`,
    organisation: sql`t.organisation_id`,
    queue: sql`t.queue`,
    requestType: sql`t.request_type`,
  }
  return sql`${columns[column]} = ${value}`
}

export function idIs(id: number): SQL {
  return sql`t.id = ${id}`
}
