import { sql } from 'drizzle-orm'
import type { Reader, Transaction } from '../shared/index.ts'

/** What happened last to a ticket, 0 where nothing did. A warning changes nothing of it. */
export async function lastEventOf(db: Reader | Transaction, ticketId: number): Promise<number> {
  const [row] = await db.all<{ id: number }>(sql`select id from events
    where ticket_id = ${ticketId} and type <> 'ticket.promise-warned' order by id desc limit 1`)
  return row?.id ?? 0
}

/** Of each clock the moment that it was last warned of. */
export async function lastWarned(tx: Transaction, ticketId: number): Promise<Map<string, number>> {
  // The plus keeps the index of the ticket's own events.
  const rows = await tx.all<{ clock: string; at: number }>(sql`select data ->> 'clock' as clock,
      max(data ->> 'reachedAt') as at from events
    where ticket_id = ${ticketId} and +type = 'ticket.promise-warned' group by 1`)
  return new Map(rows.map(({ clock, at }) => [clock, at]))
}

/** Whether anybody but this person did something to it since. */
export async function happenedSince(
  tx: Transaction,
  ticketId: number,
  eventId: number,
  personId: string | null,
  concern: 'messages' | 'anything',
): Promise<boolean> {
  // The plus keeps the index of the ticket's own events: those of a type are the whole house's.
  const which =
    concern === 'messages'
      ? sql`+type in ('ticket.replied', 'ticket.noted', 'ticket.escalated', 'ticket.handed-back')`
      : sql`type <> 'ticket.promise-warned'`
  const rows = await tx.all(sql`select 1 from events where ticket_id = ${ticketId} and id > ${eventId}
    and actor_id is not ${personId} and ${which} limit 1`)
  return rows.length > 0
}
