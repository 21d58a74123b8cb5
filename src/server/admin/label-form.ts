import type { Context, FieldProblem } from '#domain/shared/index.ts'
import { addLabel, archiveLabel, renameLabel } from '#domain/tickets/index.ts'
import { readForm } from '../http/form.ts'
import { attempt } from '../http/message-form.ts'

export type LabelForm = {
  typed: (name: string) => string
  refused: { code: string; fields: readonly FieldProblem[] } | null
}
type Result = LabelForm & { done: 'added' | 'archived' | 'renamed' | null; httpStatus: number | null }

const nothing: Result = { typed: () => '', refused: null, done: null, httpStatus: null }

/** Adds a finer word for a status, renames one, or takes one out of use. */
export async function labelForm(ctx: Context, request: Request): Promise<Result> {
  if (request.method !== 'POST') return nothing
  const form = await readForm(request, {})
  const deed = form.get('deed')
  const done = deed === 'archive' ? 'archived' : deed === 'rename' ? 'renamed' : 'added'
  const { pt, en, id } = { pt: form.get('pt'), en: form.get('en'), id: form.get('id') }
  const result = await attempt([], async () => {
    if (done === 'archived') await archiveLabel(ctx, { id })
    else if (done === 'renamed') await renameLabel(ctx, { id, pt, en })
    else await addLabel(ctx, { status: form.get('status'), pt, en })
  })
  if ('done' in result) return { ...nothing, done }
  return { ...nothing, typed: (name) => form.get(name), refused: result.refused, httpStatus: result.status }
}
