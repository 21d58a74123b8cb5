import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import {
  type Context,
  conflict,
  notAllowed,
  notFound,
  type Person,
  parse,
  type Transaction,
} from '../shared/index.ts'
import { listQueueSchema } from '../tickets/index.ts'
import { columnsSchema } from './columns.ts'
import { requirePerson } from './list-views.ts'
import { mayChangeView, mayShareViews } from './policy.ts'
import {
  findView,
  insertView,
  keepColumnsOf,
  lastPosition,
  removeView,
  updateView,
  type ViewList,
  type ViewRow,
  viewsOf,
} from './store.ts'

export const maxViews = { own: 30, shared: 50 }

const idSchema = z.string().max(64)
const flag = z.union([z.boolean(), z.enum(['', 'on']).transform((value) => value === 'on')]).default(false)

export const viewSchema = z.object({
  /** Absent: a new one. */
  id: idSchema.nullish(),
  name: z.string().trim().min(1).max(60),
  shared: flag,
  filter: listQueueSchema.omit({ cursor: true, limit: true }),
  /** Absent: as each person has them. */
  columns: columnsSchema.nullish(),
})

function listOf({ ownerId, shared }: Pick<ViewRow, 'ownerId' | 'shared'>): ViewList {
  return shared ? { shared } : { shared, ownerId }
}

async function getOwn(tx: Transaction, actor: Person, id: string): Promise<ViewRow> {
  const row = await findView(tx, id)
  if (!row || !(row.shared || row.ownerId === actor.id)) throw notFound('queue-view')
  if (!mayChangeView(actor, row)) throw notAllowed('shared-views-not-yours')
  return row
}

/** A filter of the queue under a name, new or changed. */
export async function saveView(ctx: Context, input: unknown): Promise<{ id: string }> {
  const actor = requirePerson(ctx)
  const { id: given, name, shared, filter, columns } = parse(viewSchema, input)
  if (shared && !mayShareViews(actor)) throw notAllowed('shared-views-not-yours')
  const kept = Object.entries(filter).filter(([, value]) => value !== undefined && value !== '')
  const id = given ?? ctx.ids.next()
  await ctx.write(async (tx) => {
    const held = given ? await getOwn(tx, actor, given) : null
    const ownerId = held?.ownerId ?? actor.id
    const list = listOf({ ownerId, shared })
    const joins = held?.shared !== shared
    const views = joins ? await viewsOf(tx, list) : []
    if (views.length >= (shared ? maxViews.shared : maxViews.own)) throw conflict('too-many-views')
    const row = {
      id,
      ownerId,
      shared,
      name,
      filter: Object.fromEntries(kept) as Record<string, string>,
      columns: columns ?? null,
      position: held && !joins ? held.position : (await lastPosition(tx, list)) + 1,
      updatedAt: ctx.now,
    }
    if (held) await updateView(tx, id, row)
    else await insertView(tx, row)
    const type = held ? 'queue-view.changed' : 'queue-view.created'
    await recordEvent(ctx, tx, {
      type,
      subject: `queue-view:${id}`,
      data: { name, shared, filter: row.filter },
    })
  })
  return { id }
}

export async function deleteView(ctx: Context, input: unknown): Promise<void> {
  const actor = requirePerson(ctx)
  const { id } = parse(z.object({ id: idSchema }), input)
  await ctx.write(async (tx) => {
    const { name, shared, filter } = await getOwn(tx, actor, id)
    await removeView(tx, id)
    await recordEvent(ctx, tx, {
      type: 'queue-view.deleted',
      subject: `queue-view:${id}`,
      data: { name, shared, filter },
    })
  })
}

/** One place up or down in its list; at its end it stays. */
export async function moveView(ctx: Context, input: unknown): Promise<void> {
  const actor = requirePerson(ctx)
  const { id, by } = parse(z.object({ id: idSchema, by: z.enum(['up', 'down']) }), input)
  await ctx.write(async (tx) => {
    const row = await getOwn(tx, actor, id)
    const views = await viewsOf(tx, listOf(row))
    const at = views.findIndex((view) => view.id === id)
    const other = views[at + (by === 'up' ? -1 : 1)]
    if (!other) return
    await updateView(tx, id, { position: other.position })
    await updateView(tx, other.id, { position: row.position })
    await recordEvent(ctx, tx, { type: 'queue-view.moved', subject: `queue-view:${id}`, data: { by } })
  })
}

/** Which facts one's own queues show where no view says otherwise. */
export async function keepColumns(ctx: Context, input: unknown): Promise<void> {
  const actor = requirePerson(ctx)
  const { columns } = parse(z.object({ columns: columnsSchema }), input)
  await ctx.write(async (tx) => {
    await keepColumnsOf(tx, actor.id, columns)
    await recordEvent(ctx, tx, {
      type: 'queue-columns.chosen',
      subject: `person:${actor.id}`,
      data: { columns },
    })
  })
}
