import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import {
  actorId,
  type Context,
  conflict,
  DomainError,
  invalid,
  notFound,
  parse,
  type Transaction,
} from '../shared/index.ts'
import { type ProcessDefinition, readDefinition } from './definition.ts'
import { requireEditor } from './policy.ts'
import { missing, spokenOf, withTeams } from './spoken-of.ts'
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

/** A definition that could be saved, saved or not. @throws DomainError `invalid` */
export async function checkProcess(ctx: Context, definition: unknown): Promise<ProcessDefinition> {
  requireEditor(ctx.actor)
  const read = readDefinition(definition)
  const known = await spokenOf(ctx.db)
  const problems = missing(read, known)
  if (problems.length > 0) throw invalid(problems)
  return withTeams(read, known)
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
  if (missing(definition, await spokenOf(ctx.db)).length > 0) throw conflict('process-version-unfit')
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
