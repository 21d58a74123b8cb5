import { and, eq, sql } from 'drizzle-orm'
import { ticketLinks } from '#db/schema/index.ts'
import type { Actor, Reader, Transaction } from '../shared/index.ts'
import type { LinkKind } from './link.ts'
import type { Status, WaitingFor } from './status.ts'
import { visibleTo } from './visibility-store.ts'

export type LinkRow = {
  id: number
  kind: LinkKind
  /** It begins at the ticket that was asked for. */
  outgoing: 0 | 1
  otherId: number
  subject: string
  status: Status
  waitingFor: WaitingFor | null
}

/** A ticket's links to tickets that the actor may see, the newest last. @param kinds which ones; null: all */
export function linksOf(
  db: Reader | Transaction,
  actor: Actor,
  ticketId: number,
  kinds: readonly LinkKind[] | null,
): Promise<LinkRow[]> {
  const wanted = kinds ? sql`l.kind in ${[...kinds]}` : sql`1`
  return db.all<LinkRow>(sql`select x.id, x.kind, x.outgoing, t.id as otherId, t.subject, t.status, t.waiting_for as waitingFor
    from (select l.id, l.kind, 1 as outgoing, l.to_id as other from ticket_links l where l.from_id = ${ticketId} and ${wanted}
      union all select l.id, l.kind, 0, l.from_id from ticket_links l where l.to_id = ${ticketId} and ${wanted}
      order by 1 desc limit 100) x
    join tickets t on t.id = x.other where ${visibleTo(actor)} order by x.id`)
}

export async function countLinks(tx: Transaction, ticketId: number): Promise<number> {
  const [row] = await tx.all<{ total: number }>(sql`select
    (select count(*) from ticket_links where from_id = ${ticketId}) +
    (select count(*) from ticket_links where to_id = ${ticketId}) as total`)
  return row?.total ?? 0
}

/** Whether one ticket is, by whatever way, a part of the other. */
export async function isPartOf(tx: Transaction, id: number, whole: number): Promise<boolean> {
  const [row] = await tx.all<{ found: number }>(sql`with recursive above(id) as (
      select from_id from ticket_links where kind = 'parent' and to_id = ${id}
      union select l.from_id from ticket_links l join above a on l.to_id = a.id where l.kind = 'parent')
    select exists(select 1 from above where id = ${whole}) as found`)
  return row?.found === 1
}

/** @returns false: there is one already */
export async function insertLink(
  tx: Transaction,
  row: Omit<typeof ticketLinks.$inferInsert, 'id'>,
): Promise<boolean> {
  const made = await tx
    .insert(ticketLinks)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: ticketLinks.id })
  return made.length > 0
}

/** @returns what was removed; null: this ticket has no such link */
export async function deleteLink(
  tx: Transaction,
  ticketId: number,
  id: number,
): Promise<{ kind: LinkKind; fromId: number; toId: number } | null> {
  const { kind, fromId, toId } = ticketLinks
  const [row] = await tx
    .delete(ticketLinks)
    .where(and(eq(ticketLinks.id, id), sql`${ticketId} in (${fromId}, ${toId})`))
    .returning({ kind, fromId, toId })
  return row ?? null
}
