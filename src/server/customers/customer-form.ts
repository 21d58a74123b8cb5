import { noteOrganisation, removeOrganisationNote } from '#domain/customers/index.ts'
import type { Context, FieldProblem } from '#domain/shared/index.ts'
import { readForm } from '../http/form.ts'
import { attempt } from '../http/message-form.ts'
import { renderMessage } from '../site/render-message.ts'

export type CustomerForm = {
  body: string
  refused: { code: string; fields: readonly FieldProblem[] } | null
}

type Result = CustomerForm & { done: 'noted' | 'removed' | null; status: number | null }

const nothing: Result = { body: '', refused: null, done: null, status: null }

/** The forms of an organisation's page: a note more, a note less. */
export async function customerForm(ctx: Context, request: Request, organisation: string): Promise<Result> {
  if (request.method !== 'POST') return nothing
  const form = await readForm(request, {})
  const removes = form.get('deed') === 'remove'
  const body = form.get('body')
  const result = await attempt([], () =>
    removes
      ? removeOrganisationNote(ctx, { note: form.get('note') })
      : noteOrganisation(ctx, { organisation, body }, { render: renderMessage }),
  )
  if ('done' in result) return { ...nothing, done: removes ? 'removed' : 'noted' }
  return { ...nothing, body, refused: result.refused, status: result.status }
}
