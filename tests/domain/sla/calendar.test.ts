import Holidays from 'date-holidays'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { calendars } from '#db/seed/world.ts'
import { easterOf } from '#domain/sla/easter.ts'
import {
  type Calendar,
  calendarSchema,
  dueAt,
  isOpen,
  minutesBetween,
  nextOpening,
  openSpans,
  prepareCalendar,
} from '#domain/sla/index.ts'
import { resolveHolidays } from '#server/sla/resolve-holidays.ts'

const minute = 60_000
const library = new Holidays('PT')

function easterIn(year: number): string {
  return (
    library
      .getHolidays(year)
      .find(({ rule }) => rule === 'easter')
      ?.date.slice(0, 10) ?? ''
  )
}
const office = calendarSchema.parse(calendars[0].definition)
const always = calendarSchema.parse(calendars[1].definition)
const holidays = resolveHolidays('PT', [2025, 2026, 2027, 2028])
const lisbon = prepareCalendar(office, holidays)
const azores = prepareCalendar({ ...office, zone: 'Atlantic/Azores' }, holidays)
const azoresAlways = prepareCalendar({ ...always, zone: 'Atlantic/Azores' }, [])
const kathmandu = prepareCalendar({ ...office, zone: 'Asia/Kathmandu' }, [])
const night = prepareCalendar(
  {
    zone: 'Europe/Lisbon',
    week: [
      { day: 6, start: '22:00', end: '24:00' },
      { day: 7, start: '00:00', end: '03:15' },
      { day: 7, start: '05:00', end: '05:01' },
    ],
    holidays: null,
    exceptions: [{ date: '2027-03-30', open: [{ start: '10:00', end: '10:30' }] }],
  },
  [],
)

function at(wall: string, zone = 'Europe/Lisbon'): number {
  return Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds
}

/** Slow and plain: asks minute by minute what the wall clock shows. */
function shownOpen(calendar: Calendar, definition: { dates: readonly string[] }, t: number): boolean {
  const shown = Temporal.Instant.fromEpochMilliseconds(t).toZonedDateTimeISO(calendar.zone)
  const now = shown.hour * 60 + shown.minute
  if (definition.dates.includes(shown.toPlainDate().toString())) return false
  return (calendar.week[shown.dayOfWeek - 1] ?? []).some(([start, end]) => start <= now && now < end)
}

function slowMinutes(calendar: Calendar, dates: readonly string[], from: number, to: number): number {
  let open = 0
  for (let t = from; t < to; t += minute) if (shownOpen(calendar, { dates }, t)) open++
  return open
}

describe('the table of promises', () => {
  it.each([
    ['2026-11-27T12:20', 60, '2026-11-27T14:50'],
    ['2026-03-27T17:30', 60, '2026-03-30T09:30'],
    ['2026-10-23T17:30', 60, '2026-10-26T09:30'],
    ['2026-04-02T17:00', 240, '2026-04-06T12:00'],
    ['2026-11-25T12:30', 1, '2026-11-25T14:01'],
    ['2026-11-30T17:00', 480, '2026-12-02T17:30'],
    ['2026-06-03T16:00', 450, '2026-06-05T16:00'],
  ])('%s and %i minutes: due %s', (start, minutes, due) => {
    expect(dueAt(lisbon, at(start), minutes)).toBe(at(due))
  })

  it('stays on the end of an interval it lands on exactly', () => {
    expect(dueAt(lisbon, at('2026-11-25T12:00'), 30)).toBe(at('2026-11-25T12:30'))
    expect(dueAt(lisbon, at('2026-11-25T12:00'), 240 + 30)).toBe(at('2026-11-25T18:00'))
  })
})

