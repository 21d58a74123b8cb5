import { and, eq, isNull, sql } from 'drizzle-orm'
import { merges } from '#db/schema/index.ts'
import type { Actor, Reader, Transaction } from '../shared/index.ts'
import { visibleTo } from './visibility-store.ts'

export type MergeRow = typeof merges.$inferSelect

/** Where a ticket's conversation goes on: the last of the tickets that it was merged into, or itself. */
export async function lastOf(db: Reader | Transaction, id: number): Promise<number> {
  const [row] = await db.all<{ id: number }>(sql`with recursive chain(id, next, depth) as (
      select id, merged_into_id, 0 from tickets where id = ${id}
      union all select t.id, t.merged_into_id, c.depth + 1 from chain c join tickets t on t.id = c.next)
    select id from chain order by depth desc limit 1`)
  return row?.id ?? id
}

/** The last one, as far as the actor may see it. */
export async function visibleLastOf(db: Reader, actor: Actor, id: number): Promise<number | null> {
  const last = await lastOf(db, id)
  const [row] = await db.all<{ id: number }>(
    sql`select t.id from tickets t where t.id = ${last} and ${visibleTo(actor)}`,
  )
  return row && row.id !== id ? row.id : null
}

/** Tickets that are part of this one, by whatever way, and the actor may see. Whoever may not see one reads nothing of it. */
export async function partsOf(db: Reader, actor: Actor, id: number): Promise<number[]> {
  // `cross join` keeps the order: without it, SQLite reads all tickets and looks for each among the parts.
  const rows = await db.all<{ id: number }>(sql`with recursive parts(id) as (
      select id from tickets where merged_into_id = ${id}
      union select t.id from parts p join tickets t on t.merged_into_id = p.id)
    select t.id from parts cross join tickets t on t.id = parts.id where ${visibleTo(actor)} order by t.id`)
  return rows.map((row) => row.id)
}

export async function insertMerge(tx: Transaction, row: typeof merges.$inferInsert): Promise<void> {
  await tx.insert(merges).values(row)
}

/** How a merged ticket came to be so. */
export async function findMerge(db: Reader | Transaction, ticketId: number): Promise<MergeRow | null> {
  const [row] = await db
    .select()
    .from(merges)
    .where(and(eq(merges.ticketId, ticketId), isNull(merges.undoneAt)))
  return row ?? null
}

export async function undoMerge(tx: Transaction, id: number, undoneAt: number): Promise<void> {
  await tx.update(merges).set({ undoneAt }).where(eq(merges.id, id))
}
