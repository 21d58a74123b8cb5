import { z } from 'zod'
import { actorId, type Context, conflict, isDomainError, notFound, parse } from '../shared/index.ts'
import { referenceOf, revertTicket, type Snapshot } from '../tickets/index.ts'
import { undoFor } from './get-run.ts'
import { type ChangeRow, changesOf, findChange, findRun, updateChange, updateRun } from './store.ts'

const schema = z.object({ run: z.string().max(64) })

/**
 * Takes back what a run of one's own changed, ticket by ticket, where nothing happened to the ticket since. Cut short,
 * it can be repeated: each ticket is taken back once.
 * @param words `reason` is recorded where a priority changes back
 */
export async function undoChanges(ctx: Context, input: unknown, words: { reason: string }): Promise<void> {
  const { run: id } = parse(schema, input)
  const run = await findRun(ctx.db, actorId(ctx.actor) ?? '', id)
  if (!run) throw notFound('bulk-run')
  if (ctx.now - run.createdAt > undoFor) throw conflict('undo-too-late')
  const start = await ctx.write(async (tx) => {
    const changes = await changesOf(tx, id)
    const left = changes.filter(({ outcome, undo }) => outcome === 'changed' && undo === null)
    if (left.length > 0 && run.undoneAt === null) await updateRun(tx, id, { undoneAt: ctx.now })
    return left
  })
  if (start.length === 0) throw conflict('already-undone')
  for (const change of start.reverse()) await undoOne(ctx, change, words.reason)
}

async function undoOne(ctx: Context, change: ChangeRow, reason: string): Promise<void> {
  const recording: Context = {
    ...ctx,
    write: (work) =>
      ctx.write(async (tx) => {
        if ((await findChange(tx, change))?.change.undo !== null) throw conflict('already-undone')
        const result = await work(tx)
        await updateChange(tx, change, { undo: 'undone' })
        return result
      }),
  }
  try {
    await revertTicket(recording, {
      reference: referenceOf(change.ticketId),
      before: change.before as Snapshot,
      eventId: change.eventId ?? 0,
      reason,
    })
  } catch (error) {
    if (!isDomainError(error)) throw error
    if (error.code !== 'already-undone')
      await ctx.write((tx) => updateChange(tx, change, { undo: 'kept', code: error.code }))
  }
}
