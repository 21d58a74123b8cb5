import { z } from 'zod'
import { coveredProducts } from '../releases/index.ts'
import { type Context, isStaff, notAllowed, notFound, parse } from '../shared/index.ts'
import { mayWriteAdvisories } from './policy.ts'
import { type AdvisoryStatement, type VexStatus, vexStatus } from './statement.ts'
import { findAdvisory, findByTracking, listDrafts, listPublished } from './store.ts'
import type { Advisory } from './types.ts'
import { type AdvisoryReader, isAdvisoryOut, maySeeAdvisory, readerOf } from './visible.ts'

const pageSize = 30

export const advisoryFilterSchema = z.object({
  product: z.string().max(64).nullish(),
  /** Of the product: how it stands to each advisory. */
  version: z.string().max(40).nullish(),
  /** CVE or the advisory's own name. */
  name: z.string().trim().max(40).nullish(),
  cursor: z
    .string()
    .regex(/^\d{1,15}\.[0-9A-Za-z-]{1,40}$/)
    .nullish(),
})

export type ListedAdvisory = Advisory & {
  /** Of the version that was asked for; null: none was, or nothing is said of it. */
  vex: VexStatus | null
}

async function reader(ctx: Context): Promise<AdvisoryReader> {
  const { actor } = ctx
  const products = actor.kind === 'person' ? await coveredProducts(ctx, actor.organisationIds) : []
  return readerOf(actor, products)
}

function standing(
  statements: readonly AdvisoryStatement[],
  product: string,
  version: string,
): VexStatus | null {
  const statement = statements.find(({ productId }) => productId === product)
  return statement ? vexStatus(statement, version) : null
}

/**
 * The advisories that the reader may read, newest first. Of what they may not, neither number nor name shows: pages are
 * filled from as many rows as it takes.
 */
export async function listAdvisories(
  ctx: Context,
  input: unknown,
): Promise<{ items: ListedAdvisory[]; next: string | null }> {
  const { product = null, version, name = null, cursor } = parse(advisoryFilterSchema, input)
  const who = await reader(ctx)
  const [at, after] = cursor?.split('.') ?? []
  let before = at && after ? { publishedAt: Number(at), id: after } : null
  const items: ListedAdvisory[] = []
  for (;;) {
    const filter = {
      drafts: false,
      product: product || null,
      name: name || null,
      before,
      limit: pageSize * 2,
    }
    const rows = await listPublished(ctx.db, filter)
    for (const row of rows) {
      if (!maySeeAdvisory(who, row, ctx.now)) continue
      const last = items.at(-1)
      if (items.length === pageSize && last) return { items, next: `${last.publishedAt}.${last.id}` }
      const vex = product && version ? standing(row.statements, product, version) : null
      items.push({ ...row, vex })
    }
    const last = rows.at(-1)
    if (rows.length < filter.limit || !last) return { items, next: null }
    before = { publishedAt: last.publishedAt ?? 0, id: last.id }
  }
}

/** One advisory as that actor may see it; null: not theirs to know of. `out`: whether that can change by time alone. */
export async function findAdvisoryFor(
  ctx: Context,
  tracking: string,
): Promise<{ advisory: Advisory | null; out: boolean }> {
  const found = await findByTracking(ctx.db, tracking)
  if (!found) return { advisory: null, out: true }
  const seen = maySeeAdvisory(await reader(ctx), found, ctx.now)
  return { advisory: seen ? found : null, out: isAdvisoryOut(found, ctx.now) || found.status === 'draft' }
}

/** One advisory by its name. @throws DomainError `not-found` also where it is not the reader's to know of */
export async function getAdvisory(ctx: Context, input: unknown): Promise<Advisory> {
  const { tracking } = parse(z.object({ tracking: z.string().max(40) }), input)
  const { advisory } = await findAdvisoryFor(ctx, tracking.toUpperCase())
  if (!advisory) throw notFound('advisory')
  return advisory
}

/** Those that are not out yet, for whoever writes them: last touched first. */
export async function advisoriesToCome(ctx: Context): Promise<Advisory[]> {
  if (!isStaff(ctx.actor)) throw notAllowed('advisories-not-yours')
  return listDrafts(ctx.db)
}

/** One to change, by its id. */
export async function advisoryToWrite(ctx: Context, id: string): Promise<Advisory> {
  if (!mayWriteAdvisories(ctx.actor)) throw notFound('advisory')
  const found = await findAdvisory(ctx.db, id)
  if (!found) throw notFound('advisory')
  return found
}
