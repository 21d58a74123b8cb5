import { type Context, invalid } from '../shared/index.ts'
import { type CalendarDefinition, minuteOf } from './calendar-definition.ts'
import { easterOf } from './easter.ts'

type Span = { start: string; end: string }

/** A date whose hours are not the week's. */
export type OtherDay = {
  /** ISO */
  date: string
  why: 'holiday' | 'yearly' | 'once'
  /** None: closed. */
  open: Span[]
}

const day = 86_400_000

/** The dates of a year on which a calendar has other hours than its week says. What the week closes anyway is left out. */
export async function otherDaysOf(
  ctx: Context,
  definition: CalendarDefinition,
  year: number,
): Promise<OtherDay[]> {
  if (!Number.isInteger(year) || year < 1970 || year > 2200)
    throw invalid([{ field: 'year', code: 'invalid' }])
  const { holidays: country } = definition
  const holidays = new Set(country ? await ctx.holidays(country, year) : [])
  const easter = Date.parse(easterOf(year))
  const found: OtherDay[] = []
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += day) {
    const date = new Date(at).toISOString().slice(0, 10)
    const other = otherOn(definition, date, (at - easter) / day, holidays)
    const usual = definition.week.filter((span) => span.day === (new Date(at).getUTCDay() || 7))
    if (other && sizeOf(other.open) + sizeOf(usual) > 0) found.push({ date, ...other })
  }
  return found
}

function otherOn(
  { exceptions, rules }: CalendarDefinition,
  date: string,
  afterEaster: number,
  holidays: ReadonlySet<string>,
): Omit<OtherDay, 'date'> | null {
  const once = exceptions.find((one) => one.date === date)
  if (once) return { why: 'once', open: once.open }
  const yearly =
    rules.find((rule) => 'date' in rule && rule.date === date.slice(5)) ??
    rules.find((rule) => 'easter' in rule && rule.easter === afterEaster)
  if (yearly) return { why: 'yearly', open: yearly.open }
  return holidays.has(date) ? { why: 'holiday', open: [] } : null
}

function sizeOf(spans: readonly Span[]): number {
  return spans.reduce((total, { start, end }) => total + minuteOf(end) - minuteOf(start), 0)
}
