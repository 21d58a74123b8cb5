import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import {
  actorId,
  type Context,
  conflict,
  DomainError,
  type FieldProblem,
  invalid,
  notFound,
  parse,
  type Reader,
  type Transaction,
} from '../shared/index.ts'
import { allQueues, allRequestTypes } from '../tickets/index.ts'
import { type ProcessAction, type ProcessDefinition, readDefinition } from './definition.ts'
import { requireEditor } from './policy.ts'
import {
  countProcesses,
  findProcess,
  findVersion,
  insertProcess,
  insertVersion,
  updateProcess,
} from './store.ts'
import type { Process } from './types.ts'

export const mostProcesses = 200

const saveSchema = z.object({
  /** Absent: a new one. */
  id: z.string().max(64).nullish(),
  /** The one that was changed; another means that somebody changed it meanwhile. */
  version: z.coerce.number().int().min(0).default(0),
  /** As typed, to be shown again. */
  source: z.string().min(1).max(60_000),
  /** What it says. */
  definition: z.unknown(),
})

/** What a definition speaks of that is not there. */
async function missing(db: Reader, { steps, end }: ProcessDefinition): Promise<FieldProblem[]> {
  const [queues, types] = await Promise.all([allQueues(db), allRequestTypes(db)])
  const isThere = (action: ProcessAction): boolean =>
    action.kind === 'queue'
      ? queues.some(({ id }) => id === action.queue)
      : action.kind !== 'request-type' ||
        types.some(({ id, archivedAt }) => id === action.requestType && archivedAt === null)
  const named = { queue: 'queue', 'request-type': 'requestType' } as Record<string, string>
  const all = [...steps.map(({ enter }, at) => [enter, `steps.${at}.enter`] as const), [end, 'end'] as const]
  return all.flatMap(([actions, path]) =>
    actions.flatMap((action, at) =>
      isThere(action) ? [] : [{ field: `${path}.${at}.${named[action.kind]}`, code: 'gone' }],
    ),
  )
}

/** A definition that could be saved, saved or not. @throws DomainError `invalid` */
export async function checkProcess(ctx: Context, definition: unknown): Promise<ProcessDefinition> {
  requireEditor(ctx.actor)
  const read = readDefinition(definition)
  const problems = await missing(ctx.db, read)
  if (problems.length > 0) throw invalid(problems)
  return read
}

/** A new process, or a new version of one. Tickets that run keep the version that they began with. */
export async function saveProcess(ctx: Context, input: unknown): Promise<{ id: string }> {
  requireEditor(ctx.actor)
  const { id: given, version, source, definition: typed } = parse(saveSchema, input)
  const definition = await checkProcess(ctx, typed)
  const { id } = definition
  if (given && id !== given) throw invalid([{ field: 'id', code: 'id-stays' }])
  await ctx.write(async (tx) => {
    const held = given ? await getProcessToChange(tx, given, version) : null
    if (!held && (await findProcess(tx, id))) throw invalid([{ field: 'id', code: 'id-taken' }])
    if (!held && (await countProcesses(tx)) >= mostProcesses)
      throw new DomainError('too-many', 'too-many-processes')
    await write(ctx, tx, held, { version: version + 1, source, definition, restored: null })
  })
  return { id }
}

const restoreSchema = z.object({
  id: z.string().max(64),
  /** The one in use. */
  version: z.coerce.number().int().min(1),
  /** The one to have again. */
  restored: z.coerce.number().int().min(1),
})

/** An earlier version again, as a new one. */
export async function restoreProcess(ctx: Context, input: unknown): Promise<void> {
  requireEditor(ctx.actor)
  const { id, version, restored } = parse(restoreSchema, input)
  const earlier = await findVersion(ctx.db, id, restored)
  if (!earlier) throw notFound('process')
  const { source, definition } = earlier
  if ((await missing(ctx.db, definition)).length > 0) throw conflict('process-version-unfit')
  await ctx.write(async (tx) => {
    const held = await getProcessToChange(tx, id, version)
    await write(ctx, tx, held, { version: version + 1, source, definition, restored })
  })
}

const archiveSchema = z.object({ id: z.string().max(64), archived: z.boolean() })

/** Out of use, or in use again. Tickets on which it runs go on. */
export async function archiveProcess(ctx: Context, input: unknown): Promise<void> {
  requireEditor(ctx.actor)
  const { id, archived } = parse(archiveSchema, input)
  await ctx.write(async (tx) => {
    const held = await findProcess(tx, id)
    if (!held) throw notFound('process')
    if (held.archived === archived) return
    await updateProcess(tx, id, { archivedAt: archived ? ctx.now : null })
    await recordEvent(ctx, tx, {
      type: archived ? 'process.archived' : 'process.taken-up',
      subject: `process:${id}`,
      data: { names: held.definition.names },
    })
  })
}

async function getProcessToChange(tx: Transaction, id: string, version: number): Promise<Process> {
  const held = await findProcess(tx, id)
  if (!held) throw notFound('process')
  if (held.archived) throw conflict('process-archived')
  if (held.version !== version) throw conflict('process-changed')
  return held
}

type Saving = { version: number; source: string; definition: ProcessDefinition; restored: number | null }

async function write(
  ctx: Context,
  tx: Transaction,
  held: Process | null,
  { version, source, definition, restored }: Saving,
): Promise<void> {
  const { id, names } = definition
  if (held) await updateProcess(tx, id, { version })
  else await insertProcess(tx, { id, version, createdAt: ctx.now })
  await insertVersion(tx, {
    processId: id,
    version,
    source,
    definition: { ...definition },
    restored,
    savedBy: actorId(ctx.actor) ?? '',
    savedAt: ctx.now,
  })
  await recordEvent(ctx, tx, {
    type: restored !== null ? 'process.restored' : held ? 'process.changed' : 'process.created',
    subject: `process:${id}`,
    data: { names, version, ...(restored === null ? {} : { restored }) },
  })
}
