import { type SQL, sql } from 'drizzle-orm'
import type { Reader } from '../shared/index.ts'
import { cohorts, counted } from './cohorts-store.ts'
import { type Filter, type Metric, metrics } from './metrics.ts'
import type { Names } from './names-store.ts'
import type { Range } from './period.ts'

/** How many tickets a number counts, by the test that lists them. */
export async function countMetric(
  db: Reader,
  metric: Metric,
  range: Range,
  filter: Filter,
  now: number,
): Promise<number> {
  const [row] = await db.all<{ n: number }>(
    sql`select count(*) as n from ${counted(metric, range, filter, now)}`,
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
    from (select f.ticket_id as id, ${at} as key from ${counted(metric, range, filter, now)} and ${beyond}
      order by ${at} desc, f.ticket_id desc limit ${limit}) x
    join ticket_facts f on f.ticket_id = x.id ${named}
    order by x.key desc, x.id desc`,
  )
}
