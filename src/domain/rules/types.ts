import type { FieldProblem } from '../shared/index.ts'
import type { FieldDefinition, QueueDefinition, RequestType } from '../tickets/index.ts'
import type { Stop } from './chain.ts'
import type { ActionKind, RuleDefinition, Trigger } from './definition.ts'

export type Rule = {
  id: string
  name: string
  /** Acts on events after this one; null: switched off. */
  activeFrom: number | null
  version: number
  definition: RuleDefinition
  savedBy: string
  savedAt: number
  archived: boolean
}

/** A rule in the list: what of it no longer fits, and what it did. */
export type ListedRule = Rule & {
  problems: FieldProblem[]
  lastRunAt: number | null
  /** Of the last thirty days. */
  stops: number
}

export type RuleVersion = {
  version: number
  name: string
  definition: RuleDefinition
  /** The version whose words it has again. */
  restored: number | null
  savedBy: string
  savedAt: number
}

/** What rules may speak of, with names. */
export type RuleChoices = {
  people: { id: string; name: string; line: number | null }[]
  products: { id: string; name: string }[]
  queues: Pick<QueueDefinition, 'id' | 'names'>[]
  /** Those in use. */
  requestTypes: Pick<RequestType, 'id' | 'names' | 'productIds'>[]
  /** Those in use. */
  teams: { id: string; name: string }[]
  /** Those in use that conditions can ask, with what is still offered. */
  fields: Pick<FieldDefinition, 'id' | 'names' | 'kind' | 'options'>[]
  /** Those that the rule names, and the first two hundred. */
  organisations: { id: string; name: string }[]
}

export type StepOutcome = 'done' | 'nothing' | 'refused'
/** What came of an action. `code`: why it was refused. */
export type Step = { kind: ActionKind; outcome: StepOutcome; code: string | null }

export type RunOutcome = 'done' | 'refused' | 'stopped' | 'failed'

export type RuleRun = {
  id: string
  version: number
  eventId: number
  reference: string
  subject: string
  trigger: Trigger
  at: number
  outcome: RunOutcome
  reason: Stop | 'unexpected' | null
  /** Names of the rules that led to it. */
  path: string[]
  steps: Step[]
}

export type DryRun = {
  /** How many tickets were looked at, and when the oldest of them was opened. */
  tickets: number
  since: number | null
  /** How many of them the rule would have acted on, and how often in all. */
  matched: number
  runs: number
  /** The newest of them. */
  items: { reference: string; subject: string; at: number; trigger: Trigger; more: number; steps: Step[] }[]
}
