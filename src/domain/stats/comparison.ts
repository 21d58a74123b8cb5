import type { Context } from '../shared/index.ts'
import { type Comparison, type GroupRow, rankGroups, sumGroups } from './comparison-store.ts'
import { findSums } from './gather-facts.ts'
import { idOf, type ReportInput } from './inputs.ts'
import { type Counts, type Dimension, type Filter, missedOf } from './metrics.ts'
import { minutesOf } from './minutes-store.ts'
import { monthsWithin } from './months.ts'
import { type Called, type Names, namesOf } from './names-store.ts'
import type { Order } from './order-store.ts'
import type { Range } from './period.ts'
import type { From } from './rank-in-month-store.ts'
import { isAhead } from './sums-store.ts'
import { type Figures, summaryOf } from './tally.ts'

/** In which a table's columns stand, too. */
const orders = [
  'opened',
  'resolved',
  'open',
  'first-response',
  'first-response-kept',
  'resolution',
  'resolution-kept',
  'reopened',
  'satisfaction',
] as const satisfies readonly Order[]

export type Sort = 'name' | Order
export const sorts: readonly Sort[] = ['name', ...orders]

export type TableRow = { id: string; name: Called | null; figures: Figures }
export type Table = { by: Dimension; sort: Sort; rows: TableRow[]; total: number }

/** Figures of a period by group, as many as are shown. @param lang in which names are put in order */
export async function compare(
  ctx: Context,
  zone: string,
  period: Range,
  filter: Filter,
  { by, sort: asked, show }: ReportInput,
  lang: keyof Names,
): Promise<Table> {
  const sort = sorts.find((each) => each === asked) ?? 'opened'
  const byName = sort === 'name'
  const from = await sourceOf(ctx, zone, period, filter)
  const comparison = { by, filter, period, from, now: ctx.now }
  const { groups, total } = byName
    ? await rankGroups(ctx.db, comparison, 'opened', -1)
    : await rankGroups(ctx.db, comparison, sort, show)
  const names = await namesOf(ctx.db, by, groups)
  const shown = byName ? inOrder(groups, names, lang).slice(0, show) : groups
  return { by, sort, rows: await tableRows(ctx, comparison, shown, names), total }
}

/** From the months' sums, where they say it: they know one dimension at a time, and nothing later than now. */
async function sourceOf(ctx: Context, zone: string, period: Range, filter: Filter): Promise<From> {
  const facts = { generation: 0, months: [], rest: [period] }
  if (Object.keys(filter).length > 0) return facts
  const sums = await findSums(ctx, zone)
  if (!sums || (await isAhead(ctx.db, ctx.now))) return facts
  return { ...sums, ...monthsWithin(period, zone, ctx.now) }
}

function inOrder(groups: readonly string[], names: ReadonlyMap<string, Called>, lang: keyof Names): string[] {
  const word = (group: string): string => {
    const name = names.get(group) ?? group
    return typeof name === 'string' ? name : name[lang]
  }
  const { compare: inLanguage } = new Intl.Collator(lang, { numeric: true })
  return groups.toSorted((one, other) => inLanguage(word(one), word(other)))
}

async function tableRows(
  ctx: Context,
  comparison: Comparison,
  groups: readonly string[],
  names: ReadonlyMap<string, Called>,
): Promise<TableRow[]> {
  const [rows, first, end] = await Promise.all([
    sumGroups(ctx.db, comparison, groups),
    minutesOf(ctx.db, 'first-response', comparison, groups),
    minutesOf(ctx.db, 'resolution', comparison, groups),
  ])
  const byGroup = new Map(rows.map((row) => [row.grp, row]))
  return groups.flatMap((group) => {
    const row = byGroup.get(group)
    if (!row) return []
    const figures = {
      counts: countsOf(row),
      firstResponse: summaryOf([first.get(group) ?? []]),
      resolution: summaryOf([end.get(group) ?? []]),
    }
    return { id: idOf(comparison.by, group), name: names.get(group) ?? null, figures }
  })
}

function countsOf({ grp: _, ...sums }: GroupRow): Counts {
  return { ...sums, ...missedOf(sums) }
}
