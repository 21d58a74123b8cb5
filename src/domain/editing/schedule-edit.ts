import { z } from 'zod'
import { type Context, conflict, invalid, parse } from '../shared/index.ts'
import { loadEdit, record } from './change.ts'
import { deedSchema } from './inputs.ts'
import { requirePublisher } from './policy.ts'
import { updateEdit } from './store.ts'

const momentSchema = z.object({ publishAt: z.number().int() })

/** Leaves a text to be published at a moment. */
export async function scheduleEdit(ctx: Context, input: unknown): Promise<void> {
  requirePublisher(ctx)
  const key = parse(deedSchema, input)
  const { publishAt } = parse(momentSchema, input)
  if (publishAt <= ctx.now) throw invalid([{ field: 'publishAt', code: 'in-the-past' }])
  await ctx.write(async (tx) => {
    const edit = await loadEdit(ctx, tx, key)
    await updateEdit(tx, key, { state: 'scheduled', publishAt })
    await record(ctx, tx, key, { type: 'article.scheduled', data: { revision: edit.revision, publishAt } })
  })
}

/** Makes a scheduled text a draft again. */
export async function unscheduleEdit(ctx: Context, input: unknown): Promise<void> {
  requirePublisher(ctx)
  const key = parse(deedSchema, input)
  await ctx.write(async (tx) => {
    const edit = await loadEdit(ctx, tx, key)
    if (edit.state !== 'scheduled') throw conflict('edit-not-scheduled')
    await updateEdit(tx, key, { state: 'draft', publishAt: null })
    await record(ctx, tx, key, { type: 'article.unscheduled', data: { revision: edit.revision } })
  })
}
