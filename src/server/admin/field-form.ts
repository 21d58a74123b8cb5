import type { Context, FieldProblem } from '#domain/shared/index.ts'
import { archiveField, type FieldDefinition, listFields, saveField } from '#domain/tickets/index.ts'
import { type Form, readForm } from '../http/form.ts'
import { attempt } from '../http/message-form.ts'

const names = ['id', 'pt', 'en', 'helpPt', 'helpEn', 'kind', 'options', 'product', 'position'] as const
type Name = (typeof names)[number]
type Values = Record<Name, string> & { required: boolean; types: string[] }

export type FieldForm = {
  /** What the form shows: what was typed, or what is there. */
  values: Values
  refused: { code: string; fields: readonly FieldProblem[] } | null
}
type Result = FieldForm & { done: 'saved' | 'archived' | null; status: number | null }

function typed(form: Form, field: FieldDefinition | null): Values {
  const read = Object.fromEntries(names.map((name) => [name, form.get(name)])) as Record<Name, string>
  const fixed = field ? { id: field.id, kind: field.kind } : {}
  return { ...read, ...fixed, required: form.get('required') === 'on', types: form.all('types') }
}

function heldIn({ names, help, options, productId, ...field }: FieldDefinition): Values {
  const lines = options.flatMap(({ id, names, gone }) => (gone ? [] : [`${id}: ${names.pt} | ${names.en}`]))
  return {
    id: field.id,
    pt: names.pt,
    en: names.en,
    helpPt: help.pt,
    helpEn: help.en,
    kind: field.kind,
    options: lines.join('\n'),
    product: productId ?? '',
    position: String(field.position),
    required: field.required,
    types: field.requestTypes,
  }
}

/** A new one comes last. */
async function blank(ctx: Context): Promise<Values> {
  const last = (await listFields(ctx)).at(-1)?.position ?? 0
  const empty = Object.fromEntries(names.map((name) => [name, ''])) as Record<Name, string>
  return { ...empty, kind: 'text', position: String(Math.min(last + 10, 999)), required: false, types: [] }
}

/** The form of one field. @param field null: a new one */
export async function fieldForm(
  ctx: Context,
  request: Request,
  field: FieldDefinition | null,
): Promise<Result> {
  const nothing = { refused: null, done: null, status: null }
  if (request.method !== 'POST') return { ...nothing, values: field ? heldIn(field) : await blank(ctx) }
  const form = await readForm(request, {})
  const archives = form.get('deed') === 'archive'
  const values = typed(form, field)
  const result = await attempt([], () =>
    archives ? archiveField(ctx, values) : saveField(ctx, values, field === null),
  )
  if ('done' in result) return { ...nothing, values, done: archives ? 'archived' : 'saved' }
  return { ...nothing, values, refused: result.refused, status: result.status }
}
