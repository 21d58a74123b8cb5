import { fold, wordsOf } from '#words/index.ts'
import type { FieldKind, Level, Status, WaitingFor } from '../tickets/index.ts'
import { type Condition, type FactName, fieldOf, type RuleDefinition, type Trigger } from './definition.ts'

/** What conditions may ask, as far as it is so at one moment. */
export type Facts = {
  priority: Level
  urgency: Level
  impact: Level
  product: string | null
  requestType: string | null
  team: string | null
  organisation: string
  line: number
  queue: string
  status: Status
  waitingFor: WaitingFor | null
  channel: string
  requesterRole: string
  assignee: string | null
  /** Whether support is open. */
  open: boolean
  /** Of a warning. */
  clock: string | null
  /** Subject and first message, by `searchable`; empty where no condition asks. */
  words: string
  /** Answers by the key of their field. */
  fields: Readonly<Record<string, string>>
}

/** Of which kind each field is; one that is not there is text. */
export type Kinds = ReadonlyMap<string, FieldKind>

/** A text as conditions look for words in it: folded, each word between spaces. */
export function searchable(text: string): string {
  return ` ${wordsOf(fold(text)).join(' ')} `
}

/** Whole words, one behind the other; `certific*` finds what begins so. Without any word it finds nothing. */
export function hasWords(words: string, sought: string): boolean {
  const begins = sought.trimEnd().endsWith('*')
  const phrase = searchable(sought).trim()
  return phrase !== '' && words.includes(` ${phrase}${begins ? '' : ' '}`)
}

const asked: Record<Exclude<FactName, 'words'>, (facts: Facts) => string | null> = {
  priority: ({ priority }) => priority,
  urgency: ({ urgency }) => urgency,
  impact: ({ impact }) => impact,
  product: ({ product }) => product,
  requestType: ({ requestType }) => requestType,
  team: ({ team }) => team,
  organisation: ({ organisation }) => organisation,
  line: ({ line }) => String(line),
  queue: ({ queue }) => queue,
  status: ({ status }) => status,
  waitingFor: ({ status, waitingFor }) => (status === 'waiting' ? waitingFor : null),
  channel: ({ channel }) => channel,
  requesterRole: ({ requesterRole }) => requesterRole,
  assigned: ({ assignee }) => (assignee === null ? 'nobody' : 'somebody'),
  hours: ({ open }) => (open ? 'open' : 'closed'),
  clock: ({ clock }) => clock,
}

function hasAny({ fact, values }: Condition, facts: Facts, kinds: Kinds): boolean {
  if (fact === 'words') return values.some((value) => hasWords(facts.words, value))
  const field = fieldOf(fact)
  const said =
    field === null ? asked[fact as Exclude<FactName, 'words'>](facts) : (facts.fields[field] ?? null)
  if (said === null) return false
  if (field === null || (kinds.get(field) ?? 'text') !== 'text') return values.includes(said)
  const words = searchable(said)
  return values.some((value) => hasWords(words, value))
}

/** What a ticket does not say is none of the values. */
export function holds(condition: Condition, facts: Facts, kinds: Kinds): boolean {
  return hasAny(condition, facts, kinds) !== (condition.not ?? false)
}

/** Whether a rule is to act: on one of its occasions, with all of its conditions. */
export function matches(
  { when, conditions }: Pick<RuleDefinition, 'when' | 'conditions'>,
  trigger: Trigger,
  facts: Facts,
  kinds: Kinds,
): boolean {
  return when.includes(trigger) && conditions.every((condition) => holds(condition, facts, kinds))
}

export function asks({ conditions }: Pick<RuleDefinition, 'conditions'>, fact: FactName): boolean {
  return conditions.some((condition) => condition.fact === fact)
}
