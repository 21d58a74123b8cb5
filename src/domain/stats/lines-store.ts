import { type SQL, sql } from 'drizzle-orm'
import type { Reader } from '../shared/index.ts'
import { type After, type Behind, filterOf } from './figures-store.ts'
import type { Filter, StayMetric } from './metrics.ts'
import type { Range } from './period.ts'

export type LineRow = {
  line: number
  left: number
  decided: number
  kept: number
  /** Open minutes of those whose time was counted, as JSON. */
  taken: string
}

const tests: Record<StayMetric, SQL> = {
  'line-left': sql`1`,
  'line-decided': sql`(s.promised is not null and s.taken is not null)`,
  'line-kept': sql`ifnull(s.taken <= s.promised, 0)`,
  'line-missed': sql`ifnull(s.taken > s.promised, 0)`,
}

/** A line's time is the line's, wherever the ticket went afterwards: its present line does not narrow it. */
function within({ from, to }: Range, filter: Filter): SQL {
  const { line: _, ...rest } = filter
  const facts = Object.keys(rest).length > 0
  return sql`from line_stays s ${facts ? sql`join ticket_facts f on f.ticket_id = s.ticket_id` : sql``}
    where s.left_at >= ${from} and s.left_at < ${to} and ${facts ? filterOf(rest) : sql`1`}`
}

export function lineFigures(db: Reader, range: Range, filter: Filter): Promise<LineRow[]> {
  return db.all<LineRow>(sql`select s.line, count(*) as ${sql.identifier('left')}, sum(${tests['line-decided']}) as decided,
      sum(${tests['line-kept']}) as kept, json_group_array(s.taken) filter (where s.taken is not null) as taken
    ${within(range, filter)} group by s.line order by s.line`)
}

export async function countStays(
  db: Reader,
  metric: StayMetric,
  line: number,
  range: Range,
  filter: Filter,
): Promise<number> {
  const [row] = await db.all<{ n: number }>(
    sql`select count(*) as n ${within(range, filter)} and s.line = ${line} and ${tests[metric]}`,
  )
  return Number(row?.n ?? 0)
}

/** The times on a line that a number counts, newest first; a ticket that was there twice is there twice. */
export function listStays(
  db: Reader,
  metric: StayMetric,
  line: number,
  range: Range,
  filter: Filter,
  after: After,
  limit: number,
): Promise<Behind[]> {
  const beyond = after ? sql`(s.left_at, s.id) < (${after[0]}, ${after[1]})` : sql`1`
  return db.all<Behind>(sql`select x.id, x.key, 'SUP-' || f.ticket_id as reference, t.subject, t.status,
      t.waiting_for as waitingFor, f.priority, ${line} as line, o.name as organisation, p.name as product,
      a.name as agent, f.created_at as createdAt, f.resolved_at as resolvedAt,
      f.first_response_minutes as firstResponseMinutes, f.first_response_wall as firstResponseWall,
      f.first_response_kept as firstResponseKept, f.resolution_minutes as resolutionMinutes,
      f.resolution_wall as resolutionWall, f.resolution_kept as resolutionKept, f.reopened, f.score,
      x.taken, x.promised
    from (select s.id as id, s.left_at as key, s.ticket_id, s.assignee_id, s.taken, s.promised
      ${within(range, filter)} and s.line = ${line} and ${tests[metric]} and ${beyond}
      order by s.left_at desc, s.id desc limit ${limit}) x
    join ticket_facts f on f.ticket_id = x.ticket_id join tickets t on t.id = x.ticket_id
    join organisations o on o.id = f.organisation_id left join products p on p.id = f.product_id
    left join people a on a.id = x.assignee_id
    order by x.key desc, x.id desc`)
}
