import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import { actorId, type Context, parse, type Transaction } from '../shared/index.ts'
import { requirePublisher, requireSystem, requireWriter } from './policy.ts'
import {
  findQueued,
  findRunning,
  insertRun,
  newestRuns,
  type RunCause,
  type RunRow,
  type RunView,
  stillRuns,
  updateRun,
} from './runs-store.ts'
import type { EditFault } from './types.ts'

/** A run that has not said anything for so long was killed. */
const patience = 60_000

/** Asks for the site to be published. What is asked while a run waits is that run. @returns its id */
export async function requestPublish(ctx: Context, cause: RunCause): Promise<string> {
  requirePublisher(ctx)
  return ctx.write((tx) => queueRun(ctx, tx, cause))
}

export async function queueRun(ctx: Context, tx: Transaction, cause: RunCause): Promise<string> {
  const waiting = await findQueued(tx)
  if (waiting) return waiting.id
  const id = ctx.ids.next()
  const personId = actorId(ctx.actor)
  const none = { stage: 'waiting', done: 0, total: 0, faults: [], release: null, commit: null }
  await insertRun(tx, { id, cause, personId, state: 'queued', ...none, requestedAt: ctx.now })
  await recordEvent(ctx, tx, { type: 'publish.requested', subject: `publish:${id}`, data: { cause } })
  return id
}

/** Takes the run that waits, unless one is under way. Runs that were killed go back to wait. */
export async function claimPublish(ctx: Context): Promise<RunRow | null> {
  requireSystem(ctx)
  return ctx.write(async (tx) => {
    for (const { id } of await stillRuns(tx, ctx.now - patience)) await release(ctx, tx, id)
    if (await findRunning(tx)) return null
    const run = await findQueued(tx)
    if (!run) return null
    const set = { state: 'running', stage: 'starting', startedAt: ctx.now, beatAt: ctx.now } as const
    await updateRun(tx, { id: run.id, state: 'queued' }, set)
    return { ...run, ...set }
  })
}

/** Whether a run waits, or stands still: cheap to ask. */
export async function publishWaits(ctx: Context): Promise<boolean> {
  requireSystem(ctx)
  if (await findQueued(ctx.db)) return true
  return (await stillRuns(ctx.db, ctx.now - patience)).length > 0
}

/** Puts back what was under way when the portal stopped: nobody is there to end it. */
export async function releaseRuns(ctx: Context): Promise<void> {
  requireSystem(ctx)
  await ctx.write(async (tx) => {
    const run = await findRunning(tx)
    if (run) await release(ctx, tx, run.id)
  })
}

async function release(ctx: Context, tx: Transaction, id: string): Promise<void> {
  // What waits already will do its work.
  const replaced = (await findQueued(tx)) !== null
  const set: Partial<RunRow> = replaced
    ? { state: 'failed', stage: 'stopped', endedAt: ctx.now }
    : { state: 'queued', stage: 'waiting', startedAt: null, beatAt: null, done: 0, total: 0 }
  await updateRun(tx, { id, state: 'running' }, set)
}

const progressSchema = z.object({
  id: z.string().max(64),
  stage: z.string().min(1).max(60),
  done: z.number().int().min(0),
  total: z.number().int().min(0),
})

/** Says how far a run has come, and that it lives. @returns false: it was taken from this process, which must stop */
export async function reportPublish(ctx: Context, input: z.input<typeof progressSchema>): Promise<boolean> {
  requireSystem(ctx)
  const { id, ...progress } = parse(progressSchema, input)
  return ctx.write((tx) => updateRun(tx, { id, state: 'running' }, { ...progress, beatAt: ctx.now }))
}

export type PublishEnd = {
  id: string
  state: 'done' | 'failed'
  faults?: readonly EditFault[]
  release?: string | null
  commit?: string | null
}

/** Ends a run. @returns false: it was taken from this process before */
export async function endPublish(ctx: Context, end: PublishEnd): Promise<boolean> {
  requireSystem(ctx)
  const { id, state, faults = [], release: name = null, commit = null } = end
  return ctx.write(async (tx) => {
    const set = { state, faults: [...faults], release: name, commit, endedAt: ctx.now, beatAt: ctx.now }
    const ended = await updateRun(tx, { id, state: 'running' }, set)
    if (!ended) return false
    const type = state === 'done' ? 'publish.done' : 'publish.failed'
    await recordEvent(ctx, tx, {
      type,
      subject: `publish:${id}`,
      data: { release: name, faults: faults.length },
    })
    return true
  })
}

/** The newest runs, newest first. */
export async function latestPublishes(ctx: Context, limit = 20): Promise<RunView[]> {
  requireWriter(ctx)
  return newestRuns(ctx.db, limit)
}
