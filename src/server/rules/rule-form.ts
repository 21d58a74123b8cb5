import {
  archiveRule,
  type DryRun,
  dryRun,
  getRule,
  type Rule,
  type RuleChoices,
  ruleChoices,
  saveRule,
} from '#domain/rules/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { readForm } from '../http/form.ts'
import { attempt, type Refused } from '../http/message-form.ts'
import type { Runtime } from '../runtime.ts'
import { type Draft, draftOf, emptyDraft, inputOf, readDraft, rearranged } from './draft.ts'
import { sameDraft } from './same-draft.ts'

export type RuleForm = {
  /** null: a new one. */
  rule: Rule | null
  choices: RuleChoices
  draft: Draft
  /** Something was typed that is not saved. */
  unsaved: boolean
  refused: Refused | null
  dry: DryRun | null
}
type Result = RuleForm & { done: string | null; status: number | null }

/** The form of one rule: rows come and go, it is tried on past tickets, saved, or taken out of use. */
export async function ruleForm(
  runtime: Runtime,
  ctx: Context,
  request: Request,
  id: string | null,
): Promise<Result> {
  const rule = id === null ? null : await getRule(ctx, id)
  const choices = await ruleChoices(ctx, rule ? [rule.definition] : [])
  const fresh = rule ? draftOf(rule, choices) : emptyDraft
  const nothing: Result = {
    rule,
    choices,
    draft: fresh,
    unsaved: false,
    refused: null,
    dry: null,
    done: null,
    status: null,
  }
  if (request.method !== 'POST') return nothing
  const form = await readForm(request, {})
  const deed = form.get('deed')
  if (deed === 'archive')
    return { ...nothing, ...(await outcome(() => archiveRule(ctx, { id }), 'archived')) }
  const typed = readDraft(form, choices)
  const changed = rearranged(typed, deed, form, choices)
  const draft = changed ?? typed
  const shown = { ...nothing, draft, unsaved: !sameDraft(draft, fresh) }
  if (changed) return shown
  if (deed === 'dry-run') {
    const { calendar } = runtime.site.catalogue.settings.site
    const tried = await attempt([], async () => dryRun(ctx, await inputOf(ctx, draft, id), { calendar }))
    return 'done' in tried ? { ...shown, dry: tried.done } : { ...shown, ...refusedBy(tried) }
  }
  const saved = await attempt([], async () => saveRule(ctx, await inputOf(ctx, draft, id)))
  if ('done' in saved) return { ...nothing, done: `${saved.done.id}?saved#said` }
  return { ...shown, ...refusedBy(saved) }
}

async function outcome(verb: () => Promise<unknown>, done: string): Promise<Partial<Result>> {
  const result = await attempt([], verb)
  return 'done' in result ? { done: `?${done}#said` } : refusedBy(result)
}

/** A value in a list is a fault of the list: it has one field. */
function refusedBy({
  refused,
  status,
}: {
  refused: Refused
  status: number
}): Pick<Result, 'refused' | 'status'> {
  const fields = refused.fields.map((problem) => ({
    ...problem,
    field: problem.field.replace(/^(when|conditions\.\d+\.values)\.\d+$/, '$1'),
  }))
  return { refused: { ...refused, fields }, status }
}
