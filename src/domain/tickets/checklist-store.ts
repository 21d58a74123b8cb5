import { and, asc, eq } from 'drizzle-orm'
import { checklistItems, people } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'

export type ChecklistRow = { id: number; text: string; doneAt: number | null; doneBy: string | null }

export function checklistOf(db: Reader | Transaction, ticketId: number): Promise<ChecklistRow[]> {
  return db
    .select({
      id: checklistItems.id,
      text: checklistItems.text,
      doneAt: checklistItems.doneAt,
      doneBy: people.name,
    })
    .from(checklistItems)
    .leftJoin(people, eq(people.id, checklistItems.doneBy))
    .where(eq(checklistItems.ticketId, ticketId))
    .orderBy(asc(checklistItems.id))
}

export async function insertItem(
  tx: Transaction,
  row: Omit<typeof checklistItems.$inferInsert, 'id'>,
): Promise<void> {
  await tx.insert(checklistItems).values(row)
}

/** @returns its text; null: this ticket has no such item */
export async function updateItem(
  tx: Transaction,
  ticketId: number,
  id: number,
  set: { doneAt: number | null; doneBy: string | null },
): Promise<string | null> {
  const [row] = await tx
    .update(checklistItems)
    .set(set)
    .where(and(eq(checklistItems.id, id), eq(checklistItems.ticketId, ticketId)))
    .returning({ text: checklistItems.text })
  return row?.text ?? null
}

/** @returns its text; null: this ticket has no such item */
export async function deleteItem(tx: Transaction, ticketId: number, id: number): Promise<string | null> {
  const [row] = await tx
    .delete(checklistItems)
    .where(and(eq(checklistItems.id, id), eq(checklistItems.ticketId, ticketId)))
    .returning({ text: checklistItems.text })
  return row?.text ?? null
}
