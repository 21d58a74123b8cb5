import { type SQL, sql } from 'drizzle-orm'
import type { Reader } from '../shared/index.ts'
import { type Distribution, exactly, stepsPerE } from './distribution.ts'
import {
  type Cohort,
  type Counts,
  type Dimension,
  dimensions,
  type Filter,
  type Metric,
  metricNames,
  metrics,
} from './metrics.ts'
import type { Range } from './period.ts'

/** By which moment tickets belong to a cohort, and which are none of it. Each has an index of its own. */
const cohorts: Record<Cohort, { at: SQL; only: SQL }> = {
  opened: { at: sql`f.created_at`, only: sql`1` },
  resolved: { at: sql`f.resolved_at`, only: sql`f.resolved_at is not null` },
  'first-resolved': { at: sql`f.first_resolved_at`, only: sql`f.first_resolved_at is not null` },
  rated: { at: sql`f.rated_at`, only: sql`f.rated_at is not null` },
  open: { at: sql`f.created_at`, only: sql`f.open = 1` },
}

/** A promise breaks when its time is up, whether or not anything happens then. */
const broken = (clock: 'first_response' | 'resolution', now: number): SQL => {
  const kept = sql.raw(`f.${clock}_kept`)
  return sql`(${kept} = 0 or (${kept} is null and ifnull(${sql.raw(`f.${clock}_due_at`)} < ${now}, 0)))`
}

/** Which tickets of its cohort a number counts: the same for the number and for the list behind it. */
function testOf(metric: Metric, now: number): SQL {
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
      return broken('first_response', now)
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
      return sql`((f.first_responded_at is null and ${broken('first_response', now)}) or ${broken('resolution', now)})`
  }
}

const columns: Record<Dimension, SQL> = {
  organisation: sql`f.organisation_id`,
  product: sql`f.product_id`,
  line: sql`f.line`,
  agent: sql`f.agent_id`,
  priority: sql`f.priority`,
}

export function filterOf(filter: Filter): SQL {
  const conditions = dimensions.flatMap((dimension) => {
    const value = filter[dimension]
    if (value === undefined) return []
    const bare = value === 'none' ? '' : value
    const typed = dimension === 'line' || dimension === 'priority' ? Number(bare) : bare
    return [sql`${columns[dimension]} = ${typed}`]
  })
  return conditions.length === 0 ? sql`1` : sql.join(conditions, sql` and `)
}

/** The tickets of a cohort in each of several stretches of time, one stretch of its index each. */
function within(cohort: Cohort, ranges: readonly Range[], filter: Filter): SQL {
  const { at, only } = cohorts[cohort]
  const bounds = JSON.stringify(ranges.map(({ from, to }) => [from, to]))
  return sql`from json_each(${bounds}) part cross join ticket_facts f
    where ${at} >= json_extract(part.value, '$[0]') and ${at} < json_extract(part.value, '$[1]')
      and ${only} and ${filterOf(filter)}`
}

/** By stretch and group. The group of all is the empty word. */
export type Grouped<T> = Map<number, Map<string, T>>

function put<T>(into: Grouped<T>, part: number, group: string, value: T): void {
  const held = into.get(part) ?? new Map<string, T>()
  held.set(group, value)
  into.set(part, held)
}

function groupOf(by: Dimension | null): SQL {
  return by === null ? sql`''` : columns[by]
}

/** All that is counted of a cohort, in each stretch, for all or by group. */
export async function countCohort(
  db: Reader,
  cohort: Cohort,
  ranges: readonly Range[],
  filter: Filter,
  by: Dimension | null,
  now: number,
): Promise<Grouped<Partial<Counts>>> {
  const names = metricNames.filter((name) => metrics[name] === cohort)
  const sums = names.map((name) => sql`sum(${testOf(name, now)}) as ${sql.identifier(name)}`)
  if (cohort === 'rated') sums.push(sql`sum(f.score) as ${sql.identifier('scoreSum')}`)
  const rows = await db.all<{ part: number; grp: string | number } & Record<string, number>>(
    sql`select part.key as part, ${groupOf(by)} as grp, ${sql.join(sums, sql`, `)}
      ${within(cohort, ranges, filter)} group by 1, 2`,
  )
  const grouped: Grouped<Partial<Counts>> = new Map()
  for (const row of rows) {
    const counts: Partial<Counts> = {}
    for (const name of [...names, ...(cohort === 'rated' ? (['scoreSum'] as const) : [])])
      counts[name] = Number(row[name] ?? 0)
    put(grouped, Number(row.part), String(row.grp), counts)
  }
  return grouped
}

