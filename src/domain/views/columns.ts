import { z } from 'zod'

/** Facts that a row of the queue can show beside its subject, number, status and high priority. */
export const columns = [
  'product',
  'requester',
  'organisation',
  'line',
  'assignee',
  'updated',
  'created',
  'due',
] as const
export type Column = (typeof columns)[number]

export const usualColumns: readonly Column[] = columns.filter((column) => column !== 'created')

export const columnsSchema = z.array(z.enum(columns)).max(columns.length)

/** Those of them that are still known, in their order. */
export function knownColumns(kept: readonly string[]): Column[] {
  return columns.filter((column) => kept.includes(column))
}
