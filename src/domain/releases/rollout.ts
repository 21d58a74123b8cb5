import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import {
  type Context,
  conflict,
  isStaff,
  notAllowed,
  notFound,
  parse,
  requireAdministrator,
} from '../shared/index.ts'
import { judge, rightsOf } from './judge.ts'
import { requireReader } from './require-reader.ts'
import { insertRolloutRequest, setRolloutPercent } from './rollout-store.ts'
import { findRelease } from './store.ts'

export const requestReleaseSchema = z.object({
  product: z.string().min(1).max(64),
  version: z.string().min(1).max(40),
  /** Whose turn is asked for; absent: of all organisations of the actor that wait for it. */
  organisation: z.string().max(64).optional(),
})

/**
 * Asks for a release before the organisation's turn in its rollout: it may be fetched from then on.
 * @returns the organisations that it was asked for
 * @throws DomainError `not-found` for what is not theirs to know of, `conflict` `not-waiting` where no one waits
 */
export async function requestRelease(ctx: Context, input: unknown): Promise<string[]> {
  const actor = requireReader(ctx)
  if (isStaff(actor)) throw notAllowed('customers-ask')
  if (actor.scopes !== 'all') throw notAllowed('scope-missing')
  const { product, version, organisation } = parse(requestReleaseSchema, input)
  const rights = await rightsOf(ctx, actor, product)
  const release = await findRelease(ctx.db, product, version)
  const judged = release && judge(rights, release, ctx.now)
  if (!judged) throw notFound('release')
  const waiting = judged.by
    .filter(({ decision }) => !decision.allowed && decision.reason === 'rollout-waiting')
    .map(({ terms }) => terms.organisationId)
    .filter((id) => organisation === undefined || id === organisation)
  if (waiting.length === 0) throw conflict('not-waiting')
  await ctx.write(async (tx) => {
    for (const organisationId of new Set(waiting)) {
      const row = { releaseId: release.id, organisationId, personId: actor.id, requestedAt: ctx.now }
      if (!(await insertRolloutRequest(tx, row))) continue
      const subject = `release:${product}/${release.version}`
      await recordEvent(ctx, tx, { type: 'release.requested', organisationId, subject })
    }
  })
  return [...new Set(waiting)]
}

const percentSchema = z.object({
  product: z.string().min(1).max(64),
  version: z.string().min(1).max(40),
  percent: z.coerce.number().pipe(z.int().min(0).max(100)),
})

/** How many of a hundred organisations get a release without asking from now on. */
export async function changeRollout(ctx: Context, input: unknown): Promise<'changed' | 'same'> {
  requireAdministrator(ctx)
  const { product, version, percent } = parse(percentSchema, input)
  return ctx.write(async (tx) => {
    const release = await findRelease(tx, product, version)
    if (!release || release.status === 'draft') throw notFound('release')
    if (release.status === 'yanked') throw conflict('already-withdrawn')
    if (release.rolloutPercent === percent) return 'same'
    await setRolloutPercent(tx, release.id, percent)
    await recordEvent(ctx, tx, {
      type: 'release.rollout-changed',
      subject: `release:${product}/${release.version}`,
      data: { changes: { rolloutPercent: [release.rolloutPercent, percent] } },
    })
    return 'changed'
  })
}
