import { type SQL, sql } from 'drizzle-orm'
import { type Actor, isDesk, type Person, type Reader } from '../shared/index.ts'

/**
 * Whose tickets an actor may see at all, as a condition on `tickets t`: the one policy for every way to a ticket,
 * its messages and its attachments.
 */
export function visibleTo(actor: Actor): SQL {
  if (actor.kind === 'system') return sql`1`
  if (actor.kind === 'visitor') return sql`0`
  switch (actor.role) {
    case 'agent':
    case 'supervisor':
    case 'administrator':
      return sql`1`
    case 'customer':
      return sql`(t.requester_id = ${actor.id} or ${inCopy(actor)})`
    case 'customer-manager':
      return sql`t.organisation_id = ${actor.organisationId}`
    case 'partner':
      return sql`t.organisation_id in ${[...actor.organisationIds]}`
    case 'editor':
      return sql`0`
  }
}

/**
 * Being in copy shows that ticket alone, and only to whom it may be shown: whoever leaves the organisation sees it no more.
 * Managers and partners see it already.
 */
export function inCopy(actor: Person): SQL {
  return sql`(t.organisation_id = ${actor.organisationId} and exists (select 1 from ticket_people c
    where c.ticket_id = t.id and c.person_id = ${actor.id} and c.kind = 'copy'))`
}

/** Which messages, as a condition on `messages m`: internal notes are for the desk. */
export function readableBy(actor: Actor): SQL {
  return actor.kind === 'system' || isDesk(actor) ? sql`1` : sql`m.audience = 'customer'`
}

/** Those of the tickets that the actor may see. */
export async function visibleOf(db: Reader, actor: Actor, ids: readonly number[]): Promise<Set<number>> {
  const rows = await db.all<{ id: number }>(
    sql`select t.id as id from tickets t where t.id in ${[...ids]} and ${visibleTo(actor)}`,
  )
  return new Set(rows.map(({ id }) => id))
}

/** The same for many people, none of the house: only those are asked about one by one whose any of the tickets may be. */
export async function visibleAmong(
  db: Reader,
  readers: readonly Person[],
  ids: readonly number[],
): Promise<Map<string, Set<number>>> {
  if (ids.length === 0 || readers.length === 0) return new Map()
  const organisationIds = [...new Set(readers.flatMap((reader) => reader.organisationIds))]
  const rows = await db.all<{ id: number; organisationId: string; requesterId: string }>(
    sql`select t.id as id, t.organisation_id as organisationId, t.requester_id as requesterId from tickets t
      where t.id in ${[...ids]} and (t.organisation_id in ${organisationIds} or t.requester_id in ${readers.map(({ id }) => id)})`,
  )
  const seen = new Map<string, Set<number>>()
  for (const reader of readers) {
    const near = rows.filter(
      ({ organisationId, requesterId }) =>
        requesterId === reader.id || reader.organisationIds.includes(organisationId),
    )
    const theirs = near.map(({ id }) => id)
    if (theirs.length > 0) seen.set(reader.id, await visibleOf(db, reader, theirs))
  }
  return seen
}
