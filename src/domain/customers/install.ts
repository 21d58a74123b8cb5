import { z } from 'zod'
import { allProducts, findOrganisation } from '../accounts/index.ts'
import { recordEvent } from '../events/index.ts'
import { parseVersion, readerFor, type Whose } from '../releases/index.ts'
import {
  type Actor,
  actorId,
  type Context,
  invalid,
  isStaff,
  notAllowed,
  notFound,
  parse,
} from '../shared/index.ts'
import { mayUseDesk } from '../tickets/index.ts'
import { deleteInstalled, findInstalled, installedOf, putInstalled } from './installed-store.ts'
import type { InstalledAt } from './types.ts'

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
    .transform((typed) => typed.replace(/^v(?=\d)/i, ''))
    // What cannot be compared would be left aside, and the fixes that are missing there with it.
    .refine((version) => parseVersion(version) !== null, 'not-a-version'),
  /** ISO date; absent: nobody knows. */
  since: z.union([z.literal('').transform(() => null), z.iso.date()]).nullish(),
})

/** The desk for everybody, managers for their organisation, partners for those they look after. */
export function mayRecordInstalled(actor: Actor, organisationId: string): boolean {
  if (mayUseDesk(actor)) return true
  if (actor.kind !== 'person' || actor.scopes !== 'all' || isStaff(actor)) return false
  if (actor.role === 'partner') return actor.organisationIds.includes(organisationId)
  return actor.role === 'customer-manager' && actor.organisationId === organisationId
}

/** @throws DomainError `not-found` for an organisation that the actor does not belong to */
function requireRecorder({ actor }: Context, organisationId: string): void {
  if (mayRecordInstalled(actor, organisationId)) return
  const theirs = actor.kind === 'person' && actor.organisationIds.includes(organisationId)
  throw theirs || actor.kind !== 'person' ? notAllowed('installed-not-yours') : notFound('organisation')
}

/** What the organisations run that somebody speaks for, or, for the desk, that an organisation may see. */
export async function listInstalled(ctx: Context, whose: Whose = {}): Promise<InstalledAt[]> {
  const { organisationIds } = await readerFor(ctx, whose)
  return installedOf(ctx.db, organisationIds)
}

/** What an organisation runs from now on; one version of a product in each environment. */
export async function recordInstalled(ctx: Context, input: unknown): Promise<'new' | 'changed' | 'same'> {
  const { organisation, product, environment, version, since: given } = parse(installedSchema, input)
  requireRecorder(ctx, organisation)
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
  const { organisation, id } = parse(removalSchema, input)
  requireRecorder(ctx, organisation)
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
