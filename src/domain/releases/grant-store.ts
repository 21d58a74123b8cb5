import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import { downloadGrants, portalSecrets, releaseFiles, tokenUsage } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'

export type GrantRow = typeof downloadGrants.$inferSelect

/** The download of a file that the same person, by the same token, has begun and not finished. */
export async function findOpenGrant(
  db: Reader | Transaction,
  { personId, fileId, tokenId }: Pick<GrantRow, 'personId' | 'fileId' | 'tokenId'>,
  now: number,
): Promise<string | null> {
  const [row] = await db
    .select({ id: downloadGrants.id })
    .from(downloadGrants)
    .where(
      and(
        eq(downloadGrants.personId, personId),
        eq(downloadGrants.fileId, fileId),
        gt(downloadGrants.expiresAt, now),
        tokenId === null ? isNull(downloadGrants.tokenId) : eq(downloadGrants.tokenId, tokenId),
        isNull(downloadGrants.completedAt),
      ),
    )
    .orderBy(desc(downloadGrants.grantedAt))
    .limit(1)
  return row?.id ?? null
}

/** @returns whether it is new */
export async function insertGrant(
  tx: Transaction,
  row: typeof downloadGrants.$inferInsert,
): Promise<boolean> {
  const rows = await tx
    .insert(downloadGrants)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: downloadGrants.id })
  return rows.length > 0
}

export async function grantWithSize(
  tx: Transaction,
  id: string,
): Promise<
  (Pick<GrantRow, 'spans' | 'inFlight' | 'bytes' | 'firstByteAt' | 'completedAt'> & { size: number }) | null
> {
  const [row] = await tx
    .select({
      spans: downloadGrants.spans,
      inFlight: downloadGrants.inFlight,
      bytes: downloadGrants.bytes,
      firstByteAt: downloadGrants.firstByteAt,
      completedAt: downloadGrants.completedAt,
      size: releaseFiles.size,
    })
    .from(downloadGrants)
    .innerJoin(releaseFiles, eq(releaseFiles.id, downloadGrants.fileId))
    .where(eq(downloadGrants.id, id))
  return row ?? null
}

export async function updateGrant(tx: Transaction, id: string, set: Partial<GrantRow>): Promise<void> {
  await tx.update(downloadGrants).set(set).where(eq(downloadGrants.id, id))
}

export async function addUsage(tx: Transaction, tokenId: string, day: string, bytes: number): Promise<void> {
  await tx
    .insert(tokenUsage)
    .values({ tokenId, day, bytes })
    .onConflictDoUpdate({
      target: [tokenUsage.tokenId, tokenUsage.day],
      set: { bytes: sql`${tokenUsage.bytes} + ${bytes}` },
    })
}

export async function usageOf(db: Reader, tokenId: string, day: string): Promise<number> {
  const [row] = await db
    .select({ bytes: tokenUsage.bytes })
    .from(tokenUsage)
    .where(and(eq(tokenUsage.tokenId, tokenId), eq(tokenUsage.day, day)))
  return row?.bytes ?? 0
}

/** The stored secret of that name; the given one becomes it where there is none. */
export async function secretOf(tx: Transaction, name: string, fresh: string, now: number): Promise<string> {
  await tx.insert(portalSecrets).values({ name, value: fresh, createdAt: now }).onConflictDoNothing()
  const [row] = await tx.select().from(portalSecrets).where(eq(portalSecrets.name, name))
  return row?.value ?? fresh
}
