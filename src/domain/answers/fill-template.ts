import type { AnswerTemplate, Filled, Values } from './types.ts'
import { fill } from './variables.ts'

/** A template with what one ticket says. */
export function fillTemplate({ body, internal, status, waitingFor }: AnswerTemplate, values: Values): Filled {
  return { internal, status, waitingFor, ...fill(body, values) }
}
