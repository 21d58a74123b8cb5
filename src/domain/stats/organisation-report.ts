import { z } from 'zod'
import { findOrganisation } from '../accounts/index.ts'
import { type Context, notFound, parse } from '../shared/index.ts'
import { zoneOf } from '../sla/index.ts'
import { type Behind, countMetric, listMetric } from './behind-store.ts'
import { piecesOf } from './days.ts'
import { monthIn } from './inputs.ts'
import type { Metric } from './metrics.ts'
import { levelNames } from './names-store.ts'
import { type PromiseRow, promiseRows } from './organisation-store.ts'
import { monthBefore, type Period, type Range } from './period.ts'
import { mayReadReportOf, mayReadStatistics } from './policy.ts'
import { ageRange } from './report.ts'
import { type Spent, sumSpent } from './spent-store.ts'
import { type Figures, figuresOf } from './tally.ts'

const schema = z.object({
  organisation: z.string().max(64),
  /** `YYYY-MM`; absent: this month. */
  month: z.union([z.literal('').transform(() => undefined), z.string().max(7)]).optional(),
})

/** Tickets listed at most: it is a page to print. */
export const mostListed = 200
const mostOpen = 50

/** A ticket as its organisation may see it: neither who of the house had it nor on which line. */
export type ReportedTicket = Omit<
  Behind,
  'agent' | 'team' | 'line' | 'taken' | 'promised' | 'organisation' | 'key'
>
export type Listed = { count: number; tickets: ReportedTicket[] }
export type Promised = PromiseRow & { levelName: string | null }

export type OrganisationReport = {
  organisation: { id: string; name: string }
  month: string
  before: string
  /** null: the month asked for is the present one. */
  after: string | null
  period: Period
  current: Figures
  previous: Figures
  promises: Promised[]
  open: Listed
  opened: Listed
  /** null: the reader is not of the house, which alone sees what time it spent. */
  spent: { current: Spent; previous: Spent } | null
}

/** What one organisation asked for in a month, and how promises were kept to it. */
export async function getOrganisationReport(ctx: Context, given: unknown): Promise<OrganisationReport> {
  const input = parse(schema, given)
  const organisation = mayReadReportOf(ctx.actor, input.organisation)
    ? await findOrganisation(ctx.db, input.organisation)
    : null
  if (!organisation) throw notFound('organisation')
  const zone = await zoneOf(ctx)
  const now = monthBefore(ctx.now, zone, 0)
  const month = input.month ?? now
  const period = await monthIn(ctx, month)
  const filter = { organisation: organisation.id }
  const listed = (metric: Metric, range: Range, most: number): Promise<Listed> =>
    listOf(ctx, metric, range, organisation.id, most)
  const [pieces, promises, names, open, opened, spent] = await Promise.all([
    piecesOf(ctx, zone, [period, period.previous], filter),
    promiseRows(ctx.db, organisation.id, period, ctx.now),
    levelNames(ctx.db),
    listed('open', ageRange(null, ctx.now), mostOpen),
    listed('opened', period, mostListed),
    mayReadStatistics(ctx.actor)
      ? Promise.all([sumSpent(ctx.db, period, filter), sumSpent(ctx.db, period.previous, filter)])
      : null,
  ])
  const called = new Map(names.map(({ id, name }) => [id, name]))
  const [current, previous] = pieces.map(({ tally }) => figuresOf([tally], ctx.now))
  return {
    organisation: { id: organisation.id, name: organisation.name },
    month,
    before: monthBefore(period.from, zone, 1),
    after: month < now ? monthBefore(period.from, zone, -1) : null,
    period,
    current: current ?? figuresOf([], ctx.now),
    previous: previous ?? figuresOf([], ctx.now),
    promises: promises.map((row) => ({ ...row, levelName: called.get(row.level) ?? null })),
    open,
    opened,
    spent: spent && { current: spent[0], previous: spent[1] },
  }
}

async function listOf(
  ctx: Context,
  metric: Metric,
  range: Range,
  organisation: string,
  most: number,
): Promise<Listed> {
  const filter = { organisation }
  const [count, rows] = await Promise.all([
    countMetric(ctx.db, metric, range, filter, ctx.now),
    listMetric(ctx.db, metric, range, filter, ctx.now, null, most),
  ])
  return { count, tickets: rows.map(reported) }
}

function reported(row: Behind): ReportedTicket {
  const { agent: _a, team: _m, line: _l, taken: _t, promised: _p, organisation: _o, key: _k, ...shown } = row
  return shown
}
