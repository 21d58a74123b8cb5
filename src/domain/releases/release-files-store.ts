import { and, eq } from 'drizzle-orm'
import { releaseFiles, releases } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'
import type { FileRow } from './store.ts'

type Db = Reader | Transaction

export async function putFileRow(tx: Transaction, row: typeof releaseFiles.$inferInsert): Promise<void> {
  const { id: _, releaseId: __, name: ___, createdAt: ____, ...set } = row
  await tx
    .insert(releaseFiles)
    .values(row)
    .onConflictDoUpdate({ target: [releaseFiles.releaseId, releaseFiles.name], set })
}

export async function updateFile(tx: Transaction, id: string, set: Partial<FileRow>): Promise<void> {
  await tx.update(releaseFiles).set(set).where(eq(releaseFiles.id, id))
}

export async function deleteFile(tx: Transaction, releaseId: string, name: string): Promise<boolean> {
  const gone = await tx
    .delete(releaseFiles)
    .where(and(eq(releaseFiles.releaseId, releaseId), eq(releaseFiles.name, name)))
    .returning({ id: releaseFiles.id })
  return gone.length > 0
}

/** Published files that are checked, by id. */
export async function findFileById(
  db: Db,
  id: string,
): Promise<(FileRow & { product: string; version: string }) | null> {
  const [row] = await db
    .select({ file: releaseFiles, product: releases.productId, version: releases.version })
    .from(releaseFiles)
    .innerJoin(releases, eq(releases.id, releaseFiles.releaseId))
    .where(eq(releaseFiles.id, id))
  return row ? { ...row.file, product: row.product, version: row.version } : null
}
