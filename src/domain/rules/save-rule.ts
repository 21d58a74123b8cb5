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
import { problemsOf } from './check.ts'
import { choicesFor } from './choices.ts'
import { definitionSchema, type RuleDefinition } from './definition.ts'
import { requireEditor } from './policy.ts'
import {
  countRules,
  findRule,
  findVersion,
  insertRule,
  insertVersion,
  lastPosition,
  updateRule,
} from './store.ts'
import type { Rule } from './types.ts'

export const mostRules = 100

const blank = z.literal('').transform(() => null)
const ticked = z.union([z.boolean(), z.enum(['', 'on']).transform((value) => value === 'on')])

export const ruleSchema = z.object({
  /** Absent: a new one. */
  id: z.union([blank, z.string().max(64)]).nullish(),
  /** The one that was changed; another means that somebody changed it meanwhile. */
  version: z.coerce.number().int().min(0).default(0),
  name: z.string().trim().min(2).max(120),
  /** Whether it acts from now on. */
  enabled: ticked.default(false),
  ...definitionSchema.shape,
})

type Saving = {
  id: string
  version: number
  name: string
  enabled: boolean
  definition: RuleDefinition
  restored: number | null
}

/** A new rule, or a new version of one; what it speaks of must be there. */
export async function saveRule(ctx: Context, input: unknown): Promise<{ id: string }> {
  requireEditor(ctx.actor)
  const { id: given, version, name, enabled, ...definition } = parse(ruleSchema, input)
  const problems = problemsOf(definition, await choicesFor(ctx.db, [definition]))
  if (problems.length > 0) throw invalid(problems)
  const id = given ?? ctx.ids.next()
  await ctx.write(async (tx) => {
    const held = given ? await getRuleToChange(tx, given, version) : null
    if (!held && (await countRules(tx)) >= mostRules) throw new DomainError('too-many', 'too-many-rules')
    await write(ctx, tx, held, { id, version: version + 1, name, enabled, definition, restored: null })
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
export async function restoreRule(ctx: Context, input: unknown): Promise<void> {
  requireEditor(ctx.actor)
  const { id, version, restored } = parse(restoreSchema, input)
  const earlier = await findVersion(ctx.db, id, restored)
  if (!earlier) throw notFound('rule')
  const { name, definition } = earlier
  if (problemsOf(definition, await choicesFor(ctx.db, [definition])).length > 0)
    throw conflict('rule-version-unfit')
  await ctx.write(async (tx) => {
    const held = await getRuleToChange(tx, id, version)
    const enabled = held.activeFrom !== null
    await write(ctx, tx, held, { id, version: version + 1, name, enabled, definition, restored })
  })
}

async function getRuleToChange(tx: Transaction, id: string, version: number): Promise<Rule> {
  const held = await findRule(tx, id)
  if (!held || held.archived) throw notFound('rule')
  if (held.version !== version) throw conflict('rule-changed')
  return held
}

async function write(
  ctx: Context,
  tx: Transaction,
  held: Rule | null,
  { id, version, name, enabled, definition, restored }: Saving,
): Promise<void> {
  const eventId = await recordEvent(ctx, tx, {
    type: restored !== null ? 'rule.restored' : held ? 'rule.changed' : 'rule.created',
    subject: `rule:${id}`,
    data: { name, version, enabled, ...(restored === null ? {} : { restored }) },
  })
  // A rule that acts already goes on with what it has not read yet.
  const activeFrom = enabled ? (held?.activeFrom ?? eventId) : null
  if (held) await updateRule(tx, id, { name, version, activeFrom })
  else {
    const position = (await lastPosition(tx)) + 1
    await insertRule(tx, { id, name, version, activeFrom, position, createdAt: ctx.now })
  }
  const savedBy = actorId(ctx.actor) ?? ''
  await insertVersion(tx, {
    ruleId: id,
    version,
    name,
    definition: { ...definition },
    restored,
    savedBy,
    savedAt: ctx.now,
  })
}
