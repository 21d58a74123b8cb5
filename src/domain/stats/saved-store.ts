import { and, asc, eq, lte, or, sql } from 'drizzle-orm'
import { people, savedReports } from '#db/schema/index.ts'
import { byName, type Reader, type Transaction } from '../shared/index.ts'

type Row = typeof savedReports.$inferSelect
export type NewReport = typeof savedReports.$inferInsert
export type SavedReport = Omit<Row, 'shared'> & { shared: boolean; ownerName: string }

const query = (db: Reader | Transaction) =>
  db
    .select({ row: savedReports, ownerName: people.name })
    .from(savedReports)
    .innerJoin(people, eq(people.id, savedReports.ownerId))

function toReport({ row, ownerName }: { row: Row; ownerName: string }): SavedReport {
  return { ...row, shared: row.shared === 1, ownerName }
}

/** One's own and what others share, by name. */
export async function readableReports(db: Reader, personId: string, limit: number): Promise<SavedReport[]> {
  const rows = await query(db)
    .where(or(eq(savedReports.ownerId, personId), eq(savedReports.shared, 1)))
    .orderBy(asc(savedReports.name))
    .limit(limit)
  return rows.map(toReport).sort(byName)
}

export async function findReport(db: Reader | Transaction, id: string): Promise<SavedReport | null> {
  const [row] = await query(db).where(eq(savedReports.id, id))
  return row ? toReport(row) : null
}

export async function countOwn(db: Reader | Transaction, personId: string): Promise<number> {
  const [row] = await db
    .select({ n: sql<number>`count(*)` })
    .from(savedReports)
    .where(eq(savedReports.ownerId, personId))
  return Number(row?.n ?? 0)
}

export async function dueReports(db: Reader, now: number, limit: number): Promise<SavedReport[]> {
  const rows = await query(db)
    .where(and(sql`${savedReports.nextAt} is not null`, lte(savedReports.nextAt, now)))
    .orderBy(asc(savedReports.nextAt))
    .limit(limit)
  return rows.map(toReport).sort(byName)
}

export async function insertReport(tx: Transaction, row: NewReport): Promise<void> {
  await tx.insert(savedReports).values(row)
}

export async function updateReport(tx: Transaction, id: string, set: Partial<NewReport>): Promise<void> {
  await tx.update(savedReports).set(set).where(eq(savedReports.id, id))
}

export async function deleteReport(tx: Transaction, id: string): Promise<void> {
  await tx.delete(savedReports).where(eq(savedReports.id, id))
}
