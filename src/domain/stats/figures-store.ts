import { type SQL, sql } from 'drizzle-orm'
import type { Reader, Transaction } from '../shared/index.ts'
import { type Cohort, type Dimension, dimensions, type Filter, type Metric, metrics } from './metrics.ts'
import type { Names } from './names-store.ts'
import type { Range } from './period.ts'
import { type Piece, type Summed, summed, type Tally } from './tally.ts'

/** By which moment tickets belong to a cohort, and which are none of it. Each has an index of its own. */
const cohorts: Record<Cohort, { at: SQL; only: SQL }> = {
  opened: { at: sql`f.created_at`, only: sql`1` },
  resolved: { at: sql`f.resolved_at`, only: sql`f.resolved_at is not null` },
  'first-resolved': { at: sql`f.first_resolved_at`, only: sql`f.first_resolved_at is not null` },
  rated: { at: sql`f.rated_at`, only: sql`f.rated_at is not null` },
  open: { at: sql`f.created_at`, only: sql`f.open = 1` },
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
function within(cohort: Cohort, from: SQL | number, to: SQL | number, filter: Filter): SQL {
  const { at, only } = cohorts[cohort]
  return sql`ticket_facts f where ${at} >= ${from} and ${at} < ${to} and ${only} and ${filterOf(filter)}`
}

/** What is summed of a cohort. Whether promises break meanwhile is not: the moments at which they do are kept. */
const sums: Record<Summed, SQL> = {
  opened: sql`count(*)`,
  answered: sql`count(f.first_response_minutes)`,
  'first-response-decided': sql`count(f.first_response_kept)`,
  'first-response-kept': sql`sum(f.first_response_kept)`,
  resolved: sql`count(*)`,
  'resolution-decided': sql`count(f.resolution_kept)`,
  'resolution-kept': sql`sum(f.resolution_kept)`,
  'once-resolved': sql`count(*)`,
  reopened: sql`sum(f.reopened > 0)`,
  rated: sql`count(*)`,
  scoreSum: sql`sum(f.score)`,
}

const listed: Partial<Record<Cohort, readonly SQL[]>> = {
  opened: [
    sql`json_group_array(f.first_response_minutes) filter (where f.first_response_minutes is not null)`,
    sql`json_group_array(f.first_response_due_at) filter (where f.first_response_due_at is not null and f.first_response_kept is null)`,
  ],
  resolved: [sql`json_group_array(f.resolution_minutes) filter (where f.resolution_minutes is not null)`],
}

const tallied = ['opened', 'resolved', 'first-resolved', 'rated'] as const

const summedOf = (cohort: Cohort): Summed[] =>
  summed.filter((name) => (name === 'scoreSum' ? 'rated' : metrics[name]) === cohort)

const nothing: Tally = [summed.map(() => 0), [], [], []]

/** A tally with what one cohort adds to it. */
function adding(held: Tally, cohort: Cohort, values: readonly (number | null | number[])[]): Tally {
  const names = summedOf(cohort)
  const counts = [...held[0]]
  for (const [n, name] of names.entries()) counts[summed.indexOf(name)] = Number(values[n] ?? 0)
  const [minutes = [], due = []] = values.slice(names.length) as number[][]
  if (cohort === 'opened') return [counts, due, minutes, held[3]]
  return [counts, held[1], held[2], cohort === 'resolved' ? minutes : held[3]]
}

const [partFrom, partTo] = [sql`json_extract(part.value, '$[0]')`, sql`json_extract(part.value, '$[1]')`]

/** All that is counted in each of several stretches of time, each read from its index as it is. */
export async function tally(
  db: Reader | Transaction,
  ranges: readonly Range[],
  filter: Filter,
): Promise<Piece[]> {
  const tallies = ranges.map(() => nothing)
  if (ranges.length === 0) return []
  const bounds = JSON.stringify(ranges.map(({ from, to }) => [from, to]))
  for (const cohort of tallied) {
    const parts = [...summedOf(cohort).map((name) => sums[name]), ...(listed[cohort] ?? [])]
    const what = sql`json_array(${sql.join(parts, sql`, `)})`
    const rows = await db.all<{ part: number; counted: string }>(
      sql`select part.key as part, (select ${what} from ${within(cohort, partFrom, partTo, filter)}) as counted
        from json_each(${bounds}) part`,
    )
    for (const { part, counted } of rows)
      tallies[Number(part)] = adding(
        tallies[Number(part)] ?? nothing,
        cohort,
        JSON.parse(counted) as number[],
      )
  }
  return ranges.map(({ from, to }, n) => ({ from, to, tally: tallies[n] ?? nothing }))
}

/** Tickets that are open now, and those of them past a promise. */
export type Open = { open: number; overdue: number }

/** @param ranges of when they were opened */
export async function countOpen(
  db: Reader,
  ranges: readonly Range[],
  filter: Filter,
  now: number,
): Promise<Open[]> {
  const bounds = JSON.stringify(ranges.map(({ from, to }) => [from, to]))
  const open = await db.all<{ open: number }>(
    sql`select (select count(*) from ${within('open', partFrom, partTo, filter)}) as ${sql.identifier('open')}
      from json_each(${bounds}) part order by part.key`,
  )
  // What is late is few, and gone through once.
  const late = ranges.map(({ from, to }) => sql`sum(f.created_at >= ${from} and f.created_at < ${to})`)
  const [overdue] = await db.all<{ counted: string }>(
    sql`select json_array(${sql.join(late, sql`, `)}) as counted
      from ticket_facts f indexed by ticket_facts_overdue where ${testOf('overdue', now)} and ${filterOf(filter)}`,
  )
  const counted = JSON.parse(overdue?.counted ?? '[]') as (number | null)[]
  return ranges.map((_, n) => ({ open: Number(open[n]?.open ?? 0), overdue: counted[n] ?? 0 }))
}

/** How many tickets a number counts, by the test that lists them. */
export async function countMetric(
  db: Reader,
  metric: Metric,
  { from, to }: Range,
  filter: Filter,
  now: number,
): Promise<number> {
  const [row] = await db.all<{ n: number }>(
    sql`select count(*) as n from ${within(metrics[metric], from, to, filter)} and ${testOf(metric, now)}`,
  )
  return Number(row?.n ?? 0)
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
  requestType: Names | null
  team: string | null
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
  /** Of a line's time, or what was spent. */
  taken: number | null
  promised: number | null
}

export type After = readonly [key: number, id: number] | null

export const behindColumns: SQL = sql`t.subject, t.status, t.waiting_for as waitingFor, f.priority, f.line,
  o.name as organisation, p.name as product, r.names as requestType, m.name as team, a.name as agent, f.created_at as createdAt, f.resolved_at as resolvedAt,
  f.first_response_minutes as firstResponseMinutes, f.first_response_wall as firstResponseWall,
  f.first_response_kept as firstResponseKept, f.resolution_minutes as resolutionMinutes,
  f.resolution_wall as resolutionWall, f.resolution_kept as resolutionKept, f.reopened, f.score`

export const named: SQL = sql`join tickets t on t.id = f.ticket_id join organisations o on o.id = f.organisation_id
  left join products p on p.id = f.product_id left join request_types r on r.id = f.request_type
  left join teams m on m.id = f.team_id left join people a on a.id = f.agent_id`

/** Rows of a list, with names out of their JSON. */
export async function behindRows(db: Reader, query: SQL): Promise<Behind[]> {
  const rows = await db.all<Behind & { requestType: string | null }>(query)
  return rows.map((row) => ({ ...row, requestType: row.requestType && JSON.parse(row.requestType) }))
}

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
  const { at } = cohorts[metrics[metric]]
  const beyond = after ? sql`(${at}, f.ticket_id) < (${after[0]}, ${after[1]})` : sql`1`
  return behindRows(
    db,
    sql`select x.id, x.key, 'SUP-' || x.id as reference, ${behindColumns}, null as taken, null as promised
    from (select f.ticket_id as id, ${at} as key from ${within(metrics[metric], range.from, range.to, filter)}
        and ${testOf(metric, now)} and ${beyond}
      order by ${at} desc, f.ticket_id desc limit ${limit}) x
    join ticket_facts f on f.ticket_id = x.id ${named}
    order by x.key desc, x.id desc`,
  )
}
