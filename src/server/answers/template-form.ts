import { archiveTemplate, saveTemplate } from '#domain/answers/index.ts'
import type { Context, FieldProblem } from '#domain/shared/index.ts'
import { type Form, readForm } from '../http/form.ts'
import { attempt } from '../http/message-form.ts'

const fields = [
  'revision',
  'name',
  'lang',
  'product',
  'line',
  'body',
  'internal',
  'status',
  'waitingFor',
  'assignee',
  'toLine',
  'why',
  'impact',
  'urgency',
  'queue',
  'requestType',
  'team',
] as const
export type TemplateField = (typeof fields)[number]

export type TemplateForm = {
  /** What was typed; null: nothing yet. */
  typed: Record<TemplateField, string> | null
  refused: { code: string; fields: readonly FieldProblem[] } | null
}
type Result = TemplateForm & { done: 'saved' | 'archived' | null; status: number | null }

const nothing: Result = { typed: null, refused: null, done: null, status: null }

function read(form: Form): Record<TemplateField, string> {
  return Object.fromEntries(fields.map((name) => [name, form.get(name)])) as Record<TemplateField, string>
}

/** The form of one template. @param id null: a new one */
export async function templateForm(ctx: Context, request: Request, id: string | null): Promise<Result> {
  if (request.method !== 'POST') return nothing
  const form = await readForm(request, {})
  const archives = form.get('deed') === 'archive'
  const typed = read(form)
  const result = await attempt([], async () => {
    if (archives) await archiveTemplate(ctx, { id })
    else await saveTemplate(ctx, { ...typed, id })
  })
  if ('done' in result) return { ...nothing, done: archives ? 'archived' : 'saved' }
  return { ...nothing, typed, refused: result.refused, status: result.status }
}
