import { z } from 'zod'
import { type Context, invalid, parse } from '../shared/index.ts'
import { zoneOf } from '../sla/index.ts'
import { type Dimension, dimensions, type Filter } from './metrics.ts'
import { longestPeriod, monthOf, type Period, periodNames, periodOf } from './period.ts'

const word = z.string().max(64)

/** As an address has it: what is empty is absent, what is unknown falls back. */
export const reportSchema = z.object({
  period: z.enum(periodNames).catch('month'),
  from: z.string().max(10).nullish(),
  to: z.string().max(10).nullish(),
  organisation: word.nullish(),
  product: word.nullish(),
  requestType: word.nullish(),
  team: word.nullish(),
  line: word.nullish(),
  agent: word.nullish(),
  priority: word.nullish(),
  by: z.enum(dimensions).catch('organisation'),
  sort: z.string().max(30).nullish(),
  /** How many rows of the table. */
  show: z.coerce.number().pipe(z.int().min(1).max(500)).catch(10),
})

export type ReportInput = z.output<typeof reportSchema>

export const priorities = ['low', 'normal', 'high', 'critical'] as const

/** Tickets without one are told apart by the word that narrows a report to them. */
export function idOf(by: Dimension, group: string): string {
  if (by === 'priority') return priorities[Number(group) - 1] ?? group
  return group === '' ? 'none' : group
}

/** What narrows a report, in the words of the facts. */
export function filterIn(values: Partial<Record<Dimension, string | null | undefined>>): Filter {
  const filter: Filter = {}
  for (const dimension of dimensions) {
    const value = values[dimension]
    if (!value) continue
    if (dimension !== 'priority') filter[dimension] = value
    else {
      const rank = priorities.indexOf(value as (typeof priorities)[number]) + 1
      filter.priority = String(rank)
    }
  }
  return filter
}

const day = 86_400_000

/** @throws DomainError `invalid` when the dates are none, or in the wrong order */
export function periodIn(
  now: number,
  zone: string,
  { period, from, to }: Pick<ReportInput, 'period' | 'from' | 'to'>,
): Period {
  if (period !== 'custom') return periodOf(period, now, zone)
  const dates = parse(z.object({ from: z.iso.date(), to: z.iso.date() }), { from, to })
  const days = (Date.parse(dates.to) - Date.parse(dates.from)) / day
  if (days < 0) throw invalid([{ field: 'to', code: 'before-start' }])
  if (days >= longestPeriod)
    throw invalid([{ field: 'to', code: 'too-long-a-period', params: { max: longestPeriod } }])
  if (Date.parse(dates.from) < 0) throw invalid([{ field: 'from', code: 'invalid' }])
  return periodOf('custom', now, zone, dates)
}

const monthSchema = z.string().regex(/^(19[7-9]\d|20\d\d)-(0[1-9]|1[0-2])$/)

/** A month by `YYYY-MM`, not beyond this one. @throws DomainError `invalid` */
export async function monthIn(ctx: Context, month: unknown): Promise<Period> {
  const period = monthOf(parse(z.object({ month: monthSchema }), { month }).month, ctx.now, await zoneOf(ctx))
  if (period.from > ctx.now) throw invalid([{ field: 'month', code: 'invalid' }])
  return period
}
