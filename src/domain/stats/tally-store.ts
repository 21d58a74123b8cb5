import { type SQL, sql } from 'drizzle-orm'
import type { Reader, Transaction } from '../shared/index.ts'
import { filterOf, testOf, within } from './cohorts-store.ts'
import { type Cohort, type Filter, metrics } from './metrics.ts'
import type { Range } from './period.ts'
import { type Piece, type Summed, summed, type Tally } from './tally.ts'

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
