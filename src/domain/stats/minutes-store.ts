import { type SQL, sql } from 'drizzle-orm'
import type { Reader } from '../shared/index.ts'
import { filterOf, groupOf } from './cohorts-store.ts'
import type { Dimension, Filter } from './metrics.ts'
import type { Range } from './period.ts'

/** Open minutes that a period measured, of which medians and percentiles are. */
const measured = {
  'first-response': { at: sql`f.created_at`, minutes: sql`f.first_response_minutes` },
  resolution: { at: sql`f.resolved_at`, minutes: sql`f.resolution_minutes` },
}
export type Measure = keyof typeof measured

export type Measured = { by: Dimension; filter: Filter; period: Range }

function within(measure: Measure, { from, to }: Range, only: SQL): SQL {
  const { at, minutes } = measured[measure]
  return sql`ticket_facts f where ${at} >= ${from} and ${at} < ${to} and ${at} is not null
    and ${minutes} is not null and ${only}`
}

/** A table of groups and medians, by nearest rank as `percentile` says. */
export function mediansBy(measure: Measure, { by, filter, period }: Measured): SQL {
  const group = groupOf(by)
  const { minutes } = measured[measure]
  return sql`select grp, minutes as median from (
    select ${group} as grp, ${minutes} as minutes, count(*) over (partition by ${group}) as n,
      row_number() over (partition by ${group} order by ${minutes}) as place
    from ${within(measure, period, filterOf(filter))}
  ) where place = (n + 1) / 2`
}

/** Open minutes of some groups, each in no order. */
export async function minutesOf(
  db: Reader,
  measure: Measure,
  { by, filter, period }: Measured,
  groups: readonly string[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const group = groupOf(by)
  const wanted = sql`${filterOf(filter)} and ${group} in (select value from json_each(${JSON.stringify(groups)}))`
  // Two lists side by side: grouping would sort all of them.
  const [row] = await db.all<{ groups: string; minutes: string }>(
    sql`select json_group_array(${group}) as groups, json_group_array(${measured[measure].minutes}) as minutes
      from ${within(measure, period, wanted)}`,
  )
  const found = new Map<string, number[]>()
  const minutes = JSON.parse(row?.minutes ?? '[]') as number[]
  for (const [n, grp] of (JSON.parse(row?.groups ?? '[]') as string[]).entries()) {
    const held = found.get(grp) ?? []
    found.set(grp, held)
    held.push(minutes[n] ?? 0)
  }
  return found
}
