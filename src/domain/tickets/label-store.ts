import { asc, eq, isNull } from 'drizzle-orm'
import { statusLabels } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'

export type LabelStatus = 'open' | 'waiting' | 'resolved' | 'closed'
export type StatusLabel = { id: string; status: LabelStatus; names: Record<'pt' | 'en', string> }
export type LabelRow = StatusLabel & { archivedAt: number | null }

export const maxLabels = 100

const columns = { id: statusLabels.id, status: statusLabels.status, names: statusLabels.names }

/** Those that tickets may take. */
export function allLabels(db: Reader | Transaction): Promise<StatusLabel[]> {
  return db
    .select(columns)
    .from(statusLabels)
    .where(isNull(statusLabels.archivedAt))
    .orderBy(asc(statusLabels.createdAt), asc(statusLabels.id))
    .limit(maxLabels)
}

/** Also one out of use: tickets keep it. */
export async function findLabel(db: Reader | Transaction, id: string): Promise<LabelRow | null> {
  const [row] = await db
    .select({ ...columns, archivedAt: statusLabels.archivedAt })
    .from(statusLabels)
    .where(eq(statusLabels.id, id))
  return row ?? null
}

export async function insertLabel(tx: Transaction, row: typeof statusLabels.$inferInsert): Promise<void> {
  await tx.insert(statusLabels).values(row)
}

export async function archiveLabelRow(tx: Transaction, id: string, archivedAt: number): Promise<void> {
  await tx.update(statusLabels).set({ archivedAt }).where(eq(statusLabels.id, id))
}

export async function renameLabelRow(
  tx: Transaction,
  id: string,
  names: StatusLabel['names'],
): Promise<void> {
  await tx.update(statusLabels).set({ names }).where(eq(statusLabels.id, id))
}
