import { changeTickets, undoChanges } from '#domain/bulk/index.ts'
import type { Context, FieldProblem } from '#domain/shared/index.ts'
import { type Lang, texts } from '#i18n/index.ts'
import type { Form } from '../http/form.ts'
import { attempt, type Refused } from '../http/message-form.ts'
import { renderMessage } from '../site/render-message.ts'

export type BulkForm = {
  /** References. */
  picked: ReadonlySet<string>
  /** What was typed, by field. */
  values: (name: string) => string
  refused: Refused | null
}

export const noBulk: BulkForm = { picked: new Set(), values: () => '', refused: null }

type Result = { run: string } | { form: BulkForm; status: number }

const fields = [
  ...(['deed', 'assignee', 'impact', 'urgency', 'reason', 'status', 'waitingFor'] as const),
  ...(['team', 'tag', 'line', 'why', 'summary', 'tried'] as const),
]

/** The bar below the queue: one change for all that are picked. */
export async function changePicked(ctx: Context, form: Form, lang: Lang): Promise<Result> {
  const picked = form.all('tickets').slice(0, 200)
  const change = Object.fromEntries(fields.map((name) => [name, form.get(name)]))
  const means = { render: renderMessage, words: { tried: texts(lang).lines.tried } }
  const result = await attempt([], () => changeTickets(ctx, { tickets: picked, change }, means))
  if ('done' in result) return result.done
  return {
    form: {
      picked: new Set(picked),
      values: (name) => form.get(name),
      refused: { ...result.refused, fields: result.refused.fields.map(named) },
    },
    status: result.status,
  }
}

/** The fields as the form calls them. */
function named(problem: FieldProblem): FieldProblem {
  const field = problem.field.replace(/^change\./, '')
  return field === 'tickets' && problem.code === 'required'
    ? { field, code: 'none-picked' }
    : { ...problem, field }
}

export async function undoRun(ctx: Context, form: Form, lang: Lang): Promise<Result> {
  const run = form.get('run')
  const result = await attempt([], () => undoChanges(ctx, { run }, { reason: texts(lang).queue.undoReason }))
  return 'done' in result ? { run } : { form: { ...noBulk, refused: result.refused }, status: result.status }
}
