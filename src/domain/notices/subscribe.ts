import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import { listUpdates } from '../releases/index.ts'
import { type Context, isStaff, notAllowed, notFound, type Person, parse } from '../shared/index.ts'
import { choicesOf, dropStop, putChoice, putStop, stoppedAt } from './store.ts'
import { defaultChoice, type NoticeChoice, noticeLevels, noticePaces } from './subscription.ts'

export type ProductNotices = NoticeChoice & {
  product: { id: string; name: string }
  /** Nobody chose it: the role gets it so. */
  byDefault: boolean
}

export function requireSubscriber({ actor }: Context): Person {
  if (actor.kind !== 'person' || isStaff(actor) || actor.scopes !== 'all')
    throw notAllowed('notices-not-yours')
  return actor
}

/** What the actor is told of, for each product they may know of. */
export async function listNotices(ctx: Context): Promise<ProductNotices[]> {
  const actor = requireSubscriber(ctx)
  const [products, chosen] = await Promise.all([listUpdates(ctx), choicesOf(ctx.db, actor.id)])
  return products.map(({ product }) => {
    const choice = chosen.get(product.id)
    return { product, ...(choice ?? defaultChoice(actor.role)), byDefault: choice === undefined }
  })
}

/** Since when the actor wants no notices at all; null: they do. */
export function noticesStoppedAt(ctx: Context): Promise<number | null> {
  return stoppedAt(ctx.db, requireSubscriber(ctx).id)
}

export const chooseNoticesSchema = z.object({
  /** `none`: nothing, of what a contract adds later neither; the choices by product stay as they are for when they count again. */
  of: z.enum(['product', 'none']).default('product'),
  choices: z
    .array(
      z.object({
        product: z.string().min(1).max(64),
        level: z.enum(noticeLevels),
        atOnce: z.enum(noticePaces),
      }),
    )
    .max(200),
})

/** From now on this person is told of nothing, until they choose again. */
export function stopAll(
  ctx: Context,
  { id: personId, name, organisationId }: Person,
  type: 'notices.stopped' | 'notices.unsubscribed',
): Promise<'changed' | 'same'> {
  return ctx.write(async (tx) => {
    if (!(await putStop(tx, personId, ctx.now))) return 'same'
    await recordEvent(ctx, tx, { type, organisationId, data: { personId, name } })
    return 'changed'
  })
}

/** Chooses what one is told of. @throws DomainError `not-found` for a product that is not theirs to know of */
export async function chooseNotices(ctx: Context, input: unknown): Promise<'changed' | 'same'> {
  const actor = requireSubscriber(ctx)
  const { of, choices } = parse(chooseNoticesSchema, input)
  if (of === 'none') return stopAll(ctx, actor, 'notices.stopped')
  const known = new Map((await listNotices(ctx)).map((held) => [held.product.id, held]))
  return ctx.write(async (tx) => {
    let changed = await dropStop(tx, actor.id)
    if (changed) await recordEvent(ctx, tx, { type: 'notices.resumed', organisationId: actor.organisationId })
    for (const { product, ...choice } of choices) {
      const held = known.get(product)
      if (!held) throw notFound('product')
      if (!held.byDefault && held.level === choice.level && held.atOnce === choice.atOnce) continue
      changed = true
      await putChoice(tx, { personId: actor.id, productId: product, ...choice, changedAt: ctx.now })
      await recordEvent(ctx, tx, {
        type: 'notices.chosen',
        organisationId: actor.organisationId,
        subject: `product:${product}`,
        data: choice,
      })
    }
    return changed ? 'changed' : 'same'
  })
}
