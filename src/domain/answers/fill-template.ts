import type { AnswerTemplate, Filled, Values } from './types.ts'
import { fill } from './variables.ts'

/** A template with what one ticket says. */
export function fillTemplate({ body, internal, status, waitingFor }: AnswerTemplate, values: Values): Filled {
  const filled = fill(body, values)
  return { internal, status, waitingFor, body: filled.body, missing: filled.missing }
}
