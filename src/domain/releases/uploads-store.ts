import { and, asc, eq, isNotNull, lt, sql } from 'drizzle-orm'
import { releaseUploads } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'

export type UploadRow = typeof releaseUploads.$inferSelect
type Db = Reader | Transaction

export async function insertUpload(tx: Transaction, row: typeof releaseUploads.$inferInsert): Promise<void> {
  await tx.insert(releaseUploads).values(row)
}

export async function findUpload(db: Db, id: string): Promise<UploadRow | null> {
  const [row] = await db.select().from(releaseUploads).where(eq(releaseUploads.id, id))
  return row ?? null
}

export function uploadsOf(db: Db, releaseId: string): Promise<UploadRow[]> {
  return db
    .select()
    .from(releaseUploads)
    .where(eq(releaseUploads.releaseId, releaseId))
    .orderBy(asc(releaseUploads.createdAt))
    .limit(200)
}

/** Whose bytes are all there, and that nobody refused. */
export function receivedUploads(db: Db): Promise<UploadRow[]> {
  return db
    .select()
    .from(releaseUploads)
    .where(and(isNotNull(releaseUploads.receivedAt), sql`${releaseUploads.refusal} is null`))
    .orderBy(asc(releaseUploads.receivedAt))
    .limit(100)
}

export function uploadsBefore(db: Db, createdAt: number): Promise<UploadRow[]> {
  return db.select().from(releaseUploads).where(lt(releaseUploads.createdAt, createdAt)).limit(100)
}

export async function updateUpload(tx: Transaction, id: string, set: Partial<UploadRow>): Promise<void> {
  await tx.update(releaseUploads).set(set).where(eq(releaseUploads.id, id))
}

export async function deleteUpload(tx: Transaction, id: string): Promise<void> {
  await tx.delete(releaseUploads).where(eq(releaseUploads.id, id))
}
