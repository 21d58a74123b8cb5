import { sql } from 'drizzle-orm'
import type { Reader } from '../shared/index.ts'
import type { Dimension } from './metrics.ts'
import { called, isMeasure, type Order, orderOf, orders } from './order-store.ts'
import type { Range } from './period.ts'
import type { SumName } from './sums.ts'
import { sumColumns } from './sums-store.ts'

/** Where groups are read from: sums of whole months of one making, and the facts of the rest of a period. */
export type From = {
  generation: number
  /** First moments; empty: all of it is read from the facts. */
  months: readonly number[]
  rest: readonly Range[]
}

export type Ranked = { groups: string[]; total: number }

/**
 * The first groups of one whole month, out of its sums alone: no group has to be put together of several rows.
 * @returns null where that does not say it: of what is measured or late by now, what is open now, or fewer than asked for
 */
export async function rankInMonth(
  db: Reader,
  { by, from: { generation, months, rest } }: { by: Dimension; from: From },
  order: Order,
  limit: number,
): Promise<Ranked | null> {
  const apart = isMeasure(order) || order === 'first-response-kept' || order === 'open'
  if (apart || limit < 0 || months.length !== 1 || rest.length > 0) return null
  const needed = [...new Set([...orders[order], 'opened' as const])] as SumName[]
  const values = needed.map((name) => sql`${sumColumns[name]} as ${called(name)}`)
  const sums = sql`fact_sums where generation = ${generation} and "by" = ${by}`
  const month = sql`month = ${months[0]} and opened + resolved + once_resolved + rated > 0`
  const rows = await db.all<{
    grp: string
  }>(sql`with g as (select grp, ${sql.join(values, sql`, `)} from ${sums} and ${month})
    select g.grp from g order by ${orderOf(order)} desc, g.opened desc, g.grp limit ${limit}`)
  if (rows.length < limit) return null
  const [counted] = await db.all<{ total: number }>(sql`select count(*) as total from (
    select grp from ${sums} and ${month} union select grp from ${sums} and month = 0 and open > 0)`)
  return { groups: rows.map(({ grp }) => grp), total: Number(counted?.total ?? 0) }
}
