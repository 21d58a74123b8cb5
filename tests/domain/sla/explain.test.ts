import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { calendars } from '#db/seed/world.ts'
import {
  type ClockEntry,
  calendarSchema,
  explainClock,
  prepareCalendar,
  readClock,
} from '#domain/sla/index.ts'

const lisbon = prepareCalendar(calendarSchema.parse(calendars[0].definition), [])
const minute = 60_000
const at = (wall: string): number =>
  Temporal.PlainDateTime.from(wall).toZonedDateTime('Europe/Lisbon').epochMilliseconds

function entry(kind: ClockEntry['kind'], when: number, minutes: number | null, reason: string): ClockEntry {
  return { clock: 'resolution', kind, at: when, minutes, reason }
}

describe('explaining a clock', () => {
  it('shows what counted, what paused and why, in open spans', () => {
    const ledger = [
      entry('start', at('2026-11-25T12:00'), 480, 'opened'),
      entry('pause', at('2026-11-25T15:00'), null, 'waiting-for-customer'),
      entry('resume', at('2026-11-26T10:00'), null, 'resumed'),
    ]
    const told = explainClock(ledger, 'resolution', lisbon, at('2026-11-26T11:00'))
    expect(told).toMatchObject({ promised: 480, state: 'running', remainingMinutes: 480 - 90 - 60 })
    expect(told.intervals.map(({ kind, minutes, reason }) => [kind, minutes, reason])).toEqual([
      ['counted', 90, 'opened'],
      ['paused', 240, 'waiting-for-customer'],
      ['counted', 60, 'resumed'],
    ])
    expect(told.intervals[0]?.spans.map(({ minutes }) => minutes)).toEqual([30, 60])
    expect(told.intervals[2]).toMatchObject({ to: null })
  })

  it('goes on being paused until it is resumed', () => {
    const ledger = [
      entry('start', at('2026-11-25T09:00'), 60, 'opened'),
      entry('pause', at('2026-11-25T09:30'), null, 'waiting-for-customer'),
    ]
    const { intervals } = explainClock(ledger, 'resolution', lisbon, at('2026-11-25T10:00'))
    expect(intervals.at(-1)).toMatchObject({ kind: 'paused', to: null, minutes: 30 })
  })

  it('says nothing of what was not promised', () => {
    expect(explainClock([], 'resolution', lisbon, 0)).toMatchObject({
      promised: null,
      state: 'none',
      intervals: [],
    })
    const ledger = [entry('start', 0, 60, 'opened')]
    expect(explainClock(ledger, 'resolution', null, 1)).toMatchObject({ promised: null, intervals: [] })
  })

  it('counts in its intervals what the clock counts', () => {
    const kinds = fc.constantFrom('pause', 'resume', 'stop', 'start') as fc.Arbitrary<ClockEntry['kind']>
    // Now and then the server's clock is set back.
    const steps = fc.array(fc.tuple(kinds, fc.integer({ min: -500, max: 3000 })), { maxLength: 12 })
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 5000 }), (moves, promised) => {
        let now = at('2026-11-23T09:00')
        const ledger = [entry('start', now, promised, 'opened')]
        for (const [kind, minutes] of moves) {
          now += minutes * minute
          ledger.push(entry(kind, now, kind === 'start' ? promised : null, kind))
        }
        const told = explainClock(ledger, 'resolution', lisbon, now)
        const counted = told.intervals.reduce(
          (sum, { kind, minutes }) => sum + (kind === 'counted' ? minutes : 0),
          0,
        )
        const { remainingMinutes } = readClock(ledger, 'resolution', lisbon, now)
        expect(Math.floor(promised - counted + 1e-9)).toBe(remainingMinutes)
        for (const [i, { from, to }] of told.intervals.entries()) {
          const next = told.intervals[i + 1]
          if (next) expect(next.from).toBe(to)
          if (to !== null) expect(to).toBeGreaterThanOrEqual(from)
        }
      }),
    )
  })
})
