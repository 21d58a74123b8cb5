import { Temporal } from 'temporal-polyfill'
import { type CalendarInput, minuteOf, type OwnDays } from './calendar-definition.ts'
import { easterOf } from './easter.ts'

const day = 86_400_000
const minute = 60_000
/** A calendar that opens on no day of ten years never opens. */
const horizon = 3660

type Span = readonly [start: number, end: number]

/** A definition made ready to count with. Build with `prepareCalendar`; evaluation fills `opened`. */
export type Calendar = {
  readonly zone: string
  /** Monday first; minutes since midnight. */
  readonly week: readonly (readonly Span[])[]
  readonly exceptions: ReadonlyMap<number, readonly Span[]>
  readonly fixed: ReadonlyMap<string, readonly Span[]>
  /** By days after Easter Sunday. */
  readonly easter: ReadonlyMap<number, readonly Span[]>
  readonly holidays: ReadonlySet<number>
  /** Memo: starts and ends in UTC milliseconds by day. */
  readonly opened: Map<number, readonly number[]>
}

/** Days are counted from 1970-01-01 in the calendar's own zone. */
function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / day
}

function spans(open: readonly { start: string; end: string }[]): Span[] {
  return open.map(({ start, end }) => [minuteOf(start), minuteOf(end)] as const).sort((a, b) => a[0] - b[0])
}

type Once = Extract<OwnDays[number], { date: string }>

/** With a year: on one date alone. */
function isOnce(own: OwnDays[number]): own is Once {
  return 'date' in own && own.date.length > 5
}

/**
 * @param holidays ISO dates of every year that will be counted over
 * @param own further days, of one organisation: they hold before the calendar's
 */
export function prepareCalendar(
  definition: CalendarInput,
  holidays: readonly string[],
  own: OwnDays = [],
): Calendar {
  // The first that fits holds, so it is written last.
  const [once, yearly] = [own.filter(isOnce), own.filter((one) => !isOnce(one))]
  const rules = [...yearly, ...(definition.rules ?? [])].reverse()
  const exceptions = [...definition.exceptions, ...once.reverse()]
  return {
    zone: definition.zone,
    week: [1, 2, 3, 4, 5, 6, 7].map((weekday) =>
      spans(definition.week.filter((span) => span.day === weekday)),
    ),
    exceptions: new Map(exceptions.map(({ date, open }) => [dayNumber(date), spans(open ?? [])])),
    fixed: new Map(
      rules.flatMap((rule) => ('date' in rule ? [[rule.date, spans(rule.open ?? [])] as const] : [])),
    ),
    easter: new Map(
      rules.flatMap((rule) => ('easter' in rule ? [[rule.easter, spans(rule.open ?? [])] as const] : [])),
    ),
    holidays: new Set(holidays.map(dayNumber)),
    opened: new Map(),
  }
}

/** The instant of a wall time; in a gap, or where it comes twice, as RFC 5545 does: 'compatible'. */
function instantOf(zone: string, date: number, minutes: number): number {
  const wall = new Date(date * day + minutes * minute).toISOString().slice(0, -1)
  return Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds
}

/** Hours of a day that comes every year; undefined: it is no such day. */
function yearly({ fixed, easter }: Calendar, date: number): readonly Span[] | undefined {
  if (fixed.size === 0 && easter.size === 0) return undefined
  const iso = new Date(date * day).toISOString()
  const held = fixed.get(iso.slice(5, 10))
  if (held || easter.size === 0) return held
  return easter.get(date - dayNumber(easterOf(Number(iso.slice(0, 4)))))
}

