import { and, asc, desc, eq, gt, inArray } from 'drizzle-orm'
import {
  contractProducts,
  contracts,
  organisations,
  products,
  releaseFiles,
  releaseOrganisations,
  releases,
} from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'
import type { Terms } from './entitlement.ts'
import { inOrder } from './file-order.ts'

export type ReleaseRow = typeof releases.$inferSelect
export type FileRow = typeof releaseFiles.$inferSelect
export type ProductRow = typeof products.$inferSelect
export type TermsRow = Terms & { organisationName: string }

export function listProducts(db: Reader): Promise<ProductRow[]> {
  return db.select().from(products).orderBy(asc(products.name))
}

export async function findProduct(db: Reader | Transaction, id: string): Promise<ProductRow | null> {
  const [row] = await db.select().from(products).where(eq(products.id, id))
  return row ?? null
}

/** Contract lines of these organisations; of one product, or of all. */
export function termsOf(
  db: Reader,
  organisationIds: readonly string[],
  productId: string | null,
): Promise<TermsRow[]> {
  return db
    .select({
      organisationId: contracts.organisationId,
      organisationName: organisations.name,
      productId: contractProducts.productId,
      contractId: contracts.id,
      startsAt: contracts.startsAt,
      suspendedAt: contracts.suspendedAt,
      endsAt: contracts.endsAt,
      maintenanceEnd: contractProducts.maintenanceEnd,
      graceDays: contractProducts.graceDays,
      channel: contractProducts.channel,
    })
    .from(contracts)
    .innerJoin(contractProducts, eq(contractProducts.contractId, contracts.id))
    .innerJoin(organisations, eq(organisations.id, contracts.organisationId))
    .where(
      and(
        inArray(contracts.organisationId, [...organisationIds]),
        productId === null ? undefined : eq(contractProducts.productId, productId),
      ),
    )
    .orderBy(asc(organisations.plainName), desc(contracts.startsAt))
}

/** Newest version first; a thousand of them. */
export function releasesOf(db: Reader, productId: string): Promise<ReleaseRow[]> {
  return db
    .select()
    .from(releases)
    .where(eq(releases.productId, productId))
    .orderBy(desc(releases.sortKey))
    .limit(1000)
}

export async function findRelease(
  db: Reader | Transaction,
  productId: string,
  version: string,
): Promise<ReleaseRow | null> {
  const [row] = await db
    .select()
    .from(releases)
    .where(and(eq(releases.productId, productId), eq(releases.version, version)))
  return row ?? null
}

/** @param keys `product/version` */
export async function findReleases(db: Reader | Transaction, keys: readonly string[]): Promise<ReleaseRow[]> {
  const wanted = Map.groupBy(keys, (key) => key.slice(0, key.indexOf('/')))
  const rows: ReleaseRow[] = []
  for (const [productId, named] of wanted) {
    const versions = named.map((key) => key.slice(productId.length + 1))
    rows.push(
      ...(await db
        .select()
        .from(releases)
        .where(and(eq(releases.productId, productId), inArray(releases.version, versions)))),
    )
  }
  return rows
}

export async function filesOf(db: Reader | Transaction, releaseIds: readonly string[]): Promise<FileRow[]> {
  if (releaseIds.length === 0) return []
  const wanted = inArray(releaseFiles.releaseId, [...releaseIds])
  return inOrder(await db.select().from(releaseFiles).where(wanted))
}

export async function findFile(db: Reader, releaseId: string, name: string): Promise<FileRow | null> {
  const [row] = await db
    .select()
    .from(releaseFiles)
    .where(and(eq(releaseFiles.releaseId, releaseId), eq(releaseFiles.name, name)))
  return row ?? null
}

export async function insertRelease(
  tx: Transaction,
  row: typeof releases.$inferInsert,
  files: readonly (typeof releaseFiles.$inferInsert)[],
): Promise<void> {
  await tx.insert(releases).values(row)
  await tx.insert(releaseFiles).values([...files])
}

export async function nameOrganisations(
  tx: Transaction,
  releaseId: string,
  organisationIds: readonly string[],
): Promise<void> {
  const rows = [...new Set(organisationIds)].map((organisationId) => ({ releaseId, organisationId }))
  await tx.insert(releaseOrganisations).values(rows)
}

/** The first of the names that is no organisation's; null: all are. */
export async function unknownOrganisation(
  db: Reader | Transaction,
  ids: readonly string[],
): Promise<string | null> {
  if (ids.length === 0) return null
  const rows = await db
    .select({ id: organisations.id })
    .from(organisations)
    .where(inArray(organisations.id, [...ids]))
  return ids.find((id) => !rows.some((row) => row.id === id)) ?? null
}

export async function markYanked(
  tx: Transaction,
  id: string,
  set: { yankedReason: { pt: string; en: string }; replacement: string | null },
): Promise<void> {
  await tx
    .update(releases)
    .set({ ...set, status: 'yanked' })
    .where(eq(releases.id, id))
}

/** Every stored file with where it belongs, a page at a time. */
export function storedFilesAfter(
  db: Reader,
  id: string,
  limit: number,
): Promise<
  {
    id: string
    product: string
    version: string
    name: string
    sha256: string
    size: number
    checkedAt: number | null
  }[]
> {
  return db
    .select({
      id: releaseFiles.id,
      product: releases.productId,
      version: releases.version,
      name: releaseFiles.name,
      sha256: releaseFiles.sha256,
      size: releaseFiles.size,
      checkedAt: releaseFiles.checkedAt,
    })
    .from(releaseFiles)
    .innerJoin(releases, eq(releases.id, releaseFiles.releaseId))
    .where(gt(releaseFiles.id, id))
    .orderBy(asc(releaseFiles.id))
    .limit(limit)
}
