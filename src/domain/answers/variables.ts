import type { FieldProblem } from '../shared/index.ts'

/** What a template may be filled with. */
export const variables = [
  'customer.name',
  'customer.firstName',
  'organisation.name',
  'ticket.reference',
  'ticket.subject',
  'product.name',
  'product.version',
  'planned.version',
  'due.firstResponse',
  'due.resolution',
  'support.opens',
  'agent.name',
] as const

export type Variable = (typeof variables)[number]

const placeholder = /\{\{\s*([\w.-]*)\s*\}\}/g

export function isVariable(name: string): name is Variable {
  return (variables as readonly string[]).includes(name)
}

function namesIn(body: string): string[] {
  return [...new Set(Array.from(body.matchAll(placeholder), ([, name = '']) => name))]
}

/** Names between braces that are no variables, each once. */
export function unknownVariables(body: string): string[] {
  return namesIn(body).filter((name) => !isVariable(name))
}

/** Variables that a text still has: nothing took their place. */
export function leftVariables(body: string): Variable[] {
  return namesIn(body).filter(isVariable)
}

/** What is wrong with the variables of a text that is to be filled: one that is none, or braces that name none. */
export function variableProblem(text: string, field: string): FieldProblem | null {
  const [unknown] = unknownVariables(text)
  if (unknown !== undefined) return { field, code: 'unknown-variable', params: { name: unknown } }
  return text.replace(placeholder, '').includes('{{') ? { field, code: 'open-braces' } : null
}

/**
 * Puts the values in. What there is no value for stays as it is, so that whoever sends it sees it; also a variable that is
 * gone since the text was written. `whole`: nothing stayed.
 */
export function fill(
  body: string,
  values: Readonly<Record<Variable, string | null>>,
): { body: string; missing: Variable[]; whole: boolean } {
  const missing = new Set<Variable>()
  const filled = body.replace(placeholder, (whole, name: string) => {
    if (!isVariable(name)) return whole
    const value = values[name]
    if (value === null || value === '') missing.add(name)
    return value || whole
  })
  const whole = missing.size === 0 && unknownVariables(body).length === 0
  return { body: filled, missing: [...missing], whole }
}
