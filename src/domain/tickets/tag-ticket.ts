import { z } from 'zod'
import { type Context, conflict, parse } from '../shared/index.ts'
import { requireDesk } from './change.ts'
import { changeBeside } from './change-beside.ts'
import { referenceSchema } from './inputs.ts'
import { maxTags, tagSchema } from './tag.ts'
import { deleteTag, insertTag, tagsOf } from './tag-store.ts'

const schema = z.object({ reference: referenceSchema, tag: tagSchema })

export async function tagTicket(ctx: Context, input: unknown): Promise<void> {
  requireDesk(ctx)
  const { reference, tag } = parse(schema, input)
  await changeBeside(ctx, reference, async (tx, { id }) => {
    const held = await tagsOf(tx, id)
    if (held.includes(tag)) return null
    if (held.length >= maxTags) throw conflict('too-many-tags')
    await insertTag(tx, id, tag, ctx.now)
    return { type: 'ticket.tagged', data: { to: tag } }
  })
}

export async function untagTicket(ctx: Context, input: unknown): Promise<void> {
  requireDesk(ctx)
  const { reference, tag } = parse(schema, input)
  await changeBeside(ctx, reference, async (tx, { id }) =>
    (await deleteTag(tx, id, tag)) ? { type: 'ticket.untagged', data: { to: tag } } : null,
  )
}
