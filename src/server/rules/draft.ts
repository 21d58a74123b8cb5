import {
  type Fact,
  factNames,
  fieldOf,
  organisationNamed,
  type Rule,
  type RuleChoices,
} from '#domain/rules/index.ts'
import type { Context } from '#domain/shared/index.ts'
import type { Form } from '../http/form.ts'

/** `not`: `not` or nothing. */
export type DraftCondition = { fact: string; not: string; values: string[] }
export type DraftAction = Record<string, string> & { kind: string }

/** A rule as its form holds it: everything is text, right or wrong. */
export type Draft = {
  version: string
  name: string
  enabled: boolean
  when: string[]
  conditions: DraftCondition[]
  actions: DraftAction[]
}

export const mostConditions = 10
export const mostActions = 8

export const emptyDraft: Draft = {
  version: '0',
  name: '',
  enabled: false,
  when: [],
  conditions: [],
  actions: [],
}

/** What each kind of action asks for. */
export const actionFields: Record<string, readonly string[]> = {
  assign: ['person'],
  escalate: ['line', 'why', 'summary', 'tried', 'person'],
  priority: ['impact', 'urgency', 'reason'],
  status: ['status', 'waitingFor'],
  queue: ['queue'],
  'request-type': ['requestType'],
  team: ['team'],
  note: ['text'],
  answer: ['pt', 'en'],
}

/** What parts the values that are typed; null: they are ticked. */
export function parting(fact: string, { fields }: Pick<RuleChoices, 'fields'>): string | null {
  const key = fieldOf(fact)
  if (key !== null) return fields.find(({ id }) => id === key)?.kind === 'text' ? ',' : null
  return { words: ',', organisation: ';' }[fact] ?? null
}

/** Every fact that a condition may ask. */
export function factsFrom({
  fields,
  requestTypes,
  teams,
}: Pick<RuleChoices, 'fields' | 'requestTypes' | 'teams'>): Fact[] {
  const some = { requestType: requestTypes.length > 0, team: teams.length > 0 } as Partial<
    Record<Fact, boolean>
  >
  const known = factNames.filter((fact) => some[fact] ?? true)
  return [...known, ...fields.map(({ id }): Fact => `field:${id}`)]
}

/** The same fact twice: one thing that it is, and one that it is not. */
export function freeFacts(draft: Draft, choices: RuleChoices): Fact[] {
  const times = (fact: Fact): number => draft.conditions.filter((one) => one.fact === fact).length
  return factsFrom(choices).filter((fact) => times(fact) < 2)
}

function isFact(fact: string): boolean {
  return (factNames as readonly string[]).includes(fact) || fieldOf(fact) !== null
}

function partsOf(text: string, by: string): string[] {
  return text
    .split(by)
    .map((part) => part.trim())
    .filter(Boolean)
}

export function readDraft(form: Form, choices: Pick<RuleChoices, 'fields'>): Draft {
  const rows = (name: string, first: string, most: number, known: (value: string) => boolean): number[] =>
    Array.from({ length: most }, (_, at) => at).filter((at) => known(form.get(`${name}.${at}.${first}`)))
  return {
    version: form.get('version'),
    name: form.get('name'),
    enabled: form.get('enabled') === 'on',
    when: form.all('when'),
    conditions: rows('conditions', 'fact', mostConditions, isFact).map((at) => {
      const fact = form.get(`conditions.${at}.fact`)
      const values = form.all(`conditions.${at}.values`)
      const by = parting(fact, choices)
      const not = form.get(`conditions.${at}.not`)
      return { fact, not, values: by ? partsOf(values.join(by), by) : values }
    }),
    actions: rows('actions', 'kind', mostActions, (kind) => Object.hasOwn(actionFields, kind)).map((at) => {
      const kind = form.get(`actions.${at}.kind`)
      const fields = (actionFields[kind] ?? []).map((name) => [name, form.get(`actions.${at}.${name}`)])
      return { ...Object.fromEntries(fields), kind }
    }),
  }
}

export function draftOf({ version, name, activeFrom, definition }: Rule, choices: RuleChoices): Draft {
  const nameOf = (id: string): string => choices.organisations.find((one) => one.id === id)?.name ?? id
  return {
    version: String(version),
    name,
    enabled: activeFrom !== null,
    when: [...definition.when],
    conditions: definition.conditions.map(({ fact, not, values }) => ({
      fact,
      not: not ? 'not' : '',
      values: fact === 'organisation' ? values.map(nameOf) : [...values],
    })),
    actions: definition.actions.map((action) => {
      const { kind, ...fields } = action
      const texts = Object.entries(fields).map(([key, value]) => [key, String(value ?? '')])
      return { ...Object.fromEntries(texts), kind }
    }),
  }
}

/** What a verb takes: organisations by identifier, whatever they were typed as. */
export async function inputOf(
  ctx: Context,
  draft: Draft,
  id: string | null,
): Promise<Record<string, unknown>> {
  const conditions = await Promise.all(
    draft.conditions.map(async ({ fact, not, values }) => {
      if (fact !== 'organisation') return { fact, not, values }
      const ids = values.slice(0, 20).map(async (said) => (await organisationNamed(ctx, said)) ?? said)
      return { fact, not, values: await Promise.all(ids) }
    }),
  )
  return { ...draft, id, conditions }
}

/** The draft after one of the buttons that change its rows; null: it was none of them. */
export function rearranged(draft: Draft, deed: string, form: Form, choices: RuleChoices): Draft | null {
  const { conditions, actions } = draft
  const [what = '', index = ''] = deed.split(':')
  const at = Number(index)
  const without = <T>(rows: readonly T[]): T[] => rows.filter((_, row) => row !== at)
  switch (what) {
    case 'add-condition': {
      const fact = form.get('newFact')
      const fits = freeFacts(draft, choices).some((one) => one === fact) && conditions.length < mostConditions
      return fits ? { ...draft, conditions: [...conditions, { fact, not: '', values: [] }] } : draft
    }
    case 'add-action': {
      const kind = form.get('newAction')
      const fits = Object.hasOwn(actionFields, kind) && actions.length < mostActions
      return fits ? { ...draft, actions: [...actions, { kind }] } : draft
    }
    case 'remove-condition':
      return { ...draft, conditions: without(conditions) }
    case 'remove-action':
      return { ...draft, actions: without(actions) }
    case 'up-action': {
      const [before, own] = [actions[at - 1], actions[at]]
      if (!before || !own) return draft
      return { ...draft, actions: [...actions.slice(0, at - 1), own, before, ...actions.slice(at + 1)] }
    }
    default:
      return null
  }
}
