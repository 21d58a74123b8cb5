import { z } from 'zod'
import { allProducts, findOrganisation } from '../accounts/index.ts'
import { recordEvent } from '../events/index.ts'
import { actorId, type Context, invalid, notAllowed, notFound, parse } from '../shared/index.ts'
import { mayUseDesk } from '../tickets/index.ts'
import { deleteInstalled, findInstalled, putInstalled } from './installed-store.ts'

export const environments = ['production', 'test', 'training', 'development'] as const
export type Environment = (typeof environments)[number]

export const installedSchema = z.object({
  organisation: z.string().min(1).max(64),
  product: z.string().min(1).max(64),
  environment: z.enum(environments),
  version: z
    .string()
    .trim()
    .min(1)
    .max(40)
    .regex(/^[\w][\w.+-]*$/),
  /** ISO date; absent: nobody knows. */
  since: z.union([z.literal('').transform(() => null), z.iso.date()]).nullish(),
})

/** What an organisation runs from now on; one version of a product in each environment. */
export async function recordInstalled(ctx: Context, input: unknown): Promise<'new' | 'changed' | 'same'> {
  if (!mayUseDesk(ctx.actor)) throw notAllowed('desk-only')
  const { organisation, product, environment, version, since: given } = parse(installedSchema, input)
  const since = given ?? null
  if (!(await findOrganisation(ctx.db, organisation))) throw notFound('organisation')
  if (!(await allProducts(ctx.db)).some(({ id }) => id === product)) {
    throw invalid([{ field: 'product', code: 'unknown' }])
  }
  const id = ctx.ids.next()
  return ctx.write(async (tx) => {
    const place = { organisationId: organisation, productId: product, environment }
    const held = await findInstalled(tx, place)
    if (held?.version === version && held.since === since) return 'same'
    const row = { ...place, version, since, recordedBy: actorId(ctx.actor), recordedAt: ctx.now }
    await putInstalled(tx, { id: held?.id ?? id, ...row })
    await recordEvent(ctx, tx, {
      type: 'installed-version.recorded',
      organisationId: organisation,
      subject: `product:${product}`,
      data: { environment, version, since, before: held?.version ?? null },
    })
    return held ? 'changed' : 'new'
  })
}

const removalSchema = z.object({ organisation: z.string().max(64), id: z.string().max(64) })

export async function removeInstalled(ctx: Context, input: unknown): Promise<void> {
  if (!mayUseDesk(ctx.actor)) throw notAllowed('desk-only')
  const { organisation, id } = parse(removalSchema, input)
  await ctx.write(async (tx) => {
    const held = await deleteInstalled(tx, organisation, id)
    if (!held) throw notFound('installed-version')
    await recordEvent(ctx, tx, {
      type: 'installed-version.removed',
      organisationId: organisation,
      subject: `product:${held.productId}`,
      data: { environment: held.environment, version: held.version },
    })
  })
}
