import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import { type Context, conflict, notFound, parse, type Transaction } from '../shared/index.ts'
import { problemsOf } from './check.ts'
import { choicesFor } from './choices.ts'
import { requireEditor } from './policy.ts'
import { findRule, neighbourOf, updateRule } from './store.ts'
import type { Rule } from './types.ts'

const id = z.string().max(64)
const switchSchema = z.object({ id, on: z.boolean() })
const moveSchema = z.object({ id, to: z.enum(['up', 'down']) })
const archiveSchema = z.object({ id })

async function getRuleInUse(tx: Transaction, ruleId: string): Promise<Rule> {
  const held = await findRule(tx, ruleId)
  if (!held || held.archived) throw notFound('rule')
  return held
}

/** On, it acts on what happens from now on; what speaks of something that is gone stays off. */
export async function switchRule(ctx: Context, input: unknown): Promise<void> {
  requireEditor(ctx.actor)
  const { id: ruleId, on } = parse(switchSchema, input)
  const seen = on ? await findRule(ctx.db, ruleId) : null
  if (seen && problemsOf(seen.definition, await choicesFor(ctx.db, [seen.definition])).length > 0)
    throw conflict('rule-has-faults')
  await ctx.write(async (tx) => {
    const held = await getRuleInUse(tx, ruleId)
    if ((held.activeFrom !== null) === on) return
    const eventId = await recordEvent(ctx, tx, {
      type: on ? 'rule.switched-on' : 'rule.switched-off',
      subject: `rule:${ruleId}`,
      data: { name: held.name },
    })
    await updateRule(tx, ruleId, { activeFrom: on ? eventId : null })
  })
}

/** One place up or down; the first and the last stay where they are. */
export async function moveRule(ctx: Context, input: unknown): Promise<void> {
  requireEditor(ctx.actor)
  const { id: ruleId, to } = parse(moveSchema, input)
  await ctx.write(async (tx) => {
    const { name } = await getRuleInUse(tx, ruleId)
    const other = await neighbourOf(tx, ruleId, to === 'up')
    if (!other) return
    await updateRule(tx, ruleId, { position: other.position })
    await updateRule(tx, other.id, { position: other.own })
    await recordEvent(ctx, tx, { type: 'rule.moved', subject: `rule:${ruleId}`, data: { name, to } })
  })
}

/** Takes a rule out of use. What it did stays told. */
export async function archiveRule(ctx: Context, input: unknown): Promise<void> {
  requireEditor(ctx.actor)
  const { id: ruleId } = parse(archiveSchema, input)
  await ctx.write(async (tx) => {
    const { name } = await getRuleInUse(tx, ruleId)
    await updateRule(tx, ruleId, { archivedAt: ctx.now, activeFrom: null })
    await recordEvent(ctx, tx, { type: 'rule.archived', subject: `rule:${ruleId}`, data: { name } })
  })
}
