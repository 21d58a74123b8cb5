import { and, asc, desc, eq, inArray, max, ne, sql } from 'drizzle-orm'
import {
  organisations,
  releaseDrafts,
  releaseFiles,
  releaseOrganisations,
  releases,
  releaseUploads,
} from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'
import type { ReleaseRow } from './store.ts'

export type DraftRow = typeof releaseDrafts.$inferSelect
export type ReleaseSet = Partial<typeof releases.$inferInsert>
type Db = Reader | Transaction

export async function findDraft(db: Db, releaseId: string): Promise<DraftRow | null> {
  const [row] = await db.select().from(releaseDrafts).where(eq(releaseDrafts.releaseId, releaseId))
  return row ?? null
}

/** The highest number of a product's releases, drafts included. */
export async function highestSequence(db: Db, productId: string, except = ''): Promise<number> {
  const [row] = await db
    .select({ sequence: max(releases.sequence) })
    .from(releases)
    .where(and(eq(releases.productId, productId), ne(releases.id, except)))
  return row?.sequence ?? 0
}

export async function insertDraft(
  tx: Transaction,
  release: typeof releases.$inferInsert,
  draft: typeof releaseDrafts.$inferInsert,
): Promise<void> {
  await tx.insert(releases).values(release)
  await tx.insert(releaseDrafts).values(draft)
}

/** Of a release that was published without a draft. */
export async function insertNotes(
  tx: Transaction,
  row: Pick<DraftRow, 'releaseId' | 'notes' | 'createdBy' | 'changedBy' | 'changedAt'>,
): Promise<void> {
  await tx.insert(releaseDrafts).values({ ...row, state: 'published', revision: 1 })
}

export async function updateRelease(tx: Transaction, id: string, set: ReleaseSet): Promise<void> {
  await tx.update(releases).set(set).where(eq(releases.id, id))
}

export async function updateDraft(tx: Transaction, releaseId: string, set: Partial<DraftRow>): Promise<void> {
  await tx.update(releaseDrafts).set(set).where(eq(releaseDrafts.releaseId, releaseId))
}

/** A draft goes with all that hangs on it; nothing of it was ever fetched. */
export async function deleteRelease(tx: Transaction, id: string): Promise<void> {
  await tx.delete(releaseUploads).where(eq(releaseUploads.releaseId, id))
  await tx.delete(releaseFiles).where(eq(releaseFiles.releaseId, id))
  await tx.delete(releaseOrganisations).where(eq(releaseOrganisations.releaseId, id))
  await tx.delete(releaseDrafts).where(eq(releaseDrafts.releaseId, id))
  await tx.delete(releases).where(eq(releases.id, id))
}

export async function renameOrganisations(
  tx: Transaction,
  releaseId: string,
  ids: readonly string[],
): Promise<void> {
  await tx.delete(releaseOrganisations).where(eq(releaseOrganisations.releaseId, releaseId))
  const rows = [...new Set(ids)].map((organisationId) => ({ releaseId, organisationId }))
  if (rows.length > 0) await tx.insert(releaseOrganisations).values(rows)
}

export function organisationsOf(db: Db, releaseId: string): Promise<{ id: string; name: string }[]> {
  return db
    .select({ id: organisations.id, name: organisations.name })
    .from(releaseOrganisations)
    .innerJoin(organisations, eq(organisations.id, releaseOrganisations.organisationId))
    .where(eq(releaseOrganisations.releaseId, releaseId))
    .orderBy(asc(organisations.plainName))
    .limit(500)
}

/** Of these versions of a product, those that are there, and where they stand. */
export async function knownVersions(
  db: Db,
  productId: string,
  versions: readonly string[],
): Promise<Map<string, ReleaseRow['status']>> {
  if (versions.length === 0) return new Map()
  const rows = await db
    .select({ version: releases.version, status: releases.status })
    .from(releases)
    .where(and(eq(releases.productId, productId), inArray(releases.version, [...versions])))
  return new Map(rows.map(({ version, status }) => [version, status]))
}

/** The newest of a channel's releases that is out: neither withdrawn nor to come. */
export async function newestOf(
  db: Db,
  productId: string,
  channel: ReleaseRow['channel'],
  now: number,
): Promise<ReleaseRow | null> {
  const [row] = await db
    .select()
    .from(releases)
    .where(
      and(
        eq(releases.productId, productId),
        eq(releases.channel, channel),
        eq(releases.status, 'published'),
        sql`${releases.publishedAt} <= ${now} and coalesce(${releases.embargoUntil}, 0) <= ${now}`,
      ),
    )
    .orderBy(desc(releases.sortKey))
    .limit(1)
  return row ?? null
}
