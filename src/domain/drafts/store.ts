import { and, eq, sql } from 'drizzle-orm'
import { drafts } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'

export type DraftRow = typeof drafts.$inferSelect

export async function findDraft(db: Reader, personId: string, ticketId: number): Promise<DraftRow | null> {
  const [row] = await db
    .select()
    .from(drafts)
    .where(and(eq(drafts.personId, personId), eq(drafts.ticketId, ticketId)))
  return row ?? null
}

/** @param most so many of one person are kept; the oldest go, this one never: a server's clock may be set back */
export async function putDraft(tx: Transaction, row: DraftRow, most: number): Promise<void> {
  const { fields, updatedAt } = row
  await tx
    .insert(drafts)
    .values(row)
    .onConflictDoUpdate({ target: [drafts.personId, drafts.ticketId], set: { fields, updatedAt } })
  await tx.run(sql`delete from drafts where (person_id, ticket_id) in (select person_id, ticket_id from drafts
    where person_id = ${row.personId} and ticket_id <> ${row.ticketId}
    order by updated_at desc limit -1 offset ${most - 1})`)
}

export async function removeDraft(tx: Transaction, personId: string, ticketId: number): Promise<void> {
  await tx.delete(drafts).where(and(eq(drafts.personId, personId), eq(drafts.ticketId, ticketId)))
}

/** Some at a time: a sweep holds nobody up. */
export async function removeDraftsBefore(tx: Transaction, before: number): Promise<void> {
  await tx.run(sql`delete from drafts where (person_id, ticket_id) in (select person_id, ticket_id from drafts
    where updated_at < ${before} limit 500)`)
}
