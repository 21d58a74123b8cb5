import { eq, sql } from 'drizzle-orm'
import { attachments, messages } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'

export type WholeMessage = typeof messages.$inferSelect

export async function findMessage(db: Reader | Transaction, id: number): Promise<WholeMessage | null> {
  const [row] = await db.select().from(messages).where(eq(messages.id, id))
  return row ?? null
}

/** Whether this message became a ticket already. */
export async function isSplit(tx: Transaction, ticketId: number, messageId: number): Promise<boolean> {
  const [row] = await tx.all<{ found: number }>(sql`select exists(select 1 from events
    where ticket_id = ${ticketId} and type = 'ticket.split' and json_extract(data, '$.message') = ${messageId}) as found`)
  return row?.found === 1
}

/** The same contents under names of their own: what happens to one does not touch the other. */
export async function copyAttachments(
  tx: Transaction,
  from: number,
  to: { ticketId: number; messageId: number },
  nextId: () => string,
): Promise<void> {
  const rows = await tx
    .select()
    .from(attachments)
    .where(eq(attachments.messageId, from))
    .orderBy(attachments.id)
  const copies = rows.map((row) => ({ ...row, ...to, id: nextId() }))
  // As many at once as one statement has room for.
  for (let i = 0; i < copies.length; i += 200) await tx.insert(attachments).values(copies.slice(i, i + 200))
}
