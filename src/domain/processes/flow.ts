import type { FieldProblem } from '../shared/index.ts'
import type { ProcessDefinition, ProcessField, ProcessStep } from './definition.ts'

/** Where a way leads when there is no further step. */
export const end = 'end'

type Steps = readonly ProcessStep[]

function duplicates(values: readonly string[], path: (at: number) => string, code = 'twice'): FieldProblem[] {
  return values.flatMap((value, at) => (values.indexOf(value) < at ? [{ field: path(at), code }] : []))
}

/** Steps that are come to from these, themselves among them. */
function reachable(from: readonly string[], ways: ReadonlyMap<string, readonly string[]>): Set<string> {
  const seen = new Set(from)
  for (const id of seen) for (const to of ways.get(id) ?? []) seen.add(to)
  return seen
}

function waysOf(steps: Steps): Map<string, string[]> {
  return new Map(steps.map(({ id, next }) => [id, next.map(({ to }) => to)]))
}

function reversed(ways: ReadonlyMap<string, readonly string[]>): Map<string, string[]> {
  const back = new Map<string, string[]>()
  for (const [id, tos] of ways) for (const to of tos) back.set(to, [...(back.get(to) ?? []), id])
  return back
}

function fieldProblems({ fields }: ProcessStep, path: string): FieldProblem[] {
  return [
    ...duplicates(
      fields.map(({ key }) => key),
      (at) => `${path}.fields.${at}.key`,
    ),
    ...fields.flatMap(({ options = [] }, at) =>
      duplicates(
        options.map(({ value }) => value),
        (option) => `${path}.fields.${at}.options.${option}.value`,
      ),
    ),
  ]
}

function conditionProblem(
  fields: readonly ProcessField[],
  { field: key, is }: { field: string; is: string },
  path: string,
): FieldProblem[] {
  const field = fields.find((each) => each.key === key)
  if (!field) return [{ field: `${path}.field`, code: 'unknown-field' }]
  if (field.kind !== 'choice' && field.kind !== 'yes-no')
    return [{ field: `${path}.field`, code: 'not-a-choice' }]
  const values = field.kind === 'yes-no' ? ['yes', 'no'] : (field.options ?? []).map(({ value }) => value)
  return values.includes(is) ? [] : [{ field: `${path}.is`, code: 'unknown-value' }]
}

/** Buttons are all named and one of them is free; ways without names end with one that always applies. */
function wayProblems({ next, fields }: ProcessStep, path: string, ids: readonly string[]): FieldProblem[] {
  const named = next.filter(({ names }) => names !== undefined).length
  const problems = next.flatMap(({ to, when }, at) => [
    ...(to === end || ids.includes(to) ? [] : [{ field: `${path}.next.${at}.to`, code: 'unknown-step' }]),
    ...(when ? conditionProblem(fields, when, `${path}.next.${at}.when`) : []),
  ])
  if (named > 0 && named < next.length) problems.push({ field: `${path}.next`, code: 'mixed-ways' })
  else if (named > 0 && next.every(({ when }) => when))
    problems.push({ field: `${path}.next`, code: 'no-free-button' })
  else if (named === 0) {
    if (next.at(-1)?.when) problems.push({ field: `${path}.next`, code: 'no-last-way' })
    const shut = next.findIndex(({ when }, at) => !when && at < next.length - 1)
    if (shut >= 0) problems.push({ field: `${path}.next.${shut + 1}`, code: 'never-taken' })
  }
  return problems
}

/** A step from which one comes back to it without anything to fill in. */
function idleLoops(steps: Steps): FieldProblem[] {
  const idle = new Set(steps.filter(({ fields }) => fields.length === 0).map(({ id }) => id))
  const ways = new Map(
    [...waysOf(steps)]
      .filter(([id]) => idle.has(id))
      .map(([id, tos]) => [id, tos.filter((to) => idle.has(to))]),
  )
  return steps.flatMap(({ id }, at) =>
    idle.has(id) && reachable(ways.get(id) ?? [], ways).has(id)
      ? [{ field: `steps.${at}.next`, code: 'loop-without-form' }]
      : [],
  )
}

/** What is wrong with how the steps hang together. */
export function flowProblems({ steps }: Pick<ProcessDefinition, 'steps'>): FieldProblem[] {
  const ids = steps.map(({ id }) => id)
  const local = [
    ...duplicates(ids, (at) => `steps.${at}.id`),
    ...ids.flatMap((id, at) => (id === end ? [{ field: `steps.${at}.id`, code: 'reserved' }] : [])),
    ...steps.flatMap((step, at) => [
      ...fieldProblems(step, `steps.${at}`),
      ...wayProblems(step, `steps.${at}`, ids),
    ]),
  ]
  // Of a plan with holes the rest says nothing.
  if (local.length > 0) return local
  const ways = waysOf(steps)
  const seen = reachable(ids.slice(0, 1), ways)
  const ending = reachable([end], reversed(ways))
  return [
    ...steps.flatMap(({ id }, at) =>
      seen.has(id) ? [] : [{ field: `steps.${at}.id`, code: 'unreachable' }],
    ),
    ...steps.flatMap(({ id }, at) =>
      ending.has(id) ? [] : [{ field: `steps.${at}.next`, code: 'no-way-out' }],
    ),
    ...idleLoops(steps),
  ]
}
