import type { Context, FieldProblem } from '#domain/shared/index.ts'
import { addLabel, archiveLabel } from '#domain/tickets/index.ts'
import { readForm } from '../http/form.ts'
import { attempt } from '../http/message-form.ts'

export type LabelForm = {
  typed: (name: string) => string
  refused: { code: string; fields: readonly FieldProblem[] } | null
}
type Result = LabelForm & { done: 'added' | 'archived' | null; httpStatus: number | null }

const nothing: Result = { typed: () => '', refused: null, done: null, httpStatus: null }

/** Adds a finer word for a status, or takes one out of use. */
export async function labelForm(ctx: Context, request: Request): Promise<Result> {
  if (request.method !== 'POST') return nothing
  const form = await readForm(request, {})
  const archives = form.get('deed') === 'archive'
  const result = await attempt([], async () => {
    if (archives) await archiveLabel(ctx, { id: form.get('id') })
    else await addLabel(ctx, { status: form.get('status'), pt: form.get('pt'), en: form.get('en') })
  })
  if ('done' in result) return { ...nothing, done: archives ? 'archived' : 'added' }
  return { ...nothing, typed: (name) => form.get(name), refused: result.refused, httpStatus: result.status }
}
