import { type SQL, sql } from 'drizzle-orm'
import { type Cohort, type Dimension, dimensions, type Filter, type Metric, metrics } from './metrics.ts'
import type { Range } from './period.ts'

/** By which moment tickets belong to a cohort, and which are none of it. Each has an index of its own. */
export const cohorts: Record<Cohort, { at: SQL; only: SQL }> = {
  opened: { at: sql`f.created_at`, only: sql`1` },
  resolved: { at: sql`f.resolved_at`, only: sql`f.resolved_at is not null` },
  'first-resolved': { at: sql`f.first_resolved_at`, only: sql`f.first_resolved_at is not null` },
  rated: { at: sql`f.rated_at`, only: sql`f.rated_at is not null` },
  open: { at: sql`f.created_at`, only: sql`f.open = 1` },
}

/** Which tickets of its cohort a number counts: the same for the number and for the list behind it. */
export function testOf(metric: Metric, now: number): SQL {
  switch (metric) {
    case 'opened':
    case 'resolved':
    case 'once-resolved':
    case 'rated':
    case 'open':
      return sql`1`
    case 'answered':
      return sql`f.first_response_minutes is not null`
    case 'first-response-kept':
      return sql`ifnull(f.first_response_kept = 1, 0)`
    case 'first-response-missed':
      // A promise breaks when its time is up, whether or not anything happens then.
      return sql`(ifnull(f.first_response_kept = 0, 0) or (f.first_response_kept is null and ifnull(f.first_response_due_at < ${now}, 0)))`
    case 'first-response-decided':
      return sql`(f.first_response_kept is not null or ifnull(f.first_response_due_at < ${now}, 0))`
    case 'resolution-kept':
      return sql`ifnull(f.resolution_kept = 1, 0)`
    case 'resolution-missed':
      return sql`ifnull(f.resolution_kept = 0, 0)`
    case 'resolution-decided':
      return sql`f.resolution_kept is not null`
    case 'reopened':
      return sql`f.reopened > 0`
    case 'overdue':
      return sql`f.overdue_at is not null and f.overdue_at < ${now}`
  }
}

export const dimensionColumns: Record<Dimension, SQL> = {
  organisation: sql`f.organisation_id`,
  product: sql`f.product_id`,
  requestType: sql`f.request_type`,
  team: sql`f.team_id`,
  line: sql`f.line`,
  agent: sql`f.agent_id`,
  priority: sql`f.priority`,
}

/** A ticket's group, as sums call it. */
export function groupOf(by: Dimension): SQL {
  return by === 'line' || by === 'priority'
    ? sql`cast(${dimensionColumns[by]} as text)`
    : dimensionColumns[by]
}

export function filterOf(filter: Filter): SQL {
  const conditions = dimensions.flatMap((dimension) => {
    const value = filter[dimension]
    if (value === undefined) return []
    const bare = value === 'none' ? '' : value
    const typed = dimension === 'line' || dimension === 'priority' ? Number(bare) : bare
    return [sql`${dimensionColumns[dimension]} = ${typed}`]
  })
  return conditions.length === 0 ? sql`1` : sql.join(conditions, sql` and `)
}

/** The tickets of a cohort within bounds that are values or, of several stretches, columns. */
export function within(
  cohort: Cohort,
  from: SQL | number,
  to: SQL | number,
  filter: Filter,
  index: SQL = sql``,
): SQL {
  const { at, only } = cohorts[cohort]
  return sql`ticket_facts f ${index} where ${at} >= ${from} and ${at} < ${to} and ${only} and ${filterOf(filter)}`
}

/** The tickets that a number counts. */
export function counted(metric: Metric, { from, to }: Range, filter: Filter, now: number): SQL {
  // Few of the open ones are late; SQLite would rather look at each.
  const index = metric === 'overdue' ? sql`indexed by ticket_facts_overdue` : sql``
  return sql`${within(metrics[metric], from, to, filter, index)} and ${testOf(metric, now)}`
}
