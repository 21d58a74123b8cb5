import { actorId, type Context, notFound } from '../shared/index.ts'
import { referenceOf } from '../tickets/index.ts'
import { changesOf, deleteRuns, findRun, findUnfinished, type RunRow } from './store.ts'
import type { BulkRun } from './types.ts'

/** How long a run can be undone, in milliseconds. */
export const undoFor = 3_600_000
const keptFor = 24 * 3_600_000

/** One of one's own runs. */
export async function getRun(ctx: Context, id: string): Promise<BulkRun> {
  const row = await findRun(ctx.db, actorId(ctx.actor) ?? '', id)
  if (!row) throw notFound('bulk-run')
  return toRun(ctx, row)
}

/** One's own run that was cut short and may still be undone; null: there is none. */
export async function unfinishedRun(ctx: Context): Promise<BulkRun | null> {
  const row = await findUnfinished(ctx.db, actorId(ctx.actor) ?? '', ctx.now - undoFor)
  if (!row) return null
  const run = await toRun(ctx, row)
  return run.mayUndo ? run : null
}

async function toRun(ctx: Context, row: RunRow): Promise<BulkRun> {
  const changes = await changesOf(ctx.db, row.id)
  const left = changes.some(({ outcome, undo }) => outcome === 'changed' && undo === null)
  return {
    id: row.id,
    deed: row.deed,
    createdAt: row.createdAt,
    finished: row.finishedAt !== null,
    items: changes.map(({ ticketId, subject, outcome, code, undo }) => ({
      reference: referenceOf(ticketId),
      subject,
      outcome,
      code,
      undo,
    })),
    undone: row.undoneAt !== null,
    mayUndo: left && ctx.now - row.createdAt <= undoFor,
  }
}

/** Forgets runs that nobody can undo any more; the events of their changes stay. */
export async function sweepRuns(ctx: Context): Promise<void> {
  await ctx.write((tx) => deleteRuns(tx, ctx.now - keptFor))
}
