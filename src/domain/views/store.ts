import { and, asc, eq, max } from 'drizzle-orm'
import { queueColumns, queueViews } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'

export type ViewRow = typeof queueViews.$inferSelect

/** Rows of one list: the shared ones, or somebody's own. */
export type ViewList = { shared: true } | { shared: false; ownerId: string }

function within(list: ViewList): ReturnType<typeof and> {
  return list.shared
    ? eq(queueViews.shared, true)
    : and(eq(queueViews.ownerId, list.ownerId), eq(queueViews.shared, false))
}

export function viewsOf(db: Reader | Transaction, list: ViewList): Promise<ViewRow[]> {
  return db.select().from(queueViews).where(within(list)).orderBy(asc(queueViews.position)).limit(100)
}

export async function lastPosition(db: Reader | Transaction, list: ViewList): Promise<number> {
  const [row] = await db
    .select({ last: max(queueViews.position) })
    .from(queueViews)
    .where(within(list))
  return row?.last ?? 0
}

export async function findView(db: Reader | Transaction, id: string): Promise<ViewRow | null> {
  const [row] = await db.select().from(queueViews).where(eq(queueViews.id, id))
  return row ?? null
}

export async function insertView(tx: Transaction, row: ViewRow): Promise<void> {
  await tx.insert(queueViews).values(row)
}

export async function updateView(tx: Transaction, id: string, set: Partial<ViewRow>): Promise<void> {
  await tx.update(queueViews).set(set).where(eq(queueViews.id, id))
}

export async function removeView(tx: Transaction, id: string): Promise<void> {
  await tx.delete(queueViews).where(eq(queueViews.id, id))
}

export async function findColumns(db: Reader, personId: string): Promise<string[] | null> {
  const [row] = await db.select().from(queueColumns).where(eq(queueColumns.personId, personId))
  return row?.columns ?? null
}

export async function keepColumnsOf(tx: Transaction, personId: string, columns: string[]): Promise<void> {
  await tx
    .insert(queueColumns)
    .values({ personId, columns })
    .onConflictDoUpdate({ target: queueColumns.personId, set: { columns } })
}
