import { actorId, type Context, notAllowed, parse } from '../shared/index.ts'
import { loadEdit, record } from './change.ts'
import { deedSchema } from './inputs.ts'
import { mayPublishArticles, requireWriter } from './policy.ts'
import { deleteEdit } from './store.ts'

/** Lets a working copy go; its revisions stay, so that it can be brought back. */
export async function discardEdit(ctx: Context, input: unknown): Promise<void> {
  requireWriter(ctx)
  const key = parse(deedSchema, input)
  await ctx.write(async (tx) => {
    const edit = await loadEdit(ctx, tx, key)
    const own = edit.owner.id === actorId(ctx.actor)
    if (!own && !mayPublishArticles(ctx.actor)) throw notAllowed('edit-not-yours')
    await deleteEdit(tx, key)
    await record(ctx, tx, key, { type: 'article.discarded', data: { revision: edit.revision } })
  })
}
