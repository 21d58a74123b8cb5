import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import { type Context, conflict, invalid, notFound, parse, requireAdministrator } from '../shared/index.ts'
import { blankAsAbsent, nameSchema, wordSchema } from './inputs.ts'
import { followUps, type QueueDefinition, supportQueue } from './queue.ts'
import { countQueues, findQueue, listedQueues, maxQueues, putQueue, type QueueRow } from './queue-store.ts'

export const queueSchema = z.object({
  id: wordSchema,
  pt: nameSchema,
  en: nameSchema,
  followUp: z.enum(followUps),
  followUpDays: blankAsAbsent(z.coerce.number().pipe(z.int().min(1).max(3650))),
})

/** Every queue with what its tickets follow, archived ones too. */
export async function listQueues(ctx: Context): Promise<QueueRow[]> {
  requireAdministrator(ctx)
  return listedQueues(ctx.db)
}

export async function getQueue(ctx: Context, id: string): Promise<QueueRow> {
  const found = (await listQueues(ctx)).find((queue) => queue.id === id)
  if (!found) throw notFound('queue')
  return found
}

/** A new queue, or what an old one is called and follows; saving an archived one brings it back. */
export async function saveQueue(ctx: Context, input: unknown, isNew: boolean): Promise<void> {
  requireAdministrator(ctx)
  const { id, pt, en, followUp, followUpDays } = parse(queueSchema, input)
  if (followUp === 'reopen-within' && followUpDays === undefined)
    throw invalid([{ field: 'followUpDays', code: 'required' }])
  const queue: QueueDefinition = {
    id,
    names: { pt, en },
    followUp,
    followUpDays: followUp === 'reopen-within' ? (followUpDays ?? null) : null,
  }
  await ctx.write(async (tx) => {
    const held = await findQueue(tx, id)
    if (isNew && held) throw conflict('queue-exists')
    if (!isNew && !held) throw notFound('queue')
    if (!held && (await countQueues(tx)) >= maxQueues) throw conflict('too-many-queues')
    // The queue that was there before any stays the first one.
    const createdAt = id === supportQueue.id ? 0 : ctx.now
    await putQueue(tx, { ...queue, createdAt, archivedAt: null })
    await recordEvent(ctx, tx, {
      type: held ? 'queue.changed' : 'queue.created',
      subject: `queue:${id}`,
      data: { ...queue, before: held },
    })
  })
}

/** Takes no more tickets; those in it follow its rules as before. */
export async function archiveQueue(ctx: Context, input: unknown): Promise<void> {
  requireAdministrator(ctx)
  const { id } = parse(queueSchema.pick({ id: true }), input)
  if (id === supportQueue.id) throw conflict('queue-needed')
  await ctx.write(async (tx) => {
    const held = (await listedQueues(tx)).find((queue) => queue.id === id)
    if (!held || held.archivedAt !== null) throw notFound('queue')
    const { archivedAt: _, ...queue } = held
    await putQueue(tx, { ...queue, createdAt: ctx.now, archivedAt: ctx.now })
    await recordEvent(ctx, tx, {
      type: 'queue.archived',
      subject: `queue:${id}`,
      data: { names: queue.names },
    })
  })
}