describe('odd calendars', () => {
  it('is due never when it never opens', () => {
    const closed = prepareCalendar({ zone: 'UTC', week: [], holidays: null, exceptions: [] }, [])
    expect(dueAt(closed, at('2026-11-25T12:00'), 1)).toBeNull()
    expect(nextOpening(closed, at('2026-11-25T12:00'))).toBeNull()
    expect(minutesBetween(closed, 0, at('2026-11-25T12:00'))).toBe(0)
  })

  it('lets an exception open a holiday, halve a day or close it', () => {
    const calendar = prepareCalendar(
      {
        ...office,
        exceptions: [
          { date: '2026-12-01', open: [{ start: '10:00', end: '11:00' }] },
          { date: '2026-12-24', open: [{ start: '09:00', end: '12:30' }] },
          { date: '2026-12-31', open: [] },
        ],
      },
      holidays,
    )
    const day = (date: string): number => minutesBetween(calendar, at(`${date}T00:00`), at(`${date}T23:59`))
    expect([day('2026-12-01'), day('2026-12-24'), day('2026-12-31'), day('2026-12-02')]).toEqual([
      60, 210, 0, 450,
    ])
  })

  it('refuses hours that overlap, end before they begin, or a zone that is none', () => {
    const week = [{ day: 1, start: '09:00', end: '12:00' }]
    const wrong = [
      { ...office, zone: 'Europe/Lisboa' },
      { ...office, week: [...week, { day: 1, start: '11:59', end: '13:00' }] },
      { ...office, week: [{ day: 1, start: '12:00', end: '12:00' }] },
      { ...office, week: [{ day: 8, start: '09:00', end: '12:00' }] },
    ]
    for (const definition of wrong) expect(calendarSchema.safeParse(definition).success).toBe(false)
    expect(
      calendarSchema.safeParse({ ...office, week: [...week, { day: 1, start: '12:00', end: '13:00' }] })
        .success,
    ).toBe(true)
  })

  it('counts real time around the clock, also when the clock changes', () => {
    const from = at('2027-03-27T12:00', 'Atlantic/Azores')
    const to = at('2027-03-29T12:00', 'Atlantic/Azores')
    expect(minutesBetween(azoresAlways, from, to)).toBe((to - from) / minute)
    expect(minutesBetween(azoresAlways, from, to)).toBe(47 * 60)
    const autumn = at('2026-10-24T12:00', 'Atlantic/Azores')
    expect(minutesBetween(azoresAlways, autumn, at('2026-10-26T12:00', 'Atlantic/Azores'))).toBe(49 * 60)
  })

  it('knows when it opens next', () => {
    expect(isOpen(lisbon, at('2026-11-25T12:29'))).toBe(true)
    expect(isOpen(lisbon, at('2026-11-25T12:30'))).toBe(false)
    expect(nextOpening(lisbon, at('2026-11-25T12:30'))).toBe(at('2026-11-25T14:00'))
    expect(nextOpening(lisbon, at('2026-11-30T18:00'))).toBe(at('2026-12-02T09:00'))
  })
})

const calendarsByName = { lisbon, azores, azoresAlways, kathmandu, night }
const anyCalendar = fc.constantFrom(...(Object.keys(calendarsByName) as (keyof typeof calendarsByName)[]))
// Half of all starts lie about Easter 2027, the day the summer time starts.
const anyStart = fc
  .oneof(
    fc.integer({ min: Date.UTC(2027, 2, 24), max: Date.UTC(2027, 3, 2) }),
    fc.integer({ min: Date.UTC(2025, 5, 1), max: Date.UTC(2028, 5, 1) }),
  )
  .map((t) => t - (t % minute))
const anyMinutes = fc.integer({ min: 0, max: 5000 })

describe('properties', () => {
  it('counts back what it gave: minutes(t, due(t, m)) = m', () => {
    fc.assert(
      fc.property(anyCalendar, anyStart, anyMinutes, (name, t, m) => {
        const calendar = calendarsByName[name]
        expect(minutesBetween(calendar, t, dueAt(calendar, t, m) ?? 0)).toBe(m)
      }),
      { numRuns: 300 },
    )
  })

  it('adds up: due(due(t, a), b) = due(t, a + b)', () => {
    fc.assert(
      fc.property(anyCalendar, anyStart, anyMinutes, anyMinutes, (name, t, a, b) => {
        const calendar = calendarsByName[name]
        expect(dueAt(calendar, dueAt(calendar, t, a) ?? 0, b)).toBe(dueAt(calendar, t, a + b))
      }),
      { numRuns: 300 },
    )
  })

  it('is monotone in both', () => {
    fc.assert(
      fc.property(anyCalendar, anyStart, anyStart, anyMinutes, anyMinutes, (name, t, u, a, b) => {
        const calendar = calendarsByName[name]
        const due = (from: number, minutes: number): number => dueAt(calendar, from, minutes) ?? 0
        expect(due(Math.min(t, u), a)).toBeLessThanOrEqual(due(Math.max(t, u), a))
        expect(due(t, Math.min(a, b))).toBeLessThanOrEqual(due(t, Math.max(a, b)))
      }),
      { numRuns: 300 },
    )
  })

  it('agrees with the wall clock read minute by minute', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('lisbon' as const, 'azores' as const, 'kathmandu' as const),
        anyStart,
        fc.integer({ min: 0, max: 2 * 1440 }),
        (name, t, length) => {
          const calendar = calendarsByName[name]
          const dates = name === 'kathmandu' ? [] : holidays
          const to = t + length * minute
          expect(minutesBetween(calendar, t, to)).toBe(slowMinutes(calendar, dates, t, to))
        },
      ),
      { numRuns: 25 },
    )
  })

  it('does not depend on the zone of the server', () => {
    const zone = process.env['TZ']
    const due = (): number | null => dueAt(prepareCalendar(office, holidays), at('2026-03-27T17:30'), 60)
    const here = due()
    process.env['TZ'] = 'Pacific/Kiritimati'
    expect(due()).toBe(here)
    process.env['TZ'] = zone ?? 'UTC'
  })
})

