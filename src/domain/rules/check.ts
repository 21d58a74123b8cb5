import { type Variable, variableProblem, variables } from '../answers/index.ts'
import type { FieldProblem } from '../shared/index.ts'
import { isOfProduct } from '../tickets/index.ts'
import { type Action, type Condition, fieldOf, type RuleDefinition } from './definition.ts'
import type { RuleChoices } from './types.ts'

/** What a rule's texts may be filled with: nobody writes them. */
export const ruleVariables: readonly Variable[] = variables.filter((name) => name !== 'agent.name')

const textFields = ['summary', 'tried', 'text', 'pt', 'en'] as const

/** What is wrong with a text's variables, or one that has no value where nobody writes. */
export function variableProblems(text: string, field: string): FieldProblem[] {
  const wrong = variableProblem(text, field)
  if (wrong) return [wrong]
  const lacks = /\{\{\s*agent\.name\s*\}\}/.test(text)
  return lacks ? [{ field, code: 'variable-not-here', params: { name: 'agent.name' } }] : []
}

function textProblems(action: Action, path: string): FieldProblem[] {
  const texts = action as Partial<Record<(typeof textFields)[number], string>>
  return textFields.flatMap((field) => variableProblems(texts[field] ?? '', `${path}.${field}`))
}

type Conditions = readonly Condition[]

/** Of which products a ticket is, as the conditions say; null: they leave it open. */
function productsAsked(conditions: Conditions): readonly string[] | null {
  return conditions.find(({ fact, not }) => fact === 'product' && !not)?.values ?? null
}

/** What the conditions leave open is refused on the ticket, as the dry run shows. */
function typeProblemOf(
  requestType: string,
  conditions: Conditions,
  { requestTypes }: RuleChoices,
): 'gone' | 'type-not-of-product' | null {
  const type = requestTypes.find(({ id }) => id === requestType)
  if (!type) return 'gone'
  const fits = (productsAsked(conditions) ?? []).every((product) => isOfProduct(type, product))
  return fits ? null : 'type-not-of-product'
}

function actionProblems(
  action: Action,
  path: string,
  conditions: Conditions,
  known: RuleChoices,
): FieldProblem[] {
  const { people, queues } = known
  const problem = (field: string): FieldProblem => ({ field: `${path}.${field}`, code: 'gone' })
  if (action.kind === 'queue') return queues.some(({ id }) => id === action.queue) ? [] : [problem('queue')]
  if (action.kind === 'team') return known.teams.some(({ id }) => id === action.team) ? [] : [problem('team')]
  if (action.kind === 'request-type') {
    const code = typeProblemOf(action.requestType, conditions, known)
    return code ? [{ field: `${path}.requestType`, code }] : []
  }
  if ((action.kind === 'assign' || action.kind === 'escalate') && action.person) {
    const person = people.find(({ id }) => id === action.person)
    if (!person) return [problem('person')]
    if (action.kind === 'escalate' && person.line !== action.line)
      return [{ field: `${path}.person`, code: 'not-of-line' }]
  }
  return []
}

/** Whether a condition asks what no ticket says any more. */
function isGone({ fact, values }: Condition, known: RuleChoices): boolean {
  const key = fieldOf(fact)
  if (key === null) {
    const { products, requestTypes, teams, organisations, queues } = known
    const among = {
      product: products,
      requestType: requestTypes,
      team: teams,
      organisation: organisations,
      queue: queues,
    }
    const list = among[fact as keyof typeof among]
    return list !== undefined && values.some((value) => !list.some(({ id }) => id === value))
  }
  const field = known.fields.find(({ id }) => id === key)
  if (!field || field.kind === 'date') return true
  if (field.kind === 'yes-no') return values.some((value) => value !== 'yes' && value !== 'no')
  return field.kind === 'choice' && values.some((value) => !field.options.some(({ id }) => id === value))
}

/** What a rule speaks of that is not there, or no longer. */
export function problemsOf(
  { conditions, actions }: Pick<RuleDefinition, 'conditions' | 'actions'>,
  known: RuleChoices,
): FieldProblem[] {
  return [
    ...conditions.flatMap((condition, at) =>
      isGone(condition, known) ? [{ field: `conditions.${at}.values`, code: 'gone' }] : [],
    ),
    ...actions.flatMap((action, at) => [
      ...actionProblems(action, `actions.${at}`, conditions, known),
      ...textProblems(action, `actions.${at}`),
    ]),
  ]
}
