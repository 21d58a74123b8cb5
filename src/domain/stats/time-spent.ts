import { type Context, notAllowed, parse } from '../shared/index.ts'
import { zoneOf } from '../sla/index.ts'
import { filterIn, idOf, periodIn, reportSchema } from './inputs.ts'
import type { Dimension } from './metrics.ts'
import { type Called, namesOf } from './names-store.ts'
import { mayReadStatistics } from './policy.ts'
import { type Spent, spentByGroup, sumSpent } from './spent-store.ts'

export type SpentRow = Spent & { id: string; name: Called | null }

export type TimeSpent = {
  by: Dimension
  current: Spent
  previous: Spent
  rows: SpentRow[]
  /** How many rows there are, shown or not. */
  total: number
}

/** The time that the desk noted in a period, beside the one before it. */
export async function getTimeSpent(ctx: Context, given: unknown): Promise<TimeSpent> {
  if (!mayReadStatistics(ctx.actor)) throw notAllowed('desk-only')
  const input = parse(reportSchema, given)
  const { by, show } = input
  const period = periodIn(ctx.now, await zoneOf(ctx), input)
  const filter = filterIn(input)
  const [current, previous, groups] = await Promise.all([
    sumSpent(ctx.db, period, filter),
    sumSpent(ctx.db, period.previous, filter),
    spentByGroup(ctx.db, period, filter, by, show),
  ])
  const names = await namesOf(
    ctx.db,
    by,
    groups.map(({ grp }) => grp),
  )
  const rows = groups.map(({ grp, minutes, tickets }) => ({
    id: idOf(by, grp),
    name: names.get(grp) ?? null,
    minutes,
    tickets,
  }))
  return { by, current, previous, rows, total: Number(groups[0]?.groups ?? 0) }
}
