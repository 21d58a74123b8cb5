import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import {
  type Context,
  conflict,
  type FieldProblem,
  invalid,
  notFound,
  parse,
  requireAdministrator,
  type Transaction,
} from '../shared/index.ts'
import { type FieldDefinition, type FieldOption, fieldKinds } from './field.ts'
import { allFields, countActiveFields, maxActiveFields, maxFields, putField } from './field-store.ts'
import { blankAsAbsent, nameSchema, word, wordSchema } from './inputs.ts'
import { allRequestTypes, maxTypes } from './request-type-store.ts'
import { findProduct } from './store.ts'

const helpSchema = z.string().trim().max(200).default('')
const maxOptions = 50
/** With those no longer offered. */
const maxKeptOptions = 200

export const fieldSchema = z.object({
  /** A word under which programs find the answer; it stays. */
  id: wordSchema,
  pt: nameSchema,
  en: nameSchema,
  helpPt: helpSchema,
  helpEn: helpSchema,
  /** It stays: answers were given by it. */
  kind: z.enum(fieldKinds),
  /** With `choice`: a line each, `word: name in Portuguese | name in English`. */
  options: z.string().max(8000).default(''),
  required: z.union([z.boolean(), z.string().transform((text) => text === 'on')]).default(false),
  product: blankAsAbsent(z.string().max(64)),
  /** Request types; none: of every one. */
  types: z.array(z.string().max(64)).max(maxTypes).default([]),
  position: z.coerce.number().pipe(z.int().min(1).max(999)),
})

/** As `options` writes them. */
export function readOptions(text: string): { options: FieldOption[]; problems: FieldProblem[] } {
  const field = 'options'
  const options: FieldOption[] = []
  const problems: FieldProblem[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const [, id, pt = '', en = pt] = /^\s*([^:|]+?)\s*:\s*([^|]+?)\s*(?:\|\s*([^|]+?)\s*)?$/.exec(line) ?? []
    if (!id || !word.test(id) || id.length > 40 || pt.length > 100 || en.length > 100)
      problems.push({ field, code: 'bad-line', params: { line: index + 1, text: line.trim().slice(0, 60) } })
    else if (options.some((option) => option.id === id)) problems.push({ field, code: 'twice' })
    else options.push({ id, names: { pt, en } })
  }
  if (options.length > maxOptions) problems.push({ field, code: 'too-many', params: { max: maxOptions } })
  if (options.length === 0 && problems.length === 0) problems.push({ field, code: 'required' })
  return { options, problems: problems.slice(0, 5) }
}

/** Those that tickets have, offered no more. */
function withGone(options: FieldOption[], held: FieldDefinition | undefined): FieldOption[] {
  const gone = (held?.options ?? []).filter(({ id }) => !options.some((option) => option.id === id))
  return [...options, ...gone.map((option) => ({ ...option, gone: true as const }))].slice(0, maxKeptOptions)
}

/** Every definition, archived ones too. */
export async function listFields(ctx: Context): Promise<FieldDefinition[]> {
  requireAdministrator(ctx)
  return allFields(ctx.db)
}

export async function getField(ctx: Context, id: string): Promise<FieldDefinition> {
  const found = (await listFields(ctx)).find((field) => field.id === id)
  if (!found) throw notFound('field')
  return found
}

async function requireRoom(tx: Transaction, all: readonly FieldDefinition[], isNew: boolean): Promise<void> {
  if ((await countActiveFields(tx)) >= maxActiveFields) throw conflict('too-many-fields')
  if (isNew && all.length >= maxFields) throw conflict('too-many-fields')
}

/** A new field, or how an old one is asked; saving an archived one brings it back. */
export async function saveField(ctx: Context, input: unknown, isNew: boolean): Promise<void> {
  requireAdministrator(ctx)
  const values = parse(fieldSchema, input)
  const { id, kind, product, types, position, required } = values
  const { options, problems } =
    kind === 'choice' ? readOptions(values.options) : { options: [], problems: [] }
  if (product && !(await findProduct(ctx.db, product))) problems.push({ field: 'product', code: 'unknown' })
  const known = types.length > 0 ? await allRequestTypes(ctx.db) : []
  if (types.some((type) => !known.some(({ id }) => id === type)))
    problems.push({ field: 'types', code: 'unknown' })
  if (problems.length > 0) throw invalid(problems)
  await ctx.write(async (tx) => {
    const all = await allFields(tx)
    const held = all.find((field) => field.id === id)
    if (isNew && held) throw conflict('field-exists')
    if (!isNew && !held) throw notFound('field')
    if (held && held.kind !== kind) throw invalid([{ field: 'kind', code: 'invalid' }])
    if (!held || held.archivedAt !== null) await requireRoom(tx, all, !held)
    const field: FieldDefinition = {
      id,
      names: { pt: values.pt, en: values.en },
      help: { pt: values.helpPt, en: values.helpEn },
      kind,
      options: withGone(options, held),
      required,
      productId: product ?? null,
      requestTypes: [...new Set(types)],
      position,
      archivedAt: null,
    }
    await putField(tx, field, ctx.now)
    await recordEvent(ctx, tx, {
      type: held ? 'field.changed' : 'field.created',
      subject: `field:${id}`,
      data: { ...field, before: held ?? null },
    })
  })
}

/** Asked no more; tickets that have an answer keep it. */
export async function archiveField(ctx: Context, input: unknown): Promise<void> {
  requireAdministrator(ctx)
  const { id } = parse(fieldSchema.pick({ id: true }), input)
  await ctx.write(async (tx) => {
    const held = (await allFields(tx)).find((field) => field.id === id)
    if (!held || held.archivedAt !== null) throw notFound('field')
    await putField(tx, { ...held, archivedAt: ctx.now }, ctx.now)
    await recordEvent(ctx, tx, {
      type: 'field.archived',
      subject: `field:${id}`,
      data: { names: held.names },
    })
  })
}