/** What is open on one date of the calendar, as UTC starts and ends in turn. */
function openedOn(calendar: Calendar, date: number): readonly number[] {
  const known = calendar.opened.get(date)
  if (known) return known
  // 1970-01-01 was a Thursday.
  const weekday = (((date + 3) % 7) + 7) % 7
  const usual = calendar.holidays.has(date) ? [] : (calendar.week[weekday] ?? [])
  const open = calendar.exceptions.get(date) ?? yearly(calendar, date) ?? usual
  const bounds: number[] = []
  if (open.length > 0) {
    const midnight = instantOf(calendar.zone, date, 0)
    const plain = instantOf(calendar.zone, date, 1440) - midnight === day
    for (const minutes of open.flat()) {
      bounds.push(plain ? midnight + minutes * minute : instantOf(calendar.zone, date, minutes))
    }
  }
  calendar.opened.set(date, bounds)
  return bounds
}

/** The open spans from an instant on, in order and without overlap, until `visit` answers true or time is up. */
function walk(
  calendar: Calendar,
  from: number,
  until: number,
  visit: (start: number, end: number) => boolean,
): void {
  // No zone is more than a day away from UTC.
  const first = Math.floor(from / day) - 1
  const last = Math.min(first + horizon, Math.floor(until / day) + 1)
  let cursor = from
  for (let date = first; date <= last; date++) {
    const bounds = openedOn(calendar, date)
    for (let i = 0; i < bounds.length; i += 2) {
      const start = Math.max(bounds[i] as number, cursor)
      const end = bounds[i + 1] as number
      if (end <= start) continue
      if (start >= until || visit(start, end)) return
      cursor = end
    }
  }
}

/**
 * When that many open minutes have passed. Landing exactly on the end of an interval it stays there; no minutes
 * are over at once, open or closed.
 * @returns null when the calendar does not open that long within ten years
 */
export function dueAt(calendar: Calendar, from: number, minutes: number): number | null {
  let left = Math.round(minutes * minute)
  if (left <= 0) return from
  let due: number | null = null
  walk(calendar, from, Number.POSITIVE_INFINITY, (start, end) => {
    if (end - start >= left) due = start + left
    left -= end - start
    return due !== null
  })
  return due
}

/** Open minutes between two instants, with fractions; none when `to` is not after `from`. */
export function minutesBetween(calendar: Calendar, from: number, to: number): number {
  let open = 0
  walk(calendar, from, to, (start, end) => {
    open += Math.min(end, to) - start
    return end >= to
  })
  return open / minute
}

export function isOpen(calendar: Calendar, at: number): boolean {
  return nextOpening(calendar, at) === at
}

/** The first open instant, `at` itself included; null when there is none within ten years. */
export function nextOpening(calendar: Calendar, at: number): number | null {
  let opening: number | null = null
  walk(calendar, at, Number.POSITIVE_INFINITY, (start) => {
    opening = start
    return true
  })
  return opening
}

/**
 * The end of the last open time on the n-th working day after the one of `from`.
 * @returns null when the calendar has not so many within ten years
 */
export function endOfWorkingDay(calendar: Calendar, from: number, days: number): number | null {
  const dayOf = (at: number): number => {
    const { epochMilliseconds } = Temporal.Instant.fromEpochMilliseconds(at)
      .toZonedDateTimeISO(calendar.zone)
      .startOfDay()
    return epochMilliseconds
  }
  let current = dayOf(from)
  let count = 0
  let end: number | null = null
  walk(calendar, from, Number.POSITIVE_INFINITY, (start, until) => {
    const date = dayOf(start)
    if (date !== current) {
      if (count === days) return true
      count++
      current = date
    }
    if (count === days) end = until
    return false
  })
  return end
}

/** A stretch of open time: UTC epoch milliseconds, and its whole or broken minutes. */
export type OpenSpan = { from: number; to: number; minutes: number }

/** What is open between two instants, in order. */
export function openSpans(calendar: Calendar, from: number, to: number): OpenSpan[] {
  const found: OpenSpan[] = []
  walk(calendar, from, to, (start, end) => {
    const until = Math.min(end, to)
    found.push({ from: start, to: until, minutes: (until - start) / minute })
    return end >= to
  })
  return found
}
