import { Temporal } from 'temporal-polyfill'

export const periodNames = ['week', 'last-week', 'month', 'last-month', 'quarter', 'year', 'custom'] as const
export type PeriodName = (typeof periodNames)[number]

/** Half-open, in UTC epoch milliseconds. */
export type Range = { from: number; to: number }
export type Unit = 'day' | 'week' | 'month'

export type Period = Range & {
  name: PeriodName
  /** ISO dates, both included. */
  dates: { from: string; to: string }
  /** The one before, as long as this one is up to now. */
  previous: Range & { dates: { from: string; to: string } }
  /** It goes on: today is in it. */
  running: boolean
  unit: Unit
  /** What a chart shows side by side. */
  parts: readonly Range[]
}

type Date = Temporal.PlainDate

/** So many days are as long as a period may be. */
export const longestPeriod = 1100

function startOf(name: 'week' | 'month' | 'quarter' | 'year', day: Date): Date {
  if (name === 'week') return day.subtract({ days: day.dayOfWeek - 1 })
  if (name === 'month') return day.with({ day: 1 })
  if (name === 'year') return day.with({ month: 1, day: 1 })
  return day.with({ month: day.month - ((day.month - 1) % 3), day: 1 })
}

const length = {
  week: { days: 7 },
  month: { months: 1 },
  quarter: { months: 3 },
  year: { years: 1 },
} as const

type Days = { first: Date; after: Date; before: Date }

/** First day, the day after the last, and the first day of the period before. */
function daysOf(name: PeriodName, today: Date, custom: { from: string; to: string } | null): Days {
  if (name === 'custom' && custom) {
    const first = Temporal.PlainDate.from(custom.from)
    const after = Temporal.PlainDate.from(custom.to).add({ days: 1 })
    return { first, after, before: first.subtract({ days: first.until(after).days }) }
  }
  const last = name === 'last-week' || name === 'last-month'
  const unit = name === 'last-week' ? 'week' : name === 'last-month' || name === 'custom' ? 'month' : name
  const current = startOf(unit, today)
  const first = last ? current.subtract(length[unit]) : current
  return { first, after: first.add(length[unit]), before: first.subtract(length[unit]) }
}

function unitOf(days: number): Unit {
  return days <= 31 ? 'day' : days <= 190 ? 'week' : 'month'
}

function boundaries(first: Date, end: Date, unit: Unit): Date[] {
  const days: Date[] = [first]
  const step = unit === 'day' ? { days: 1 } : length[unit]
  let next = (unit === 'day' ? first : startOf(unit, first)).add(step)
  while (Temporal.PlainDate.compare(next, end) < 0) {
    days.push(next)
    next = next.add(step)
  }
  return days
}

/**
 * A period by its name, in the wall time of a zone. One that goes on ends now, and is compared with the same
 * stretch of the one before.
 * @param custom ISO dates, both included; needed by `custom` alone
 */
export function periodOf(
  name: PeriodName,
  now: number,
  zone: string,
  custom: { from: string; to: string } | null = null,
): Period {
  const clock = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone)
  const today = clock.toPlainDate()
  const { first, after, before } = daysOf(name, today, custom)
  const at = (day: Date): number => day.toZonedDateTime(zone).epochMilliseconds
  const from = at(first)
  const to = Math.min(at(after), Math.max(now, from))
  const running = to < at(after)
  const elapsed = first.until(today)
  const sameMoment = before.add({ days: elapsed.days }).toZonedDateTime({ timeZone: zone, plainTime: clock })
  const previousTo = running ? Math.min(sameMoment.epochMilliseconds, from) : from
  const dayOf = (instant: number): Date =>
    Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate()
  const end = running ? today.add({ days: 1 }) : after
  const unit = unitOf(first.until(after).days)
  const starts = boundaries(first, end, unit).map(at)
  return {
    name,
    from,
    to,
    dates: { from: first.toString(), to: end.subtract({ days: 1 }).toString() },
    previous: {
      from: at(before),
      to: previousTo,
      dates: { from: before.toString(), to: dayOf(previousTo - 1).toString() },
    },
    running,
    unit,
    parts: starts.map((start, n) => ({ from: start, to: starts[n + 1] ?? to })),
  }
}

/** First moments of days never change, and working them out takes longer than most of what is counted by them. */
const starts = new Map<string, number>()
const mostStarts = 20_000

function startOfDay(day: Date, zone: string): number {
  const key = `${zone} ${day}`
  const held = starts.get(key)
  if (held !== undefined) return held
  const start = day.toZonedDateTime(zone).epochMilliseconds
  if (starts.size >= mostStarts) starts.clear()
  starts.set(key, start)
  return start
}

/** The day that an instant belongs to. */
export function dayAround(at: number, zone: string): Range {
  const day = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate()
  return { from: startOfDay(day, zone), to: startOfDay(day.add({ days: 1 }), zone) }
}

/** A stretch of time day by day; the first and the last may be a part of one. */
export function daysWithin({ from, to }: Range, zone: string): (Range & { whole: boolean })[] {
  const days: (Range & { whole: boolean })[] = []
  let day = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone).toPlainDate()
  let start = startOfDay(day, zone)
  while (start < to) {
    day = day.add({ days: 1 })
    const next = startOfDay(day, zone)
    days.push({ from: Math.max(start, from), to: Math.min(next, to), whole: start >= from && next <= to })
    start = next
  }
  return days
}

/** A calendar month by `YYYY-MM`. */
export function monthOf(month: string, now: number, zone: string): Period {
  const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 })
  const last = first.add({ months: 1 }).subtract({ days: 1 })
  const period = periodOf('custom', now, zone, { from: first.toString(), to: last.toString() })
  const before = first.subtract({ months: 1 })
  const at = (day: Date): number => day.toZonedDateTime(zone).epochMilliseconds
  // Months are compared whole, however long each is; one that goes on, with as many days of the one before.
  const previous = period.running
    ? { ...sameStretch(before, first, period, zone) }
    : {
        from: at(before),
        to: at(first),
        dates: { from: before.toString(), to: first.subtract({ days: 1 }).toString() },
      }
  return { ...period, previous }
}

function sameStretch(before: Date, first: Date, period: Period, zone: string): Period['previous'] {
  const clock = Temporal.Instant.fromEpochMilliseconds(period.to).toZonedDateTimeISO(zone)
  const same = before.add({ days: first.until(clock.toPlainDate()).days })
  const to = Math.min(
    same.toZonedDateTime({ timeZone: zone, plainTime: clock }).epochMilliseconds,
    period.from,
  )
  const day = Temporal.Instant.fromEpochMilliseconds(to - 1).toZonedDateTimeISO(zone)
  return {
    from: before.toZonedDateTime(zone).epochMilliseconds,
    to,
    dates: { from: before.toString(), to: day.toPlainDate().toString() },
  }
}

/** `YYYY-MM` of an instant, months before it. */
export function monthBefore(now: number, zone: string, months: number): string {
  const day = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate()
  return day.toPlainYearMonth().subtract({ months }).toString()
}

/** The next time that a weekly (Mondays) or monthly (firsts) report is due, after `now`. */
export function nextSending(schedule: 'weekly' | 'monthly', hour: number, now: number, zone: string): number {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate()
  const unit = schedule === 'weekly' ? 'week' : 'month'
  let day = startOf(unit, today)
  for (;;) {
    const at = day.toZonedDateTime({ timeZone: zone, plainTime: { hour } }).epochMilliseconds
    if (at > now) return at
    day = day.add(length[unit])
  }
}
