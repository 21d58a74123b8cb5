import { deflectionFigures } from '../feedback/index.ts'
import { type Context, notAllowed, parse } from '../shared/index.ts'
import { zoneOf } from '../sla/index.ts'
import { compare, type Table } from './comparison.ts'
import { piecesOf, stayPiecesOf } from './days.ts'
import { rebuildProgress } from './gather-facts.ts'
import { filterIn, periodIn, type ReportInput, reportSchema } from './inputs.ts'
import type { Filter } from './metrics.ts'
import type { Names } from './names-store.ts'
import type { Period, Range } from './period.ts'
import { mayReadStatistics } from './policy.ts'
import {
  countsOf,
  type Figures,
  figuresOf,
  type Piece,
  type Summary,
  summaryOf,
  type Tally,
} from './tally.ts'
import { countOpen } from './tally-store.ts'

const day = 86_400_000

/** Ages of what is open, in days on the wall: half-open, the last without end. */
export const ages: readonly (readonly [from: number, to: number | null])[] = [
  [0, 1],
  [1, 3],
  [3, 7],
  [7, 14],
  [14, 30],
  [30, null],
]

/** What was opened in that stretch before now. @param age place in `ages`; null: of any age */
export function ageRange(age: number | null, now: number): Range {
  const [from, to] = ages[age ?? -1] ?? [0, null]
  return { from: to === null ? 0 : now - to * day, to: from === 0 ? now + 1 : now - from * day }
}

export type Part = Range & Figures['counts']
export type AgeFigures = { age: number; open: number; overdue: number }
export type LineFigures = { line: number; left: number; decided: number; kept: number; taken: Summary }
export type Deflection = { shown: number; opened: number; deflected: number }

export type Report = {
  input: ReportInput
  zone: string
  period: Period
  filter: Filter
  current: Figures
  previous: Figures
  /** Side by side in time. */
  parts: Part[]
  ages: AgeFigures[]
  open: { open: number; overdue: number }
  lines: LineFigures[]
  table: Table
  /** null: what the report is narrowed to says nothing of it. */
  deflection: { current: Deflection; previous: Deflection } | null
  /** The facts of so many tickets are there; null: all. */
  progress: { share: number } | null
}

/** Everything a period has to tell, beside the one before it. @param lang in which names are put in order */
export async function getReport(ctx: Context, given: unknown, lang: keyof Names = 'pt'): Promise<Report> {
  if (!mayReadStatistics(ctx.actor)) throw notAllowed('desk-only')
  const input = parse(reportSchema, given)
  const zone = await zoneOf(ctx)
  const period = periodIn(ctx.now, zone, input)
  const filter = filterIn(input)
  const [now, before, aged, lines, table, deflection, progress] = await Promise.all([
    piecesOf(ctx, zone, period.parts, filter),
    piecesOf(ctx, zone, [period.previous], filter),
    agesOf(ctx, filter),
    linesOf(ctx, zone, period, filter),
    compare(ctx, zone, period, filter, input, lang),
    deflectionOf(ctx, period, filter),
    rebuildProgress(ctx),
  ])
  return {
    input,
    zone,
    period,
    filter,
    current: figuresOf(all(now), ctx.now),
    previous: figuresOf(all(before), ctx.now),
    parts: partsOf(period.parts, now, ctx.now),
    ages: aged,
    open: {
      open: aged.reduce((sum, { open }) => sum + open, 0),
      overdue: aged.reduce((sum, { overdue }) => sum + overdue, 0),
    },
    lines,
    table,
    deflection,
    progress,
  }
}

function all(pieces: readonly Piece[]): Tally[] {
  return pieces.map(({ tally }) => tally)
}

function partsOf(parts: readonly Range[], pieces: readonly Piece[], now: number): Part[] {
  return parts.map((range) => ({
    ...range,
    ...countsOf(all(pieces.filter(({ from }) => from >= range.from && from < range.to)), now),
  }))
}

async function agesOf(ctx: Context, filter: Filter): Promise<AgeFigures[]> {
  const ranges = ages.map((_, age) => ageRange(age, ctx.now))
  const rows = await countOpen(ctx.db, ranges, filter, ctx.now)
  return rows.map((row, age) => ({ age, ...row }))
}

async function linesOf(
  ctx: Context,
  zone: string,
  { parts }: Period,
  filter: Filter,
): Promise<LineFigures[]> {
  const pieces = await stayPiecesOf(ctx, zone, parts, filter)
  const names = new Set(pieces.flatMap(({ lines }) => [...lines.keys()]))
  return [...names].sort().map((line) => {
    const stays = pieces.flatMap(({ lines }) => lines.get(line) ?? [])
    const sum = (name: 'left' | 'decided' | 'kept'): number =>
      stays.reduce((total, each) => total + each[name], 0)
    return {
      line: Number(line),
      left: sum('left'),
      decided: sum('decided'),
      kept: sum('kept'),
      taken: summaryOf(stays.map(({ taken }) => taken)),
    }
  })
}

/** Suggestions are shown to whoever asks: they know an organisation, and nothing else that narrows. */
async function deflectionOf(ctx: Context, period: Period, filter: Filter): Promise<Report['deflection']> {
  const { organisation = null, ...rest } = filter
  if (Object.keys(rest).length > 0) return null
  const [current, previous] = await Promise.all([
    deflectionFigures(ctx.db, period, organisation, ctx.now),
    deflectionFigures(ctx.db, period.previous, organisation, ctx.now),
  ])
  return { current, previous }
}
