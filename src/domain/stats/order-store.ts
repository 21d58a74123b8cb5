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
  'first-response-kept': ['firstDecided', 'firstKept'],
  'resolution-kept': ['endDecided', 'endKept'],
  reopened: ['onceResolved', 'reopened'],
  satisfaction: ['rated', 'scoreSum'],
}

/** Of a table `g` whose columns are called so; `medians m` beside it. */
export function orderOf(order: Order): SQL {
  const share = (some: SQL, all: SQL): SQL => sql`cast(${some} as real) / nullif(${all}, 0)`
  switch (order) {
    case 'first-response':
    case 'resolution':
      return sql`m.median`
    // What is kept least, or liked least, needs looking at first.
    case 'first-response-kept':
      return share(sql`"firstDecided" - "firstKept"`, sql`"firstDecided"`)
    case 'resolution-kept':
      return share(sql`"endDecided" - "endKept"`, sql`"endDecided"`)
    case 'satisfaction':
      return share(sql`- "scoreSum"`, sql`rated`)
    case 'reopened':
      return share(sql`reopened`, sql`"onceResolved"`)
    default:
      return sql`g.${called(order)}`
  }
}

export function isMeasure(order: Order): order is Measure {
  return order === 'first-response' || order === 'resolution'
}
