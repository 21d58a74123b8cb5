import { z } from 'zod'
import { escalationReasons, levels, statuses, waitingFors } from '../tickets/index.ts'

export const triggers = [
  'opened',
  'customer-replied',
  'agent-replied',
  'status-changed',
  'priority-changed',
  'escalated',
  'handed-back',
  'warned-50',
  'warned-80',
  'warned-100',
  'reopened',
  'closed',
  'rated',
  'fields-changed',
  'type-changed',
] as const
export type Trigger = (typeof triggers)[number]

/** What a condition asks of a ticket, or of what happened to it. */
export const factNames = [
  'priority',
  'urgency',
  'impact',
  'product',
  'requestType',
  'team',
  'organisation',
  'line',
  'queue',
  'status',
  'waitingFor',
  'channel',
  'words',
  'requesterRole',
  'assigned',
  'hours',
  'clock',
] as const
export type FactName = (typeof factNames)[number]

/** What a ticket answered to a field, by the field's key. */
export type FieldFact = `field:${string}`
export type Fact = FactName | FieldFact

const fieldFact = /^field:[a-z0-9-]{1,64}$/

/** The key of the field that a fact is the answer to; null: it is another fact. */
export function fieldOf(fact: string): string | null {
  return fieldFact.test(fact) ? fact.slice('field:'.length) : null
}

/** What may be chosen for a fact; null: it is in the database, or is text. */
export const choices: Record<FactName, readonly string[] | null> = {
  priority: levels,
  urgency: levels,
  impact: levels,
  product: null,
  requestType: null,
  team: null,
  organisation: null,
  line: ['1', '2', '3'],
  queue: null,
  status: statuses.filter((status) => status !== 'merged'),
  waitingFor: waitingFors,
  channel: ['web', 'mail', 'api'],
  words: null,
  requesterRole: ['customer', 'customer-manager', 'partner'],
  assigned: ['nobody', 'somebody'],
  hours: ['open', 'closed'],
  clock: ['first-response', 'update', 'resolution', 'line'],
}

const blank = z.literal('').transform(() => undefined)
const optional = <T extends z.ZodType>(schema: T) => z.union([blank, schema]).optional()
const clean = z.string().transform((value) => value.replaceAll('\r\n', '\n').replaceAll('\0', '').trim())
const text = clean.pipe(z.string().min(1).max(10_000))
const level = z.enum(levels as [string, ...string[]] as ['low', 'normal', 'high', 'critical'])
const id = z.string().max(64)

const factSchema = z.union([
  z.enum(factNames),
  z.custom<FieldFact>((value) => typeof value === 'string' && fieldOf(value) !== null),
])

/** One of its values is enough; with `not`, none of them may be so. */
const condition = z
  .object({
    fact: factSchema,
    not: z.union([z.boolean(), z.enum(['', 'not']).transform((value) => value === 'not')]).optional(),
    values: z.array(z.string().trim().min(1).max(100)).min(1).max(20),
  })
  .superRefine(({ fact, values }, ctx) => {
    const known = fieldOf(fact) === null ? choices[fact as FactName] : null
    if (known && values.some((value) => !known.includes(value)))
      ctx.addIssue({ code: 'custom', path: ['values'], message: 'unknown' })
  })

export const actionKinds = [
  'assign',
  'escalate',
  'priority',
  'status',
  'queue',
  'request-type',
  'team',
  'note',
  'answer',
] as const
export type ActionKind = (typeof actionKinds)[number]

/** What is critical, lacks access or runs out of time goes up before anything was tried. */
const untried: readonly string[] = ['critical', 'access', 'breach']

const action = z
  .discriminatedUnion('kind', [
    /** To nobody where it names none. */
    z.object({ kind: z.literal('assign'), person: optional(id) }),
    z.object({
      kind: z.literal('escalate'),
      line: z.coerce.number().pipe(z.union([z.literal(2), z.literal(3)])),
      why: z.enum(escalationReasons),
      summary: text,
      tried: optional(text),
      person: optional(id),
    }),
    z.object({
      kind: z.literal('priority'),
      impact: optional(level),
      urgency: optional(level),
      reason: clean.pipe(z.string().min(1).max(500)),
    }),
    z.object({
      kind: z.literal('status'),
      status: z.enum(['open', 'waiting', 'resolved', 'closed']),
      waitingFor: optional(z.enum(['customer', 'engineering', 'third-party', 'planned-version'])),
    }),
    z.object({ kind: z.literal('queue'), queue: id.min(1) }),
    z.object({ kind: z.literal('request-type'), requestType: id.min(1) }),
    z.object({ kind: z.literal('team'), team: id.min(1) }),
    z.object({ kind: z.literal('note'), text }),
    /** In the requester's language, or in the one that there is. */
    z.object({ kind: z.literal('answer'), pt: optional(text), en: optional(text) }),
  ])
  .superRefine((value, ctx) => {
    const missing = (path: string): void =>
      ctx.addIssue({ code: 'custom', path: [path], message: 'required' })
    if (value.kind === 'escalate' && !value.tried && !untried.includes(value.why)) missing('tried')
    if (value.kind === 'priority' && !value.impact && !value.urgency) missing('impact')
    if (value.kind === 'status' && value.status === 'waiting' && !value.waitingFor) missing('waitingFor')
    if (value.kind === 'answer' && !value.pt && !value.en) missing('pt')
  })

export const definitionSchema = z.object({
  /** One of them is enough. */
  when: z.array(z.enum(triggers)).min(1).max(triggers.length),
  /** All of them. */
  conditions: z.array(condition).max(10).default([]),
  /** In this order. */
  actions: z.array(action).min(1).max(8),
})

export type RuleDefinition = z.output<typeof definitionSchema>
export type Condition = RuleDefinition['conditions'][number]
export type Action = RuleDefinition['actions'][number]
