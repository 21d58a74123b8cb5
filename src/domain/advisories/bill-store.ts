import { and, asc, count, desc, eq, gte, isNotNull, isNull, like, lt, or, sql } from 'drizzle-orm'
import { products, readBills, releaseComponents, releaseFiles, releases } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'
import type { Component, ComponentQuery } from './bill.ts'

export type BillFile = { fileId: string; releaseId: string; sha256: string; size: number }

/** Bills of materials that nobody read yet. */
export function unreadBills(db: Reader, limit: number): Promise<BillFile[]> {
  return db
    .select({
      fileId: releaseFiles.id,
      releaseId: releaseFiles.releaseId,
      sha256: releaseFiles.sha256,
      size: releaseFiles.size,
    })
    .from(releaseFiles)
    .leftJoin(readBills, eq(readBills.fileId, releaseFiles.id))
    .where(and(eq(releaseFiles.role, 'sbom'), isNull(readBills.fileId)))
    .limit(limit)
}

const rowsAtOnce = 500

export async function insertComponents(
  tx: Transaction,
  { fileId, releaseId }: BillFile,
  components: readonly (Component & { id: string })[],
): Promise<void> {
  for (let at = 0; at < components.length; at += rowsAtOnce) {
    const rows = components.slice(at, at + rowsAtOnce).map((row) => ({ ...row, fileId, releaseId }))
    await tx.insert(releaseComponents).values(rows)
  }
}

export async function markRead(
  tx: Transaction,
  row: { fileId: string; components: number; fault: string | null; readAt: number },
): Promise<boolean> {
  const done = await tx
    .insert(readBills)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: readBills.fileId })
  return done.length > 0
}

export type FoundComponent = {
  name: string
  version: string
  purl: string | null
  licence: string | null
  productId: string
  productName: string
  release: string
  status: 'draft' | 'published' | 'yanked'
}

/** Whole names first found by their beginning; by index on the short or the whole name. Newest releases first. */
export function findComponents(
  db: Reader,
  { name, version }: ComponentQuery,
  limit: number,
): Promise<FoundComponent[]> {
  const whole = name.includes('/')
  const column = whole ? releaseComponents.name : releaseComponents.shortName
  const versions =
    version === null
      ? undefined
      : or(
          eq(releaseComponents.version, version),
          like(releaseComponents.version, `${version.replace(/[%_]/g, '')}.%`),
        )
  return db
    .select({
      name: releaseComponents.name,
      version: releaseComponents.version,
      purl: releaseComponents.purl,
      licence: releaseComponents.licence,
      productId: releases.productId,
      productName: products.name,
      release: releases.version,
      status: releases.status,
    })
    .from(releaseComponents)
    .innerJoin(releases, eq(releases.id, releaseComponents.releaseId))
    .innerJoin(products, eq(products.id, releases.productId))
    .where(and(gte(column, name), lt(column, `${name}\uffff`), versions))
    .orderBy(
      sql`${column} = ${name} desc`,
      asc(products.name),
      desc(releases.sortKey),
      asc(releaseComponents.name),
    )
    .limit(limit)
}

export async function countBills(
  db: Reader,
): Promise<{ read: number; faulty: { name: string; release: string }[] }> {
  const [row] = await db.select({ n: count() }).from(readBills).where(isNull(readBills.fault))
  const faulty = await db
    .select({
      name: releaseFiles.name,
      release: sql<string>`${releases.productId} || ' ' || ${releases.version}`,
    })
    .from(readBills)
    .innerJoin(releaseFiles, eq(releaseFiles.id, readBills.fileId))
    .innerJoin(releases, eq(releases.id, releaseFiles.releaseId))
    .where(isNotNull(readBills.fault))
    .limit(50)
  return { read: row?.n ?? 0, faulty }
}
