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

/** Names between braces that are no variables, each once. */
export function unknownVariables(body: string): string[] {
  const names = Array.from(body.matchAll(placeholder), ([, name = '']) => name)
  return [...new Set(names)].filter((name) => !isVariable(name))
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
