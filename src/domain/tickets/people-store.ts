import { and, eq, sql } from 'drizzle-orm'
import { ticketPeople } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'
import type { Named } from './types.ts'

export type TicketPerson = Named & { kind: 'watcher' | 'copy' }

/** Who follows a ticket beside its requester and whoever works on it. */
export function peopleOf(db: Reader | Transaction, ticketId: number): Promise<TicketPerson[]> {
  return db.all<TicketPerson>(sql`select p.id, p.name, c.kind from ticket_people c join people p on p.id = c.person_id
    where c.ticket_id = ${ticketId} order by p.plain_name, p.id`)
}

export async function isInCopyOfAny(db: Reader, personId: string): Promise<boolean> {
  const [row] = await db.all<{ found: number }>(
    sql`select exists(select 1 from ticket_people where person_id = ${personId} and kind = 'copy') as found`,
  )
  return row?.found === 1
}

/**
 * A person of the ticket's organisation, or of a partner that looks after it, by e-mail; null where there is none: whoever
 * asks learns nothing of other people.
 */
export async function findColleague(
  tx: Transaction,
  email: string,
  organisationId: string,
): Promise<Named | null> {
  const [row] =
    await tx.all<Named>(sql`select p.id, p.name from people p where p.email = ${email} and p.disabled_at is null
    and p.role in ('customer', 'customer-manager', 'partner')
    and (p.organisation_id = ${organisationId} or (p.role = 'partner' and exists (select 1 from partnerships s
      where s.partner_id = p.organisation_id and s.organisation_id = ${organisationId})))`)
  return row ?? null
}

/** @returns false: the person is there already */
export async function insertPerson(tx: Transaction, row: typeof ticketPeople.$inferInsert): Promise<boolean> {
  const made = await tx
    .insert(ticketPeople)
    .values(row)
    .onConflictDoNothing()
    .returning({ personId: ticketPeople.personId })
  return made.length > 0
}

/** @returns false: the person was not there */
export async function deletePerson(
  tx: Transaction,
  ticketId: number,
  personId: string,
  kind: 'watcher' | 'copy',
): Promise<boolean> {
  const gone = await tx
    .delete(ticketPeople)
    .where(
      and(
        eq(ticketPeople.ticketId, ticketId),
        eq(ticketPeople.personId, personId),
        eq(ticketPeople.kind, kind),
      ),
    )
    .returning({ personId: ticketPeople.personId })
  return gone.length > 0
}
