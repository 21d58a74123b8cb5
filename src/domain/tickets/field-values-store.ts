import { sql } from 'drizzle-orm'
import type { Transaction } from '../shared/index.ts'

/** Notes the answers that tickets are looked for by, as the ticket has them now. */
export async function indexAnswers(tx: Transaction, ticketId: number): Promise<void> {
  await tx.run(sql`delete from ticket_field_values where ticket_id = ${ticketId}`)
  await tx.run(sql`insert into ticket_field_values (ticket_id, field_id, value)
    select t.id, f.id, a.value from tickets t, json_each(t.fields) a join ticket_fields f on f.id = a.key
    where t.id = ${ticketId} and f.kind in ('choice', 'yes-no')`)
}
