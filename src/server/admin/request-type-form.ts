import type { Context, FieldProblem } from '#domain/shared/index.ts'
import {
  archiveRequestType,
  listRequestTypes,
  type RequestType,
  saveRequestType,
} from '#domain/tickets/index.ts'
import { type Form, readForm } from '../http/form.ts'
import { attempt } from '../http/message-form.ts'

type Values = { id: string; pt: string; en: string; products: string[]; position: string }

export type RequestTypeForm = {
  /** What the form shows: what was typed, or what is there. */
  values: Values
  refused: { code: string; fields: readonly FieldProblem[] } | null
}
type Result = RequestTypeForm & { done: 'saved' | 'archived' | null; status: number | null }

function typed(form: Form, type: RequestType | null): Values {
  return {
    id: type?.id ?? form.get('id'),
    pt: form.get('pt'),
    en: form.get('en'),
    products: form.all('products'),
    position: form.get('position'),
  }
}

/** A new one comes last. */
async function shown(ctx: Context, type: RequestType | null): Promise<Values> {
  if (type) {
    const { id, names, productIds, position } = type
    return { id, ...names, products: productIds, position: String(position) }
  }
  const last = (await listRequestTypes(ctx)).at(-1)?.position ?? 0
  return { id: '', pt: '', en: '', products: [], position: String(Math.min(last + 10, 999)) }
}

/** The form of one type. @param type null: a new one */
export async function requestTypeForm(
  ctx: Context,
  request: Request,
  type: RequestType | null,
): Promise<Result> {
  const nothing = { refused: null, done: null, status: null }
  if (request.method !== 'POST') return { ...nothing, values: await shown(ctx, type) }
  const form = await readForm(request, {})
  const archives = form.get('deed') === 'archive'
  const values = typed(form, type)
  const result = await attempt([], () =>
    archives ? archiveRequestType(ctx, values) : saveRequestType(ctx, values, type === null),
  )
  if ('done' in result) return { ...nothing, values, done: archives ? 'archived' : 'saved' }
  return { ...nothing, values, refused: result.refused, status: result.status }
}
