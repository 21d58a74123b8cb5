import { z } from 'zod'
import { actorId, type Context, conflict, notFound, parse } from '../shared/index.ts'
import { requireDesk } from './change.ts'
import { changeBeside } from './change-beside.ts'
import { checklistOf, deleteItem, insertItem, updateItem } from './checklist-store.ts'
import { referenceSchema } from './inputs.ts'

const maxItems = 50

const addSchema = z.object({ reference: referenceSchema, text: z.string().trim().min(1).max(200) })
const itemSchema = z.object({
  reference: referenceSchema,
  item: z.coerce.number().pipe(z.int().min(1)),
})
const tickSchema = itemSchema.extend({
  done: z.union([z.boolean(), z.enum(['', 'on']).transform((value) => value === 'on')]),
})

export async function addToChecklist(ctx: Context, input: unknown): Promise<void> {
  requireDesk(ctx)
  const { reference, text } = parse(addSchema, input)
  await changeBeside(ctx, reference, async (tx, { id }) => {
    if ((await checklistOf(tx, id)).length >= maxItems) throw conflict('too-many-items')
    await insertItem(tx, { ticketId: id, text, createdAt: ctx.now })
    return { type: 'ticket.item-added', data: { to: text } }
  })
}

/** Done by whoever says so, or not done after all. */
export async function tickChecklist(ctx: Context, input: unknown): Promise<void> {
  requireDesk(ctx)
  const { reference, item, done } = parse(tickSchema, input)
  await changeBeside(ctx, reference, async (tx, { id }) => {
    const held = (await checklistOf(tx, id)).find((each) => each.id === item)
    if (!held) throw notFound('item')
    // Who did it first did it.
    if ((held.doneAt !== null) === done) return null
    await updateItem(tx, id, item, {
      doneAt: done ? ctx.now : null,
      doneBy: done ? actorId(ctx.actor) : null,
    })
    return { type: done ? 'ticket.item-done' : 'ticket.item-undone', data: { to: held.text } }
  })
}

export async function removeFromChecklist(ctx: Context, input: unknown): Promise<void> {
  requireDesk(ctx)
  const { reference, item } = parse(itemSchema, input)
  await changeBeside(ctx, reference, async (tx, { id }) => {
    const text = await deleteItem(tx, id, item)
    if (text === null) throw notFound('item')
    return { type: 'ticket.item-removed', data: { to: text } }
  })
}
