import { and, count, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { people, products, releaseDrafts, releaseFiles, releases } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'
import type { DraftRow } from './draft-store.ts'
import type { ReleaseRow } from './store.ts'

type Db = Reader | Transaction

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
