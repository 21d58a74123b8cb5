import {
  type Action,
  type Condition,
  choices as choicesOfFacts,
  type Fact,
  type FactName,
  fieldOf,
  type RuleChoices,
  type RuleDefinition,
} from '#domain/rules/index.ts'
import type { Status, WaitingFor } from '#domain/tickets/index.ts'
import { type Lang, texts } from '#i18n/index.ts'

/** What a fact is called; a field by its name. */
export function factWord(lang: Lang, fact: string, choices: Pick<RuleChoices, 'fields'>): string {
  const { rules: t } = texts(lang)
  const key = fieldOf(fact)
  if (key === null) return t.facts[fact as FactName] ?? t.ifs
  return choices.fields.find(({ id }) => id === key)?.names[lang] ?? key
}

/** What somebody types is quoted. */
export function isTyped(fact: string, { fields }: Pick<RuleChoices, 'fields'>): boolean {
  const key = fieldOf(fact)
  return fact === 'words' || (key !== null && fields.find(({ id }) => id === key)?.kind === 'text')
}

function answerWord(lang: Lang, key: string, value: string, { fields }: RuleChoices): string {
  const { fields: t } = texts(lang)
  const field = fields.find(({ id }) => id === key)
  if (field?.kind === 'yes-no') return value === 'yes' ? t.yesNo.yes : t.yesNo.no
  if (field?.kind === 'text') return quoted(lang, value)
  return field?.options.find(({ id }) => id === value)?.names[lang] ?? value
}

function quoted(lang: Lang, value: string): string {
  return lang === 'pt' ? `«${value}»` : `“${value}”`
}

/** What one value of a fact is called. */
export function valueWord(lang: Lang, fact: Fact, value: string, choices: RuleChoices): string {
  const { rules: t, tickets, desk } = texts(lang)
  const key = fieldOf(fact)
  if (key !== null) return answerWord(lang, key, value, choices)
  const word = (words: Readonly<Record<string, string>>): string => words[value] ?? value
  const named = (list: readonly { id: string; name: string }[]): string =>
    list.find(({ id }) => id === value)?.name ?? value
  switch (fact as FactName) {
    case 'priority':
    case 'urgency':
      return word(tickets.levels)
    case 'impact':
      return word(tickets.impacts)
    case 'product':
      return named(choices.products)
    case 'organisation':
      return named(choices.organisations)
    case 'team':
      return named(choices.teams)
    case 'requestType':
      return choices.requestTypes.find(({ id }) => id === value)?.names[lang] ?? value
    case 'line':
      return tickets.lineOf(Number(value))
    case 'queue':
      return choices.queues.find(({ id }) => id === value)?.names[lang] ?? value
    case 'status':
      return word(tickets.statuses)
    case 'waitingFor':
      return word(desk.waitingFors)
    case 'channel':
      return word(tickets.channels)
    case 'words':
      return quoted(lang, value)
    case 'requesterRole':
      return word(t.roles)
    case 'assigned':
      return word(t.assigned)
    case 'hours':
      return word(t.hours)
    case 'clock':
      return word(t.clocks)
  }
}

/** What may be ticked for a fact; null: it is typed. */
export function options(
  lang: Lang,
  fact: Fact,
  choices: RuleChoices,
): { value: string; word: string }[] | null {
  const listed: Partial<Record<FactName, readonly { id: string }[]>> = {
    product: choices.products,
    queue: choices.queues,
    requestType: choices.requestTypes,
    team: choices.teams,
  }
  const values = fieldOf(fact)
    ? answersTo(fact, choices)
    : (choicesOfFacts[fact as FactName] ?? listed[fact as FactName]?.map(({ id }) => id))
  return values?.map((value) => ({ value, word: valueWord(lang, fact, value, choices) })) ?? null
}

function answersTo(fact: Fact, { fields }: RuleChoices): string[] | undefined {
  const field = fields.find(({ id }) => id === fieldOf(fact))
  if (field?.kind === 'yes-no') return ['yes', 'no']
  return field?.kind === 'text' ? undefined : (field?.options.map(({ id }) => id) ?? [])
}

function list(words: readonly string[], last: string): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')}${last}${words.at(-1)}`
}

function conditionWords(lang: Lang, { fact, not, values }: Condition, choices: RuleChoices): string {
  const { rules: t } = texts(lang)
  const said = values.map((value) => valueWord(lang, fact, value, choices))
  const name = factWord(lang, fact, choices)
  const plain = `${name.charAt(0).toLowerCase()}${name.slice(1)}`
  return `${plain}${t.verbs[isTyped(fact, choices) ? 'has' : 'is'][not ? 'no' : 'yes']} ${list(said, t.or)}`
}

function actionWords(lang: Lang, action: Action, choices: RuleChoices): string {
  const { rules: t, tickets, lines, desk } = texts(lang)
  switch (action.kind) {
    case 'assign': {
      const { person } = action
      const name = choices.people.find(({ id }) => id === person)?.name ?? person
      return name ? t.deeds.assign(name) : t.deeds.unassign
    }
    case 'escalate':
      return t.deeds.escalate(tickets.lineOf(action.line), lines.reasons[action.why].toLowerCase())
    case 'priority': {
      const { impact, urgency } = action
      const parts = [
        impact && t.deeds.impact(tickets.impacts[impact]),
        urgency && t.deeds.urgency(tickets.levels[urgency]),
      ]
      return t.deeds.priority(
        list(
          parts.filter((part) => part !== undefined),
          t.and,
        ),
      )
    }
    case 'status': {
      const waits = action.waitingFor && desk.waits[action.waitingFor as WaitingFor]
      return t.deeds.status(waits ?? tickets.statuses[action.status as Status])
    }
    case 'queue':
      return t.deeds.queue(valueWord(lang, 'queue', action.queue, choices))
    case 'team':
      return t.deeds.team(valueWord(lang, 'team', action.team, choices))
    case 'request-type':
      return t.deeds.requestType(valueWord(lang, 'requestType', action.requestType, choices))
    default:
      return t.deeds[action.kind]
  }
}

/** A rule in three parts of a sentence. */
export function ruleWords(
  lang: Lang,
  { when, conditions, actions }: RuleDefinition,
  choices: RuleChoices,
): { when: string; ifs: string; thens: string } {
  const { rules: t } = texts(lang)
  return {
    when: list(
      when.map((trigger) => t.triggers[trigger]),
      t.or,
    ),
    ifs: conditions.map((condition) => conditionWords(lang, condition, choices)).join('; '),
    thens: list(
      actions.map((action) => actionWords(lang, action, choices)),
      t.and,
    ),
  }
}

/** Why an action was refused: `code` of the verb, or `field: code`. */
export function refusalWords(lang: Lang, code: string): string {
  const { rules: t, errors } = texts(lang)
  const own = (t.codes as Readonly<Record<string, string>>)[code]
  const [, fault] = code.split(': ')
  return own ?? (fault ? errors.field(fault, {}) : errors.refusal(code))
}
