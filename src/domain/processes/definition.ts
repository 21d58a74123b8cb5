import { z } from 'zod'
import { type FieldProblem, invalid, isDomainError, parse } from '../shared/index.ts'
import { levels } from '../tickets/index.ts'
import { flowProblems } from './flow.ts'

export const mostSteps = 20
export const mostFields = 20
export const fieldKinds = ['text', 'long-text', 'choice', 'date', 'yes-no'] as const
export type FieldKind = (typeof fieldKinds)[number]

const word = z
  .string()
  .max(40)
  .refine((value) => /^[a-z][a-z0-9-]*$/.test(value), 'not-a-word')
const name = z
  .string()
  .transform((value) => value.replace(/\s+/g, ' ').trim())
  .pipe(z.string().min(1).max(120))
const names = z.strictObject({ pt: name, en: name })
const text = (max: number): z.ZodType<string> =>
  z
    .string()
    .transform((value) => value.replaceAll('\r\n', '\n').replaceAll('\0', '').trim())
    .pipe(z.string().min(1).max(max)) as never
const level = z.enum(levels as [string, ...string[]] as ['low', 'normal', 'high', 'critical'])

const field = z
  .strictObject({
    key: word,
    names,
    kind: z.enum(fieldKinds),
    required: z.boolean().default(false),
    /** Of a choice. */
    options: z
      .array(z.strictObject({ value: word, names }))
      .min(1)
      .max(30)
      .optional(),
  })
  .superRefine(({ kind, options }, ctx) => {
    if (kind === 'choice' && !options)
      ctx.addIssue({ code: 'custom', path: ['options'], message: 'required' })
    if (kind !== 'choice' && options)
      ctx.addIssue({ code: 'custom', path: ['options'], message: 'options-of-choice' })
  })

/** A way on: with a name it is a button, without names the first that applies is taken. */
const way = z.strictObject({
  to: word,
  names: names.optional(),
  /** Only if a choice or a yes-no field of the step has this value. */
  when: z
    .strictObject({
      field: word,
      is: z.union([word, z.boolean().transform((value) => (value ? 'yes' : 'no'))]),
    })
    .optional(),
})

const action = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('status'),
      status: z.enum(['open', 'waiting', 'resolved', 'closed']),
      waitingFor: z.enum(['customer', 'engineering', 'third-party']).optional(),
    }),
    z.strictObject({ kind: z.literal('queue'), queue: z.string().min(1).max(64) }),
    z.strictObject({ kind: z.literal('request-type'), requestType: z.string().min(1).max(64) }),
    /** As typed its name, or its identifier; as kept its identifier. */
    z.strictObject({ kind: z.literal('team'), team: z.string().min(1).max(64) }),
    z.strictObject({
      kind: z.literal('priority'),
      impact: level.optional(),
      urgency: level.optional(),
      reason: text(500),
    }),
    z.strictObject({ kind: z.literal('note'), text: text(10_000) }),
  ])
  .superRefine((value, ctx) => {
    const missing = (path: string): void =>
      ctx.addIssue({ code: 'custom', path: [path], message: 'required' })
    if (value.kind === 'status' && value.status === 'waiting' && !value.waitingFor) missing('waitingFor')
    if (value.kind === 'status' && value.status !== 'waiting' && value.waitingFor)
      ctx.addIssue({ code: 'custom', path: ['waitingFor'], message: 'waiting-only' })
    if (value.kind === 'priority' && !value.impact && !value.urgency) missing('impact')
  })

const actions = z.array(action).max(8).default([])

const step = z.strictObject({
  id: word,
  names,
  by: z.enum(['customer', 'agent']),
  /** Markdown above the form. */
  text: z.strictObject({ pt: text(4000), en: text(4000) }).optional(),
  fields: z.array(field).max(mostFields).default([]),
  next: z.array(way).min(1).max(10),
  /** Done on coming to the step. */
  enter: actions,
})

const schema = z.strictObject({
  id: word.refine((value) => value !== 'new', 'reserved'),
  names,
  /** The first one is the beginning. */
  steps: z.array(step).min(1).max(mostSteps),
  /** Done when the process ends. */
  end: actions,
})

export type ProcessDefinition = z.output<typeof schema>
export type ProcessStep = ProcessDefinition['steps'][number]
export type ProcessField = ProcessStep['fields'][number]
export type Way = ProcessStep['next'][number]
export type ProcessAction = ProcessDefinition['end'][number]

/** Names that the schema knows nothing of, each by its own path: a misspelt one would be left out without a word. */
function unknownNames(input: unknown): FieldProblem[] {
  const { error } = schema.safeParse(input)
  return (error?.issues ?? []).flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ field: [...issue.path, key].map(String).join('.'), code: 'unknown-name' }))
      : [],
  )
}

/** Of what is one of several words the schema says only that it is none of them. */
function isAbsent(input: unknown, path: string): boolean {
  let node = input
  for (const part of path.split('.')) {
    if (typeof node !== 'object' || node === null) return false
    node = (node as Record<string, unknown>)[part]
  }
  return node === undefined
}

/** Whatever was typed as a definition. @throws DomainError `invalid` with every fault, by field */
export function readDefinition(input: unknown): ProcessDefinition {
  const unknown = unknownNames(input)
  let definition: ProcessDefinition
  try {
    definition = parse(schema, input)
  } catch (error) {
    if (!isDomainError(error)) throw error
    const holders = unknown.map(({ field: path }) => path.replace(/(^|\.)[^.]*$/, '') || 'form')
    const rest = error.fields.filter(({ field: path, code }) => code !== 'invalid' || !holders.includes(path))
    const named = rest.map((each) =>
      each.code === 'invalid' && isAbsent(input, each.field) ? { ...each, code: 'required' } : each,
    )
    throw invalid([...unknown, ...named])
  }
  const problems = flowProblems(definition)
  if (problems.length > 0) throw invalid(problems)
  return definition
}
