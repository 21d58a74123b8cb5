import { z } from 'zod'

/** Facts that a row of the queue can show beside its subject, number, status and high priority. */
export const columns = [
  'product',
  'requestType',
  'team',
  'requester',
  'organisation',
  'line',
  'assignee',
  'updated',
  'created',
  'due',
] as const
export type UsualColumn = (typeof columns)[number]
/** A fact of the ticket, or its answer to a field, by the field's key. */
export type Column = UsualColumn | `field:${string}`

export const usualColumns: readonly Column[] = columns.filter((column) => column !== 'created')

function isAnswer(column: unknown): column is `field:${string}` {
  return typeof column === 'string' && /^field:[a-z0-9-]{1,64}$/.test(column)
}

const mostAnswers = 10

export const columnsSchema = z
  .array(z.union([z.enum(columns), z.custom<`field:${string}`>(isAnswer)]))
  .max(columns.length + mostAnswers)

/** Those of them that are still known, in their order; answers last. */
export function knownColumns(kept: readonly string[]): Column[] {
  return [...columns.filter((column) => kept.includes(column)), ...kept.filter(isAnswer)]
}
