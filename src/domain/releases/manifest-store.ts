import { and, desc, eq, gt, inArray, ne, sql } from 'drizzle-orm'
import { channelManifests, products, releases } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'
import type { ReleaseRow } from './store.ts'

type Db = Reader | Transaction

export type ManifestRow = typeof channelManifests.$inferSelect
type Channel = ManifestRow['channel']

/** The one that is served. */
export async function newestManifest(
  db: Db,
  productId: string,
  channel: Channel,
): Promise<ManifestRow | null> {
  const [row] = await db
    .select()
    .from(channelManifests)
    .where(and(eq(channelManifests.productId, productId), eq(channelManifests.channel, channel)))
    .orderBy(desc(channelManifests.sequence))
    .limit(1)
  return row ?? null
}

/** The one that is served of each channel. */
export async function newestManifests(
  db: Db,
): Promise<(Omit<ManifestRow, 'document' | 'signature'> & { productName: string })[]> {
  const { document: _, signature: __, ...columns } = manifestColumns
  return db
    .select({ ...columns, productName: products.name })
    .from(channelManifests)
    .innerJoin(products, eq(products.id, channelManifests.productId))
    .where(
      sql`${channelManifests.sequence} = (select max(sequence) from channel_manifests m
        where m.product_id = ${channelManifests.productId} and m.channel = ${channelManifests.channel})`,
    )
    .orderBy(products.name, channelManifests.channel)
    .limit(500)
}

const manifestColumns = {
  productId: channelManifests.productId,
  channel: channelManifests.channel,
  sequence: channelManifests.sequence,
  expiresAt: channelManifests.expiresAt,
  document: channelManifests.document,
  signature: channelManifests.signature,
  keyId: channelManifests.keyId,
  publishedBy: channelManifests.publishedBy,
  publishedAt: channelManifests.publishedAt,
  warnedAt: channelManifests.warnedAt,
}

export async function insertManifest(tx: Transaction, row: ManifestRow): Promise<void> {
  await tx.insert(channelManifests).values(row)
}

export async function markWarned(
  tx: Transaction,
  { productId, channel, sequence }: Pick<ManifestRow, 'productId' | 'channel' | 'sequence'>,
  at: number,
): Promise<void> {
  await tx
    .update(channelManifests)
    .set({ warnedAt: at })
    .where(
      and(
        eq(channelManifests.productId, productId),
        eq(channelManifests.channel, channel),
        eq(channelManifests.sequence, sequence),
      ),
    )
}

/** The releases of a channel that everybody with a contract may know of, the newest first. */
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