const minutesOf = {
  'first-response': { cohort: 'opened', column: sql`f.first_response_minutes` },
  resolution: { cohort: 'resolved', column: sql`f.resolution_minutes` },
} as const satisfies Record<string, { cohort: Cohort; column: SQL }>

/** Open minutes of the tickets whose first response or resolution a period counts. @param exact each of them */
export async function distributions(
  db: Reader,
  which: keyof typeof minutesOf,
  ranges: readonly Range[],
  filter: Filter,
  by: Dimension | null,
  exact: boolean,
): Promise<Grouped<Distribution>> {
  const { cohort, column } = minutesOf[which]
  const from = sql`${within(cohort, ranges, filter)} and ${column} is not null`
  const grouped: Grouped<Distribution> = new Map()
  if (exact) {
    const rows = await db.all<{ part: number; grp: string | number; all: string }>(
      sql`select part.key as part, ${groupOf(by)} as grp, json_group_array(${column}) as "all" ${from} group by 1, 2`,
    )
    for (const { part, grp, all } of rows)
      put(grouped, Number(part), String(grp), exactly(JSON.parse(all) as number[]))
    return grouped
  }
  const rows = await db.all<{ part: number; grp: string | number; step: number; n: number }>(
    sql`select part.key as part, ${groupOf(by)} as grp,
      cast(round(ln(${column} + 1) * ${sql.raw(String(stepsPerE))}) as integer) as step, count(*) as n
      ${from} group by 1, 2, 3`,
  )
  for (const { part, grp, step, n } of rows) {
    const held = grouped.get(Number(part))?.get(String(grp))
    const steps = held?.kind === 'stepped' ? (held.steps as Map<number, number>) : new Map<number, number>()
    steps.set(Number(step), Number(n))
    put(grouped, Number(part), String(grp), { kind: 'stepped', steps })
  }
  return grouped
}

export type Behind = {
  id: number
  /** By which the list is ordered. */
  key: number
  reference: string
  subject: string
  status: 'new' | 'open' | 'waiting' | 'resolved' | 'closed' | 'merged'
  waitingFor: 'customer' | 'engineering' | 'third-party' | 'planned-version' | null
  priority: number
  line: number
  organisation: string
  product: string | null
  agent: string | null
  createdAt: number
  resolvedAt: number | null
  firstResponseMinutes: number | null
  firstResponseWall: number | null
  firstResponseKept: number | null
  resolutionMinutes: number | null
  resolutionWall: number | null
  resolutionKept: number | null
  reopened: number
  score: number | null
  /** Of a line's time. */
  taken: number | null
  promised: number | null
}

export type After = readonly [key: number, id: number] | null

const behind = sql`t.subject, t.status, t.waiting_for as waitingFor, f.priority, f.line,
  o.name as organisation, p.name as product, a.name as agent, f.created_at as createdAt, f.resolved_at as resolvedAt,
  f.first_response_minutes as firstResponseMinutes, f.first_response_wall as firstResponseWall,
  f.first_response_kept as firstResponseKept, f.resolution_minutes as resolutionMinutes,
  f.resolution_wall as resolutionWall, f.resolution_kept as resolutionKept, f.reopened, f.score`

const named = sql`join tickets t on t.id = f.ticket_id join organisations o on o.id = f.organisation_id
  left join products p on p.id = f.product_id left join people a on a.id = f.agent_id`

/** The tickets that a number counts, newest first: by the moment that puts them into its cohort. */
export function listMetric(
  db: Reader,
  metric: Metric,
  range: Range,
  filter: Filter,
  now: number,
  after: After,
  limit: number,
): Promise<Behind[]> {
  const { at, only } = cohorts[metrics[metric]]
  const beyond = after ? sql`(${at}, f.ticket_id) < (${after[0]}, ${after[1]})` : sql`1`
  return db.all<Behind>(sql`select x.id, x.key, 'SUP-' || x.id as reference, ${behind}, null as taken, null as promised
    from (select f.ticket_id as id, ${at} as key from ticket_facts f
      where ${at} >= ${range.from} and ${at} < ${range.to} and ${only} and ${filterOf(filter)}
        and ${testOf(metric, now)} and ${beyond}
      order by ${at} desc, f.ticket_id desc limit ${limit}) x
    join ticket_facts f on f.ticket_id = x.id ${named}
    order by x.key desc, x.id desc`)
}