describe('days of every year', () => {
  const rules = calendarSchema.parse({
    ...office,
    rules: [
      { date: '12-24', open: [{ start: '09:00', end: '12:30' }] },
      { easter: -47 },
      { date: '06-13' },
      { date: '02-29' },
    ],
  })
  const ruled = prepareCalendar(rules, holidays)

  it('closes them, or opens half of them', () => {
    // Christmas Eve until lunch, Carnival (47 days before Easter), Saint Anthony’s.
    expect(dueAt(ruled, at('2026-12-24T12:00'), 60)).toBe(at('2026-12-28T09:30'))
    expect(nextOpening(ruled, at('2026-02-17T09:00'))).toBe(at('2026-02-18T09:00'))
    expect(nextOpening(ruled, at('2028-06-13T10:00'))).toBe(at('2028-06-14T09:00'))
    expect(nextOpening(ruled, at('2028-02-29T10:00'))).toBe(at('2028-03-01T09:00'))
  })

  it('lets one date’s hours hold before them, and them before a national holiday', () => {
    const open = [{ start: '10:00', end: '11:00' }]
    const both = prepareCalendar(
      calendarSchema.parse({
        ...rules,
        rules: [{ date: '12-25', open }],
        exceptions: [{ date: '2026-12-25', open: [] }],
      }),
      holidays,
    )
    expect(isOpen(both, at('2025-12-25T10:30'))).toBe(true)
    expect(nextOpening(both, at('2026-12-25T09:00'))).toBe(at('2026-12-28T09:00'))
  })

  it('takes an organisation’s own before the calendar’s', () => {
    const own = prepareCalendar(rules, holidays, [{ date: '06-24' }, { date: '12-24' }])
    expect(nextOpening(own, at('2026-06-24T09:00'))).toBe(at('2026-06-25T09:00'))
    expect(nextOpening(own, at('2026-12-24T09:00'))).toBe(at('2026-12-28T09:00'))
  })

  it('takes one date of an organisation before all else, that year alone', () => {
    const open = [{ start: '10:00', end: '11:00' }]
    const calendar = { ...rules, exceptions: [{ date: '2026-12-23', open: [] }] }
    const own = prepareCalendar(calendar, holidays, [
      { date: '2026-06-24' },
      { date: '2026-12-23', open },
      { date: '12-23', name: 'Feriado municipal' },
    ])
    expect(nextOpening(own, at('2026-06-24T09:00'))).toBe(at('2026-06-25T09:00'))
    expect(isOpen(own, at('2027-06-24T10:00'))).toBe(true)
    expect(isOpen(own, at('2026-12-23T10:30'))).toBe(true)
    expect(isOpen(own, at('2027-12-23T10:30'))).toBe(false)
  })

  it('knows Easter as the holiday library does', () => {
    for (let year = 1950; year < 2100; year++) expect(easterOf(year)).toBe(easterIn(year))
  })

  it.each([
    [{ date: '13-01' }],
    [{ date: '02-30x' }],
    [{ easter: 3.5 }],
    [{ date: '01-01', easter: 1 }],
    [{ date: '01-01', open: [{ start: '12:00', end: '09:00' }] }],
  ])('refuses what is none: %j', (rule) => {
    expect(calendarSchema.safeParse({ ...office, rules: [rule] }).success).toBe(false)
  })
})

describe('open spans', () => {
  it('add up to the open minutes, in order, within the two moments', () => {
    const moments = fc.integer({ min: at('2026-01-01T00:00'), max: at('2027-12-31T00:00') })
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 20 * 24 * 60 }), (from, length) => {
        const to = from + length * minute
        const spans = openSpans(lisbon, from, to)
        expect(spans.reduce((sum, span) => sum + span.minutes, 0)).toBeCloseTo(
          minutesBetween(lisbon, from, to),
          6,
        )
        for (const [i, span] of spans.entries()) {
          expect(span.from).toBeGreaterThanOrEqual(spans[i - 1]?.to ?? from)
          expect(span.to).toBeGreaterThan(span.from)
          expect(span.to).toBeLessThanOrEqual(to)
        }
      }),
    )
  })
})
