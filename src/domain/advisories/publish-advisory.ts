import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import { type Context, conflict, invalid, notAllowed, notFound, parse } from '../shared/index.ts'
import { namingProblems } from './naming.ts'
import { mayWriteAdvisories } from './policy.ts'
import { addRevision, findAdvisory, updateAdvisory } from './store.ts'

const publishSchema = z.object({
  id: z.string().max(64),
  revision: z.coerce.number().int(),
  /** UTC epoch milliseconds; absent: now. Until then only staff know of it. */
  at: z.int().nullish(),
})

/** Publishes a draft, now or at a moment to come, when nobody needs to act. */
export async function publishAdvisory(ctx: Context, input: unknown): Promise<{ tracking: string }> {
  if (!mayWriteAdvisories(ctx.actor)) throw notAllowed('advisories-not-yours')
  const { id, revision, at } = parse(publishSchema, input)
  if (at && at < ctx.now - 60_000) throw invalid([{ field: 'at', code: 'in-the-past' }])
  return ctx.write(async (tx) => {
    const held = await findAdvisory(tx, id)
    if (!held) throw notFound('advisory')
    if (held.revision !== revision) throw conflict('advisory-changed')
    if (held.status !== 'draft') throw conflict('advisory-published')
    const publishedAt = at ?? ctx.now
    const { tracking, tlp, severity, statements } = held
    const problems = await namingProblems(tx, held, publishedAt)
    if (problems.length > 0) throw invalid(problems)
    await updateAdvisory(tx, id, {
      status: 'published',
      publishedAt,
      updatedAt: ctx.now,
      revision: revision + 1,
    })
    await addRevision(tx, id, { pt: 'Publicação.', en: 'Initial publication.' }, publishedAt)
    await recordEvent(ctx, tx, {
      type: 'advisory.published',
      subject: `advisory:${tracking}`,
      data: { publishedAt, tlp, severity, products: statements.map(({ productId }) => productId) },
    })
    return { tracking }
  })
}

const withdrawSchema = z.object({
  id: z.string().max(64),
  revision: z.coerce.number().int(),
  reason: z.object({ pt: z.string().trim().min(4).max(500), en: z.string().trim().min(4).max(500) }),
})

/** Withdraws what turned out to be none: it stays readable, with the reason, so that whoever acted on it learns of it. */
export async function withdrawAdvisory(ctx: Context, input: unknown): Promise<void> {
  if (!mayWriteAdvisories(ctx.actor)) throw notAllowed('advisories-not-yours')
  const { id, revision, reason } = parse(withdrawSchema, input)
  await ctx.write(async (tx) => {
    const held = await findAdvisory(tx, id)
    if (!held) throw notFound('advisory')
    if (held.revision !== revision) throw conflict('advisory-changed')
    if (held.status !== 'published') throw conflict('advisory-not-published')
    await updateAdvisory(tx, id, { status: 'withdrawn', updatedAt: ctx.now, revision: revision + 1 })
    await addRevision(tx, id, reason, ctx.now)
    await recordEvent(ctx, tx, {
      type: 'advisory.withdrawn',
      subject: `advisory:${held.tracking}`,
      data: { reason },
    })
  })
}
