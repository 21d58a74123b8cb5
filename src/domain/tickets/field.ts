import type { FieldProblem } from '../shared/index.ts'
import type { Channel } from './types.ts'

export const fieldKinds = ['text', 'choice', 'date', 'yes-no'] as const
export type FieldKind = (typeof fieldKinds)[number]

type Names = Record<'pt' | 'en', string>

/** `gone`: no longer offered; tickets that have it still say its name. */
export type FieldOption = { id: string; names: Names; gone?: true }

/** What a new ticket is asked beside its text. */
export type FieldDefinition = {
  /** The key under which a ticket keeps the answer. */
  id: string
  names: Names
  /** Empty words: none. */
  help: Names
  kind: FieldKind
  /** With `choice`. */
  options: FieldOption[]
  required: boolean
  /** null: asked of every product. */
  productId: string | null
  /** None: asked of every request type. */
  requestTypes: string[]
  position: number
  archivedAt: number | null
}

/** A ticket's answer, with what it is called; `names` is null for what a program sent that nobody defined. */
export type FieldAnswer = {
  key: string
  names: Names | null
  kind: FieldKind
  value: string
  /** What the chosen option is called. */
  option: Names | null
}

export const maxFieldText = 500

/** What a ticket is about, as far as it decides what it is asked. */
export type About = { product: string | null; requestType: string | null }

function isOfType({ requestTypes }: FieldDefinition, type: string | null): boolean {
  return requestTypes.length === 0 || (type !== null && requestTypes.includes(type))
}

/** A ticket of this product and type, or of none, is asked it. */
export function applies(field: FieldDefinition, { product, requestType }: About): boolean {
  if (field.archivedAt !== null || !isOfType(field, requestType)) return false
  return field.productId === null || field.productId === product
}

/** A day that the calendar has. */
function isDay(value: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value)
}

/** What is wrong with an answer; null: nothing. */
function misfit(field: FieldDefinition, value: string): Omit<FieldProblem, 'field'> | null {
  switch (field.kind) {
    case 'text':
      return value.length > maxFieldText ? { code: 'too-long', params: { max: maxFieldText } } : null
    case 'date':
      return isDay(value) ? null : { code: 'not-a-date' }
    case 'yes-no':
      return value === 'yes' || value === 'no' ? null : { code: 'unknown' }
    case 'choice':
      return field.options.some(({ id, gone }) => id === value && !gone) ? null : { code: 'unknown' }
  }
}

type Answers = Readonly<Record<string, string>>
type Checked = { fields: Record<string, string>; problems: FieldProblem[] }

/** Blank answers are none. */
function answered(given: Answers): [key: string, value: string][] {
  return Object.entries(given).flatMap(([key, value]): [string, string][] =>
    value.trim() === '' ? [] : [[key, value.trim()]],
  )
}

/**
 * The answers that a new ticket keeps. People are asked by the definitions and answer nothing else; a program may send
 * what nobody defined, and a mail is not asked. What was taken out of use meanwhile is kept if it fits.
 */
export function checkAnswers(
  definitions: readonly FieldDefinition[],
  given: Answers,
  about: About,
  channel: Channel,
): Checked {
  const entries = answered(given)
  const keys = new Set(entries.map(([key]) => key))
  const problems = entries.flatMap(([key, value]): FieldProblem[] => {
    const field = `fields.${key}`
    const definition = definitions.find(({ id }) => id === key)
    if (!definition) return channel === 'web' ? [{ field, code: 'unknown' }] : []
    if (definition.productId !== null && definition.productId !== about.product)
      return [{ field, code: 'not-of-product' }]
    if (!isOfType(definition, about.requestType)) return [{ field, code: 'not-of-type' }]
    const fault = misfit(definition, value)
    return fault ? [{ field, ...fault }] : []
  })
  const missing =
    channel === 'mail' ? [] : definitions.filter((field) => field.required && !keys.has(field.id))
  for (const field of missing)
    if (applies(field, about)) problems.push({ field: `fields.${field.id}`, code: 'required' })
  return { fields: Object.fromEntries(entries), problems }
}

/** Answers as they become, of those given; what stays as it was is not judged again. */
export function correctAnswers(
  definitions: readonly FieldDefinition[],
  held: Answers,
  given: Answers,
): Checked & { changed: FieldDefinition[] } {
  const fields: Record<string, string> = { ...held }
  const problems: FieldProblem[] = []
  const changed: FieldDefinition[] = []
  for (const [key, typed] of Object.entries(given)) {
    const value = typed.trim()
    const definition = definitions.find(({ id }) => id === key)
    if (value === (held[key] ?? '')) continue
    const emptied = value === '' && definition?.required ? { code: 'required' } : null
    const fault = definition ? (emptied ?? (value && misfit(definition, value))) : { code: 'unknown' }
    if (fault) problems.push({ field: `fields.${key}`, ...fault })
    if (value === '') delete fields[key]
    else fields[key] = value
    if (definition) changed.push(definition)
  }
  return { fields, problems, changed }
}

/** In the order in which they are asked; then what nobody defined, by key. */
export function answersOf(definitions: readonly FieldDefinition[], held: Answers): FieldAnswer[] {
  const known = definitions.flatMap(({ id, names, kind, options }): FieldAnswer[] => {
    const value = held[id]
    if (value === undefined || value === '') return []
    const option = kind === 'choice' ? (options.find((each) => each.id === value)?.names ?? null) : null
    return [{ key: id, names, kind, value, option }]
  })
  const others = Object.keys(held)
    .filter((key) => !definitions.some(({ id }) => id === key))
    .sort()
  return [
    ...known,
    ...others.map((key) => ({
      key,
      names: null,
      kind: 'text' as const,
      value: held[key] ?? '',
      option: null,
    })),
  ]
}
