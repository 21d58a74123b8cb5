import { sql } from 'drizzle-orm'
import type { Reader, Transaction } from '../shared/index.ts'

/** What happened last to a ticket, 0 where nothing did. A warning changes nothing of it. */
export async function lastEventOf(db: Reader | Transaction, ticketId: number): Promise<number> {
  const [row] = await db.all<{ id: number }>(sql`select id from events
    where ticket_id = ${ticketId} and type <> 'ticket.promise-warned' order by id desc limit 1`)
  return row?.id ?? 0
}
