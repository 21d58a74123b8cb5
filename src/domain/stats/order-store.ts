import { type SQL, sql } from 'drizzle-orm'
import type { Measure } from './minutes-store.ts'
import { sumNames } from './sums.ts'

/** What groups are put in order by: the most of it first, those without a value last. */
export type Order =
  | 'opened'
  | 'resolved'
  | 'open'
  | 'first-response'
  | 'first-response-kept'
  | 'resolution'
  | 'resolution-kept'
  | 'reopened'
  | 'satisfaction'

export const columns = [...sumNames, 'overdue'] as const
export type Column = (typeof columns)[number]

export const called = (name: string): SQL => sql`${sql.identifier(name)}`

/** What an order is made of: a column, or a share of one in another. */
export const orders: Record<Exclude<Order, Measure>, readonly [Column, ...Column[]]> = {
  opened: ['opened'],
  resolved: ['resolved'],
  open: ['open'],
  'first-response-kept': ['first-response-decided', 'first-response-kept'],
  'resolution-kept': ['resolution-decided', 'resolution-kept'],
  reopened: ['once-resolved', 'reopened'],
  satisfaction: ['rated', 'scoreSum'],
}

/** Of a table `g` whose columns are called so; `medians m` beside it. */
export function orderOf(order: Order): SQL {
  if (isMeasure(order)) return sql`m.median`
  const [all, some] = orders[order].map((column) => sql`g.${called(column)}`)
  if (!some) return sql`${all}`
  const share = (part: SQL): SQL => sql`cast(${part} as real) / nullif(${all}, 0)`
  switch (order) {
    // What is kept least, or liked least, needs looking at first.
    case 'first-response-kept':
    case 'resolution-kept':
      return share(sql`${all} - ${some}`)
    case 'satisfaction':
      return share(sql`- ${some}`)
    default:
      return share(some)
  }
}

export function isMeasure(order: Order): order is Measure {
  return order === 'first-response' || order === 'resolution'
}
