import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import { type Context, notAllowed, notFound, parse } from '../shared/index.ts'
import { mayEditTemplates } from './policy.ts'
import { findTemplate, updateTemplate } from './store.ts'

const schema = z.object({ id: z.string().max(64) })

/** Takes a template out of use; saving it again brings it back. */
export async function archiveTemplate(ctx: Context, input: unknown): Promise<void> {
  if (!mayEditTemplates(ctx.actor)) throw notAllowed('templates-not-yours')
  const { id } = parse(schema, input)
  await ctx.write(async (tx) => {
    const held = await findTemplate(tx, id)
    if (!held || held.archived) throw notFound('template')
    await updateTemplate(tx, id, { archivedAt: ctx.now, revision: held.revision + 1 })
    await recordEvent(ctx, tx, {
      type: 'template.archived',
      subject: `template:${id}`,
      data: { name: held.name },
    })
  })
}
