import { and, asc, desc, eq, inArray, like, lt, max, or, type SQL } from 'drizzle-orm'
import {
  advisories,
  advisoryOrganisations,
  advisoryProducts,
  advisoryRevisions,
  organisations,
  products,
} from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'
import type { AdvisoryStatement, Justification } from './statement.ts'
import type { Advisory, Words } from './types.ts'

type Row = typeof advisories.$inferSelect
type NewRow = typeof advisories.$inferInsert

export async function nextTracking(tx: Transaction, year: number): Promise<string> {
  const [last] = await tx
    .select({ tracking: max(advisories.tracking) })
    .from(advisories)
    .where(like(advisories.tracking, `ADV-${year}-%`))
  const number = Number(last?.tracking?.slice(-4) ?? 0) + 1
  return `ADV-${year}-${String(number).padStart(4, '0')}`
}

/** The advisories of the rows with all that belongs to them, in the rows' order. */
async function whole(db: Reader | Transaction, rows: readonly Row[]): Promise<Advisory[]> {
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return []
  const statements = await db
    .select({ statement: advisoryProducts, name: products.name })
    .from(advisoryProducts)
    .innerJoin(products, eq(products.id, advisoryProducts.productId))
    .where(inArray(advisoryProducts.advisoryId, ids))
    .orderBy(asc(products.name))
  const revisions = await db
    .select()
    .from(advisoryRevisions)
    .where(inArray(advisoryRevisions.advisoryId, ids))
    .orderBy(asc(advisoryRevisions.number))
  const named = await db
    .select()
    .from(advisoryOrganisations)
    .where(inArray(advisoryOrganisations.advisoryId, ids))
  return rows.map(({ createdAt: _, createdBy: __, ...row }) => ({
    ...row,
    statements: statements
      .filter(({ statement }) => statement.advisoryId === row.id)
      .map(({ statement: { advisoryId: ___, justification, ...statement }, name }): AdvisoryStatement => {
        return { ...statement, productName: name, justification: justification as Justification | null }
      }),
    revisions: revisions
      .filter(({ advisoryId }) => advisoryId === row.id)
      .map(({ number, at, summary }) => ({ number, at, summary })),
    organisations: named
      .filter(({ advisoryId }) => advisoryId === row.id)
      .map(({ organisationId }) => organisationId),
  }))
}

export async function findAdvisory(db: Reader | Transaction, id: string): Promise<Advisory | null> {
  const rows = await db.select().from(advisories).where(eq(advisories.id, id))
  return (await whole(db, rows))[0] ?? null
}

export async function findByTracking(db: Reader, tracking: string): Promise<Advisory | null> {
  return (await findByTrackings(db, [tracking]))[0] ?? null
}

export async function findByTrackings(db: Reader, trackings: readonly string[]): Promise<Advisory[]> {
  if (trackings.length === 0) return []
  const rows = await db
    .select()
    .from(advisories)
    .where(inArray(advisories.tracking, [...trackings]))
  return whole(db, rows)
}

export type AdvisoryFilter = {
  product: string | null
  /** CVE or tracking name. */
  name: string | null
  /** The last one of the page before. */
  before: { publishedAt: number; id: string } | null
  limit: number
}

/** Newest first. A draft has no time: drafts come before all, by their own list. */
export async function listPublished(db: Reader, filter: AdvisoryFilter): Promise<Advisory[]> {
  const { product, name, before, limit } = filter
  const conditions: (SQL | undefined)[] = [
    inArray(advisories.status, ['published', 'withdrawn']),
    product === null
      ? undefined
      : inArray(
          advisories.id,
          db
            .select({ id: advisoryProducts.advisoryId })
            .from(advisoryProducts)
            .where(eq(advisoryProducts.productId, product)),
        ),
    name === null ? undefined : or(eq(advisories.cve, name), eq(advisories.tracking, name)),
    before === null
      ? undefined
      : or(
          lt(advisories.publishedAt, before.publishedAt),
          and(eq(advisories.publishedAt, before.publishedAt), lt(advisories.id, before.id)),
        ),
  ]
  const rows = await db
    .select()
    .from(advisories)
    .where(and(...conditions))
    .orderBy(desc(advisories.publishedAt), desc(advisories.id))
    .limit(limit)
  return whole(db, rows)
}

export async function listDrafts(db: Reader): Promise<Advisory[]> {
  const rows = await db
    .select()
    .from(advisories)
    .where(eq(advisories.status, 'draft'))
    .orderBy(desc(advisories.updatedAt))
    .limit(200)
  return whole(db, rows)
}

export async function insertAdvisory(tx: Transaction, row: NewRow): Promise<void> {
  await tx.insert(advisories).values(row)
}

export async function updateAdvisory(tx: Transaction, id: string, set: Partial<NewRow>): Promise<void> {
  await tx.update(advisories).set(set).where(eq(advisories.id, id))
}

export async function addRevision(
  tx: Transaction,
  advisoryId: string,
  summary: Words,
  at: number,
): Promise<void> {
  const [last] = await tx
    .select({ number: max(advisoryRevisions.number) })
    .from(advisoryRevisions)
    .where(eq(advisoryRevisions.advisoryId, advisoryId))
  await tx.insert(advisoryRevisions).values({ advisoryId, number: (last?.number ?? 0) + 1, summary, at })
}

type StatementInput = {
  product: string
  status: AdvisoryStatement['status']
  affected: string
  fixedVersion?: string | null | undefined
  justification?: string | null | undefined
}

/** Statements and named organisations, as they are from now on. */
export async function rewriteParts(
  tx: Transaction,
  advisoryId: string,
  statements: readonly StatementInput[],
  organisationIds: readonly string[],
): Promise<void> {
  await tx.delete(advisoryProducts).where(eq(advisoryProducts.advisoryId, advisoryId))
  await tx.insert(advisoryProducts).values(
    statements.map(({ product, status, affected, fixedVersion, justification }) => ({
      advisoryId,
      productId: product,
      status,
      affected,
      fixedVersion: fixedVersion ?? null,
      justification: status === 'not-affected' ? (justification ?? null) : null,
    })),
  )
  await tx.delete(advisoryOrganisations).where(eq(advisoryOrganisations.advisoryId, advisoryId))
  const named = [...new Set(organisationIds)].map((organisationId) => ({ advisoryId, organisationId }))
  if (named.length > 0) await tx.insert(advisoryOrganisations).values(named)
}

export async function knownOf(
  db: Reader,
  organisationIds: readonly string[],
): Promise<{ products: Set<string>; organisations: Set<string> }> {
  const found = await db.select({ id: products.id }).from(products)
  const named =
    organisationIds.length === 0
      ? []
      : await db
          .select({ id: organisations.id })
          .from(organisations)
          .where(inArray(organisations.id, [...organisationIds]))
  return { products: new Set(found.map(({ id }) => id)), organisations: new Set(named.map(({ id }) => id)) }
}
