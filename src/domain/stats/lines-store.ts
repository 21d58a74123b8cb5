import { type SQL, sql } from 'drizzle-orm'
import type { Reader, Transaction } from '../shared/index.ts'
import { type After, type Behind, behindRows } from './behind-store.ts'
import { filterOf } from './cohorts-store.ts'
import type { Filter, StayMetric } from './metrics.ts'
import type { Range } from './period.ts'

/** Times on one line that ended in a stretch; `taken`: open minutes of those that were counted. */
export type Stays = { left: number; decided: number; kept: number; taken: readonly number[] }
export type StaysPiece = Range & { lines: ReadonlyMap<string, Stays> }

const tests: Record<StayMetric, SQL> = {
  'line-left': sql`1`,
  'line-decided': sql`(s.promised is not null and s.taken is not null)`,
  'line-kept': sql`ifnull(s.taken <= s.promised, 0)`,
  'line-missed': sql`ifnull(s.taken > s.promised, 0)`,
}

/** A line's time is the line's, wherever the ticket went afterwards: its present line does not narrow it. */
function within(from: SQL | number, to: SQL | number, filter: Filter): SQL {
  const { line: _, ...rest } = filter
  const facts = Object.keys(rest).length > 0
  return sql`line_stays s ${facts ? sql`join ticket_facts f on f.ticket_id = s.ticket_id` : sql``}
    where s.left_at >= ${from} and s.left_at < ${to} and ${facts ? filterOf(rest) : sql`1`}`
}

/** By line, in each of several stretches. */
export async function tallyStays(
  db: Reader | Transaction,
  ranges: readonly Range[],
  filter: Filter,
): Promise<StaysPiece[]> {
  const bounds = JSON.stringify(ranges.map(({ from, to }) => [from, to]))
  const [from, to] = [sql`json_extract(part.value, '$[0]')`, sql`json_extract(part.value, '$[1]')`]
  const lines = ranges.map(() => new Map<string, Stays>())
  const rows = await db.all<Omit<Stays, 'taken'> & { part: number; line: number; taken: string }>(
    sql`select part.key as part, s.line, count(*) as ${sql.identifier('left')}, sum(${tests['line-decided']}) as decided,
      sum(${tests['line-kept']}) as kept, json_group_array(s.taken) filter (where s.taken is not null) as taken
    from json_each(${bounds}) part cross join ${within(from, to, filter)} group by 1, 2`,
  )
  for (const { part, line, left, decided, kept, taken } of rows)
    lines[Number(part)]?.set(String(line), { left, decided, kept, taken: JSON.parse(taken) as number[] })
  return ranges.map((range, n) => ({ from: range.from, to: range.to, lines: lines[n] ?? new Map() }))
}

export async function countStays(
  db: Reader,
  metric: StayMetric,
  line: number,
  range: Range,
  filter: Filter,
): Promise<number> {
  const [row] = await db.all<{ n: number }>(
    sql`select count(*) as n from ${within(range.from, range.to, filter)} and s.line = ${line} and ${tests[metric]}`,
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
  return behindRows(
    db,
    sql`select x.id, x.key, 'SUP-' || f.ticket_id as reference, t.subject, t.status,
      t.waiting_for as waitingFor, f.priority, ${line} as line, o.name as organisation, p.name as product,
      r.names as requestType, m.name as team, a.name as agent, f.created_at as createdAt, f.resolved_at as resolvedAt,
      f.first_response_minutes as firstResponseMinutes, f.first_response_wall as firstResponseWall,
      f.first_response_kept as firstResponseKept, f.resolution_minutes as resolutionMinutes,
      f.resolution_wall as resolutionWall, f.resolution_kept as resolutionKept, f.reopened, f.score,
      x.taken, x.promised
    from (select s.id as id, s.left_at as key, s.ticket_id, s.assignee_id, s.taken, s.promised
      from ${within(range.from, range.to, filter)} and s.line = ${line} and ${tests[metric]} and ${beyond}
      order by s.left_at desc, s.id desc limit ${limit}) x
    join ticket_facts f on f.ticket_id = x.ticket_id join tickets t on t.id = x.ticket_id
    join organisations o on o.id = f.organisation_id left join products p on p.id = f.product_id
    left join request_types r on r.id = f.request_type left join teams m on m.id = f.team_id
    left join people a on a.id = x.assignee_id
    order by x.key desc, x.id desc`,
  )
}
