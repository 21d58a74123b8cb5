import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import {
  actorId,
  type Context,
  conflict,
  decodeCursor,
  invalid,
  notFound,
  type Page,
  parse,
  requireAdministrator,
  toPage,
} from '../shared/index.ts'
import {
  countAcceptances,
  deleteEula,
  findEula,
  type ListedAcceptance,
  licencesByProduct,
  listAcceptanceRows,
  putEula,
  revisionsOf,
} from './eula-store.ts'
import { findProduct } from './store.ts'

const largest = 60_000
/** Forms send line ends of their own. */
const markdown = z
  .string()
  .transform((text) => text.replaceAll('\r\n', '\n').trim())
  .pipe(z.string().min(1).max(largest))

export const defineEulaSchema = z.object({
  product: z.string().min(1).max(64),
  /** A planned one that is changed; absent: a new one. */
  revision: z.int().positive().optional(),
  pt: markdown,
  en: markdown,
  /** UTC epoch milliseconds from which on it holds; absent: at once. */
  effectiveAt: z.int().optional(),
})

/**
 * A new revision of a product's licence, or a change of one that is not in force yet. What is in force never changes:
 * people accepted it as it stands.
 */
export async function defineEula(ctx: Context, input: unknown): Promise<number> {
  requireAdministrator(ctx)
  const { product, revision: changed, pt, en, effectiveAt = ctx.now } = parse(defineEulaSchema, input)
  if (!(await findProduct(ctx.db, product))) throw notFound('product')
  return ctx.write(async (tx) => {
    const revisions = await revisionsOf(tx, product)
    const held = changed === undefined ? null : await findEula(tx, product, changed)
    if (changed !== undefined && !held) throw notFound('eula')
    if (held && held.effectiveAt <= ctx.now) throw conflict('eula-in-force')
    const revision = held?.revision ?? (revisions[0]?.revision ?? 0) + 1
    const before = revisions.find((other) => other.revision < revision)
    const after = revisions.filter((other) => other.revision > revision).at(-1)
    if (effectiveAt < Math.max(ctx.now, before?.effectiveAt ?? 0))
      throw invalid([{ field: 'effectiveOn', code: before ? 'before-earlier-revision' : 'in-the-past' }])
    if (after && effectiveAt > after.effectiveAt)
      throw invalid([{ field: 'effectiveOn', code: 'after-later-revision' }])
    const row = { productId: product, revision, text: { pt, en }, effectiveAt }
    await putEula(tx, { ...row, definedBy: actorId(ctx.actor), createdAt: held?.createdAt ?? ctx.now })
    await recordEvent(ctx, tx, {
      type: held ? 'eula.changed' : 'eula.defined',
      subject: `eula:${product}/${revision}`,
      data: { effectiveAt },
    })
    return revision
  })
}

const keySchema = z.object({ product: z.string().min(1).max(64), revision: z.int().positive() })

/** Takes back a revision that is not in force yet. */
export async function withdrawEula(ctx: Context, input: unknown): Promise<void> {
  requireAdministrator(ctx)
  const { product, revision } = parse(keySchema, input)
  await ctx.write(async (tx) => {
    const held = await findEula(tx, product, revision)
    if (!held) throw notFound('eula')
    if (held.effectiveAt <= ctx.now) throw conflict('eula-in-force')
    await deleteEula(tx, product, revision)
    await recordEvent(ctx, tx, { type: 'eula.withdrawn', subject: `eula:${product}/${revision}` })
  })
}

export type Licence = Awaited<ReturnType<typeof licencesByProduct>>[number]

/** Every product with its licence, if it has one. */
export async function listLicences(ctx: Context): Promise<Licence[]> {
  requireAdministrator(ctx)
  return licencesByProduct(ctx.db, ctx.now)
}

export type EulaRevision = {
  revision: number
  text: { pt: string; en: string }
  effectiveAt: number
  state: 'planned' | 'in-force' | 'earlier'
  /** Organisations that accepted it. */
  accepted: number
}

export type ManagedEula = {
  product: { id: string; name: string }
  /** The newest first. */
  revisions: EulaRevision[]
  acceptances: Page<ListedAcceptance>
}

/** A product's licence with who accepted what, the latest first. */
export async function getManagedEula(
  ctx: Context,
  input: { product: string; cursor?: string | undefined },
  size = 50,
): Promise<ManagedEula> {
  requireAdministrator(ctx)
  const product = await findProduct(ctx.db, input.product)
  if (!product) throw notFound('product')
  const [at, organisation] = decodeCursor(input.cursor) ?? []
  const before = typeof at === 'number' && typeof organisation === 'string' ? { at, organisation } : null
  const [rows, counts, acceptances] = await Promise.all([
    revisionsOf(ctx.db, product.id),
    countAcceptances(ctx.db, product.id),
    listAcceptanceRows(ctx.db, product.id, before, size + 1),
  ])
  const current = rows.find(({ effectiveAt }) => effectiveAt <= ctx.now)
  const stateOf = (row: (typeof rows)[number]): EulaRevision['state'] =>
    row === current ? 'in-force' : row.effectiveAt > ctx.now ? 'planned' : 'earlier'
  return {
    product: { id: product.id, name: product.name },
    revisions: rows.map((row) => ({
      ...{ revision: row.revision, text: row.text, effectiveAt: row.effectiveAt },
      state: stateOf(row),
      accepted: counts.get(row.revision) ?? 0,
    })),
    acceptances: toPage(acceptances, size, (row) => [row.acceptedAt, row.organisation.id]),
  }
}
