import { type SQL, sql } from 'drizzle-orm'
import type { Reader } from '../shared/index.ts'
import { filterOf, groupOf } from './cohorts-store.ts'
import type { Dimension } from './metrics.ts'
import { type Measured, mediansBy } from './minutes-store.ts'
import { type Column, called, columns, isMeasure, type Order, orderOf, orders } from './order-store.ts'
import type { Range } from './period.ts'
import { type From, type Ranked, rankInMonth } from './rank-in-month-store.ts'
import type { Sums } from './sums.ts'
import { sumColumns } from './sums-store.ts'

export type Comparison = Measured & { from: From; now: number }
export type GroupRow = Sums & { grp: string; overdue: number }

type Part = Partial<Record<Column, SQL>>

/** Some groups, or all of them; which columns of them are added up. */
type Wanted = { groups: readonly string[] | null; columns: readonly Column[] }

/** Rows that are added up by group. */
function part(group: SQL, { columns }: Wanted, counted: Part, from: SQL): SQL {
  const values = columns.map((column) => counted[column] ?? sql`0`)
  return sql`select ${sql.join([sql`${group} as grp`, ...values], sql`, `)} from ${from}`
}

const one = sql`1`
const isOne = (column: SQL): SQL => sql`ifnull(${column} = 1, 0)`

const isIn = (group: SQL, { groups }: Wanted): SQL =>
  groups === null ? sql`1` : sql`${group} in (select value from json_each(${JSON.stringify(groups)}))`

/** Each ticket of a stretch, once in each cohort. */
function ticketParts(group: SQL, wanted: Wanted, { from, to }: Range, only: SQL): SQL[] {
  const cohort = (at: SQL, counted: Part): SQL =>
    part(
      group,
      wanted,
      counted,
      sql`ticket_facts f where ${at} >= ${from} and ${at} < ${to} and ${at} is not null and ${only}`,
    )
  return [
    cohort(sql`f.created_at`, {
      opened: one,
      answered: sql`f.first_response_minutes is not null`,
      'first-response-decided': sql`f.first_response_kept is not null`,
      'first-response-kept': isOne(sql`f.first_response_kept`),
    }),
    cohort(sql`f.resolved_at`, {
      resolved: one,
      'resolution-decided': sql`f.resolution_kept is not null`,
      'resolution-kept': isOne(sql`f.resolution_kept`),
    }),
    cohort(sql`f.first_resolved_at`, { 'once-resolved': one, reopened: sql`f.reopened > 0` }),
    cohort(sql`f.rated_at`, { rated: one, scoreSum: sql`ifnull(f.score, 0)` }),
  ]
}

/** What the months' sums say of the dimension. */
function sumParts(by: Dimension, wanted: Wanted, { generation, months }: From): SQL[] {
  const of = (counted: Part, which: SQL): SQL =>
    part(
      sql`grp`,
      wanted,
      counted,
      sql`fact_sums where generation = ${generation} and "by" = ${by} and ${which} and ${isIn(sql`grp`, wanted)}`,
    )
  const these = sql`month in (select value from json_each(${JSON.stringify(months)}))
    and opened + resolved + once_resolved + rated > 0`
  return [
    of({ ...sumColumns, open: sql`0` }, these),
    of({ open: sumColumns.open }, sql`month = 0 and open > 0`),
  ]
}

/** Rows of groups, none of which counts nothing. */
function partsOf({ by, filter, period, from, now }: Comparison, wanted: Wanted): SQL {
  const group = groupOf(by)
  const only = sql`${filterOf(filter)} and ${isIn(group, wanted)}`
  const facts = (counted: Part, which: SQL, index = sql``): SQL =>
    part(group, wanted, counted, sql`ticket_facts f ${index} where ${which} and ${only}`)
  const all = [
    ...from.rest.flatMap((range) => ticketParts(group, wanted, range, only)),
    ...(from.months.length > 0 ? sumParts(by, wanted, from) : [facts({ open: one }, sql`f.open = 1`)]),
    facts({ overdue: one }, sql`f.overdue_at is not null and f.overdue_at < ${now}`),
    // A promise breaks when its time is up, though nothing happens then.
    facts(
      { 'first-response-decided': one },
      sql`f.first_response_due_at is not null and f.first_response_kept is null
        and f.first_response_due_at < ${now} and f.created_at >= ${period.from} and f.created_at < ${period.to}`,
      sql`indexed by ticket_facts_awaited`,
    ),
  ]
  const names = wanted.columns.map(called)
  const sums = names.map((name) => sql`sum(${name}) as ${name}`)
  return sql`parts (${sql.join([sql`grp`, ...names], sql`, `)}) as (${sql.join(all, sql` union all `)}),
    g as (select ${sql.join([sql`grp`, ...sums], sql`, `)} from parts group by grp)`
}

/**
 * The groups of a period, the first of them in an order.
 * @param limit -1: all of them
 * @returns how many there are, too
 */
export async function rankGroups(
  db: Reader,
  comparison: Comparison,
  order: Order,
  limit: number,
): Promise<Ranked> {
  const inMonth = await rankInMonth(db, comparison, order, limit)
  if (inMonth) return inMonth
  const needed = isMeasure(order) ? [] : orders[order]
  const parts = partsOf(comparison, { groups: null, columns: [...new Set([...needed, 'opened' as const])] })
  const [medians, joined] = isMeasure(order)
    ? [
        sql`medians as materialized (${mediansBy(order, comparison)}),`,
        sql`left join medians m on m.grp = g.grp`,
      ]
    : [sql``, sql``]
  const rows = await db.all<{ grp: string; total: number }>(sql`with ${medians} ${parts}
    select g.grp, count(*) over () as total from g ${joined}
    order by ${orderOf(order)} desc, g.opened desc, g.grp limit ${limit}`)
  return { groups: rows.map(({ grp }) => grp), total: Number(rows[0]?.total ?? 0) }
}

/** All figures of some groups but their minutes, in no order. */
export function sumGroups(
  db: Reader,
  comparison: Comparison,
  groups: readonly string[],
): Promise<GroupRow[]> {
  return db.all<GroupRow>(sql`with ${partsOf(comparison, { groups, columns })} select * from g`)
}
