import { z } from 'zod'
import { type Context, conflict, invalid, parse } from '../shared/index.ts'
import { loadEdit, record } from './change.ts'
import { deedSchema, wordsSchema } from './inputs.ts'
import { requirePublisher, requireWriter } from './policy.ts'
import { publishers, updateEdit } from './store.ts'

const askSchema = z.object({
  reviewer: z.string().max(64).optional(),
  words: z.string().trim().max(2000).default(''),
})

/** Asks somebody, or anybody who may publish, to read a draft. */
export async function askReview(ctx: Context, input: unknown): Promise<void> {
  requireWriter(ctx)
  const key = parse(deedSchema, input)
  const { reviewer = '', words } = parse(askSchema, input)
  await ctx.write(async (tx) => {
    const edit = await loadEdit(ctx, tx, key)
    if (edit.state !== 'draft') throw conflict('edit-not-draft')
    if (reviewer && !(await publishers(tx)).some(({ id }) => id === reviewer)) {
      throw invalid([{ field: 'reviewer', code: 'unknown' }])
    }
    const reviewerId = reviewer || null
    await updateEdit(tx, key, { state: 'review', reviewerId })
    const data = { revision: edit.revision, reviewerId, words }
    await record(ctx, tx, key, { type: 'article.review-asked', data })
  })
}

/** Gives a draft back to its writer, with words that say what is missing. */
export async function returnEdit(ctx: Context, input: unknown): Promise<void> {
  requirePublisher(ctx)
  const key = parse(deedSchema, input)
  const { words } = parse(z.object({ words: wordsSchema }), input)
  await ctx.write(async (tx) => {
    const edit = await loadEdit(ctx, tx, key)
    if (edit.state !== 'review') throw conflict('edit-not-in-review')
    await updateEdit(tx, key, { state: 'draft' })
    await record(ctx, tx, key, { type: 'article.returned', data: { revision: edit.revision, words } })
  })
}

/** Agrees to the very text that was read: it is due from then on. `publishEdit` puts it in its file. */
export async function approveEdit(ctx: Context, input: unknown): Promise<void> {
  requirePublisher(ctx)
  const key = parse(deedSchema, input)
  await ctx.write(async (tx) => {
    const edit = await loadEdit(ctx, tx, key)
    if (edit.state !== 'review') throw conflict('edit-not-in-review')
    await updateEdit(tx, key, { state: 'scheduled', publishAt: ctx.now })
    await record(ctx, tx, key, { type: 'article.approved', data: { revision: edit.revision } })
  })
}
