import { and, asc, count, desc, eq, gt, inArray, isNotNull, lt, max, ne, sql } from 'drizzle-orm'
import {
  organisations,
  people,
  products,
  releaseDrafts,
  releaseFiles,
  releaseOrganisations,
  releases,
  releaseUploads,
} from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'
import type { FileRow, ReleaseRow } from './store.ts'

export type DraftRow = typeof releaseDrafts.$inferSelect
export type UploadRow = typeof releaseUploads.$inferSelect
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
    .orderBy(asc(organisations.name))
    .limit(500)
}

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

export type ListedRow = {
  release: ReleaseRow
  productName: string
  state: DraftRow['state'] | null
  files: number
  offline: number
}

export type ReleaseFilter = {
  product: string | null
  status: ReleaseRow['status'] | 'submitted' | 'scheduled' | 'offline' | null
  /** `createdAt` and `id` after which the page begins. */
  after: { at: number; id: string } | null
  now: number
  limit: number
}

/** Newest first by when they were begun. */
export async function listReleaseRows(db: Db, filter: ReleaseFilter): Promise<ListedRow[]> {
  const { product, status, after, now, limit } = filter
  const coming = sql`(${releases.status} = 'published' and (${releases.publishedAt} > ${now} or coalesce(${releases.embargoUntil}, 0) > ${now}))`
  const where = {
    draft: eq(releases.status, 'draft'),
    submitted: and(eq(releases.status, 'draft'), eq(releaseDrafts.state, 'submitted')),
    scheduled: coming,
    published: and(eq(releases.status, 'published'), sql`not ${coming}`),
    yanked: eq(releases.status, 'yanked'),
    offline: sql`exists (select 1 from release_files where release_id = ${releases.id} and offline_reason is not null)`,
  }
  const fileCount = sql<number>`(select count(*) from release_files where release_id = ${releases.id})`
  const offline = sql<number>`(select count(*) from release_files where release_id = ${releases.id} and offline_reason is not null)`
  return db
    .select({
      release: releases,
      productName: products.name,
      state: releaseDrafts.state,
      files: fileCount,
      offline,
    })
    .from(releases)
    .innerJoin(products, eq(products.id, releases.productId))
    .leftJoin(releaseDrafts, eq(releaseDrafts.releaseId, releases.id))
    .where(
      and(
        product === null ? undefined : eq(releases.productId, product),
        status === null ? undefined : where[status],
        after === null
          ? undefined
          : sql`(${releases.createdAt}, ${releases.id}) < (${after.at}, ${after.id})`,
      ),
    )
    .orderBy(desc(releases.createdAt), desc(releases.id))
    .limit(limit)
}

export async function countStates(db: Db): Promise<{ drafts: number; submitted: number; offline: number }> {
  const [drafts] = await db.select({ n: count() }).from(releases).where(eq(releases.status, 'draft'))
  const [submitted] = await db
    .select({ n: count() })
    .from(releases)
    .innerJoin(releaseDrafts, eq(releaseDrafts.releaseId, releases.id))
    .where(and(eq(releases.status, 'draft'), eq(releaseDrafts.state, 'submitted')))
  const [offline] = await db
    .select({ n: count() })
    .from(releaseFiles)
    .where(isNotNull(releaseFiles.offlineReason))
  return { drafts: drafts?.n ?? 0, submitted: submitted?.n ?? 0, offline: offline?.n ?? 0 }
}

export async function namesOf(db: Db, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = ids.filter((id): id is string => id !== null)
  if (wanted.length === 0) return new Map()
  const rows = await db
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(inArray(people.id, wanted))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export async function findReleaseKey(
  db: Db,
  id: string,
): Promise<{ product: string; version: string } | null> {
  const [row] = await db
    .select({ product: releases.productId, version: releases.version })
    .from(releases)
    .where(eq(releases.id, id))
  return row ?? null
}

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

/** The releases of a channel that everybody with a contract may know of, newest last. */
export function channelReleases(
  db: Db,
  productId: string,
  channels: readonly ReleaseRow['channel'][],
  now: number,
): Promise<ReleaseRow[]> {
  return db
    .select()
    .from(releases)
    .where(
      and(
        eq(releases.productId, productId),
        inArray(releases.channel, [...channels]),
        ne(releases.status, 'draft'),
        eq(releases.exclusive, false),
        sql`${releases.publishedAt} <= ${now} and coalesce(${releases.embargoUntil}, 0) <= ${now}`,
        gt(releases.sequence, 0),
      ),
    )
    .orderBy(desc(releases.sortKey))
    .limit(500)
}
