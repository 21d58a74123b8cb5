import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import {
  type Context,
  conflict,
  hasScope,
  isStaff,
  notAllowed,
  notFound,
  type Person,
  parse,
} from '../shared/index.ts'
import { type Acceptance, acceptancesFor, insertAcceptance } from './eula-store.ts'
import { requireReader } from './require-reader.ts'
import { currentEula, type EulaRow } from './standing-store.ts'
import { findProduct } from './store.ts'
import { getProductUpdates } from './updates.ts'

export type EulaView = {
  product: { id: string; name: string }
  revision: number
  effectiveAt: number
  /** Markdown, by language. */
  text: { pt: string; en: string }
  /** By whom of the reader's organisations; null: nobody yet. */
  accepted: Acceptance | null
}

async function visibleEula(
  ctx: Context,
  product: string,
): Promise<{ row: EulaRow; product: EulaView['product'] }> {
  const row = await currentEula(ctx.db, product, ctx.now)
  // Whoever may not know of the product's releases may not know of its licence.
  const updates = await getProductUpdates(ctx, { product }, { files: false })
  if (!row) throw notFound('eula')
  return { row, product: updates.product }
}

/** What has to be accepted of a product, and whether it was. @throws DomainError `not-found` where there is nothing */
export async function getEula(ctx: Context, product: string): Promise<EulaView> {
  const actor = requireReader(ctx)
  const { row, product: named } = await visibleEula(ctx, product)
  const { revision, effectiveAt, text } = row
  const [accepted = null] = await acceptancesFor(ctx.db, product, revision, [actor.organisationId])
  return { product: named, revision, effectiveAt, text, accepted }
}

export const acceptEulaSchema = z.object({
  product: z.string().min(1).max(64),
  /** The one that was read. */
  revision: z.int().positive(),
})

function requireAccepter(ctx: Context): Person {
  const actor = requireReader(ctx)
  if (isStaff(actor)) throw notAllowed('customers-accept')
  if (!hasScope(actor, 'eula:accept')) throw notAllowed('scope-missing')
  return actor
}

/**
 * Accepts the licence in force for the actor's organisation; a partner does it for its own.
 * @param address network address of whoever accepts
 * @throws DomainError `conflict` `eula-not-current` when another revision is in force by now
 */
export async function acceptEula(ctx: Context, input: unknown, address: string): Promise<EulaView> {
  const actor = requireAccepter(ctx)
  const { product, revision } = parse(acceptEulaSchema, input)
  if (!(await findProduct(ctx.db, product))) throw notFound('product')
  await visibleEula(ctx, product)
  await ctx.write(async (tx) => {
    const current = await currentEula(tx, product, ctx.now)
    if (current?.revision !== revision) throw conflict('eula-not-current')
    const { organisationId, tokenId } = actor
    const isNew = await insertAcceptance(tx, {
      ...{ productId: product, revision, organisationId, tokenId },
      personId: actor.id,
      address: address.slice(0, 64),
      acceptedAt: ctx.now,
    })
    if (!isNew) return
    await recordEvent(ctx, tx, {
      type: 'eula.accepted',
      organisationId,
      subject: `eula:${product}/${revision}`,
      data: { address: address.slice(0, 64), tokenId },
    })
  })
  return getEula(ctx, product)
}
