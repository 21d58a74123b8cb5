import { type SQL, sql } from 'drizzle-orm'
import { type Actor, isDesk, type Reader } from '../shared/index.ts'

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
      return sql`t.requester_id = ${actor.id}`
    case 'customer-manager':
      return sql`t.organisation_id = ${actor.organisationId}`
    case 'partner':
      return sql`t.organisation_id in ${[...actor.organisationIds]}`
    case 'editor':
      return sql`0`
  }
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
