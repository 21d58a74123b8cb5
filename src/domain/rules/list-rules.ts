import { type Context, decodeCursor, notFound, type Page, toPage } from '../shared/index.ts'
import { referenceOf } from '../tickets/index.ts'
import { problemsOf } from './check.ts'
import { choicesFor } from './choices.ts'
import type { Trigger } from './definition.ts'
import { requireEditor } from './policy.ts'
import { ruleNames, runFacts, runsOf } from './runs-store.ts'
import { mostRules } from './save-rule.ts'
import { findRule, rulesInOrder, versionsOf } from './store.ts'
import type { ListedRule, Rule, RuleRun, RuleVersion, Step } from './types.ts'

const month = 30 * 86_400_000
const pageSize = 50

/** All in use, in the order in which they run. */
export async function listRules(ctx: Context): Promise<ListedRule[]> {
  requireEditor(ctx.actor)
  const rules = await rulesInOrder(ctx.db, mostRules)
  const known = await choicesFor(
    ctx.db,
    rules.map(({ definition }) => definition),
  )
  const facts = await runFacts(ctx.db, ctx.now - month)
  return rules.map((rule) => ({
    ...rule,
    problems: problemsOf(rule.definition, known),
    ...(facts.get(rule.id) ?? { lastRunAt: null, stops: 0 }),
  }))
}

export async function getRule(ctx: Context, id: string): Promise<Rule> {
  requireEditor(ctx.actor)
  const rule = await findRule(ctx.db, id)
  if (!rule) throw notFound('rule')
  return rule
}

function beforeOf(cursor: string | null | undefined): number | null {
  const [value] = decodeCursor(cursor) ?? []
  return typeof value === 'number' ? value : null
}

/** Newest first. */
export async function listRuleVersions(
  ctx: Context,
  id: string,
  cursor: string | null = null,
): Promise<Page<RuleVersion>> {
  await getRule(ctx, id)
  const rows = await versionsOf(ctx.db, id, beforeOf(cursor), pageSize + 1)
  return toPage(rows, pageSize, ({ version }) => [version])
}

/** What the rule did, newest first. */
export async function listRuleRuns(
  ctx: Context,
  id: string,
  cursor: string | null = null,
): Promise<Page<RuleRun>> {
  await getRule(ctx, id)
  const rows = await runsOf(ctx.db, id, beforeOf(cursor), pageSize + 1)
  const { items, next } = toPage(rows, pageSize, ({ eventId }) => [eventId])
  const names = await ruleNames(ctx.db, [...new Set(items.flatMap(({ path }) => path))])
  return {
    items: items.map((row) => ({
      id: row.id,
      version: row.version,
      eventId: row.eventId,
      reference: referenceOf(row.ticketId),
      subject: row.subject,
      trigger: row.trigger as Trigger,
      at: row.at,
      outcome: row.outcome,
      reason: row.reason as RuleRun['reason'],
      path: row.path.map((ruleId) => names.get(ruleId) ?? ruleId),
      steps: row.steps as Step[],
    })),
    next,
  }
}
