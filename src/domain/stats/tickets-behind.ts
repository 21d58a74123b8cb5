import { z } from 'zod'
import { type Context, decodeCursor, notAllowed, type Page, parse, toPage } from '../shared/index.ts'
import { zoneOf } from '../sla/index.ts'
import { type After, type Behind, countMetric, listMetric } from './behind-store.ts'
import { filterIn, periodIn, reportSchema } from './inputs.ts'
import { countStays, listStays } from './lines-store.ts'
import { type Filter, type Metric, metricNames, metrics, type StayMetric, stayMetrics } from './metrics.ts'
import type { Range } from './period.ts'
import { mayReadStatistics } from './policy.ts'
import { ageRange, ages } from './report.ts'
import { listSpent, sumSpent } from './spent-store.ts'

export const behindSchema = reportSchema.extend({
  metric: z.enum([...metricNames, ...stayMetrics, 'time-spent']).catch('opened'),
  /** The period before the named one. */
  before: z.enum(['yes', '']).catch(''),
  /** With `open` and `overdue`: place in `ages`. */
  age: z.coerce
    .number()
    .pipe(
      z
        .int()
        .min(0)
        .max(ages.length - 1),
    )
    .nullable()
    .catch(null),
  /** With what is counted of a line: which. */
  stay: z.coerce.number().pipe(z.int().min(1).max(3)).catch(1),
  cursor: z.string().max(200).nullish(),
  limit: z.int().min(1).max(5000).default(50),
})

export type BehindInput = z.output<typeof behindSchema>

export type TicketsBehind = {
  input: BehindInput
  range: Range
  /** null: of what is open now. */
  dates: { from: string; to: string } | null
  filter: Filter
  /** All of them, also beyond this page: the number in the report. */
  count: number
  page: Page<Behind>
}

type AnyMetric = Metric | StayMetric | 'time-spent'
const stays: readonly string[] = stayMetrics
const isStay = (metric: AnyMetric): metric is StayMetric => stays.includes(metric)

function afterOf(cursor: string | null | undefined): After {
  const [key, id] = decodeCursor(cursor) ?? []
  return typeof key === 'number' && typeof id === 'number' ? [key, id] : null
}

async function rangeOf(
  ctx: Context,
  input: BehindInput,
): Promise<{ range: Range; dates: TicketsBehind['dates'] }> {
  const { metric } = input
  if (!isStay(metric) && metric !== 'time-spent' && metrics[metric] === 'open')
    return { range: ageRange(input.age, ctx.now), dates: null }
  const period = periodIn(ctx.now, await zoneOf(ctx), input)
  const { from, to, dates } = input.before === 'yes' ? period.previous : period
  return { range: { from, to }, dates }
}

/** The tickets that a number of the report counts, by the same rules, newest first. */
export async function ticketsBehind(ctx: Context, given: unknown): Promise<TicketsBehind> {
  if (!mayReadStatistics(ctx.actor)) throw notAllowed('desk-only')
  const input = parse(behindSchema, given)
  const { metric, stay, limit } = input
  const { range, dates } = await rangeOf(ctx, input)
  const filter = filterIn(input)
  const after = afterOf(input.cursor)
  const [count, rows] = await counted()
  return { input, range, dates, filter, count, page: toPage(rows, limit, ({ key, id }) => [key, id]) }

  function counted(): Promise<[number, Behind[]]> {
    const { db, now } = ctx
    if (metric === 'time-spent')
      return Promise.all([
        sumSpent(db, range, filter).then(({ tickets }) => tickets),
        listSpent(db, range, filter, after, limit + 1),
      ])
    if (isStay(metric))
      return Promise.all([
        countStays(db, metric, stay, range, filter),
        listStays(db, metric, stay, range, filter, after, limit + 1),
      ])
    return Promise.all([
      countMetric(db, metric, range, filter, now),
      listMetric(db, metric, range, filter, now, after, limit + 1),
    ])
  }
}
