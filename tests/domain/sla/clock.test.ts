import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendars } from '#db/seed/world.ts'
import {
  type ClockEntry,
  calendarSchema,
  clockParts,
  dueAt,
  minutesBetween,
  noClock,
  prepareCalendar,
  readClock,
  runningDueAt,
} from '#domain/sla/index.ts'

const minute = 60_000
const office = prepareCalendar(calendarSchema.parse(calendars[0].definition), ['2026-12-01'])
/** Tuesday 24 November 2026, 10:00 in Lisbon. */
const ten = Date.UTC(2026, 10, 24, 10)
const later = (minutes: number): number => ten + minutes * minute

function entry(at: number, kind: ClockEntry['kind'], minutes: number | null = null): ClockEntry {
  return { at, clock: 'resolution', kind, minutes, reason: null }
}
const read = (entries: ClockEntry[], now: number) => readClock(entries, 'resolution', office, now)

describe('a clock', () => {
  it('promises nothing without a start, or without a calendar', () => {
    expect(read([], ten)).toEqual(noClock)
    expect(readClock([entry(ten, 'start', 60)], 'resolution', null, ten)).toEqual(noClock)
    expect(read([entry(ten, 'start', 60), entry(later(5), 'start', null)], later(9))).toEqual(noClock)
  })

  it('runs, and is breached once its time is over', () => {
    const entries = [entry(ten, 'start', 60)]
    expect(read(entries, later(20))).toEqual({ dueAt: later(60), remainingMinutes: 40, state: 'running' })
    expect(read(entries, later(60))).toEqual({ dueAt: later(60), remainingMinutes: 0, state: 'running' })
    expect(read(entries, later(61))).toEqual({ dueAt: later(60), remainingMinutes: -1, state: 'breached' })
  })

  it('stands still while paused and goes on with what was left', () => {
    const paused = [entry(ten, 'start', 120), entry(later(30), 'pause')]
    expect(read(paused, later(500))).toEqual({ dueAt: null, remainingMinutes: 90, state: 'paused' })
    expect(runningDueAt(paused, 'resolution', office, later(500))).toBeNull()
    // Resumed at 11:30: an hour until lunch ends at 14:00, the rest after it.
    const resumed = [...paused, entry(later(90), 'resume')]
    expect(read(resumed, later(90))).toMatchObject({
      dueAt: Date.UTC(2026, 10, 24, 14, 30),
      remainingMinutes: 90,
    })
  })

  it('stays breached through a pause, and met or breached after the stop', () => {
    expect(read([entry(ten, 'start', 10), entry(later(30), 'pause')], later(90))).toEqual({
      dueAt: later(10),
      remainingMinutes: -20,
      state: 'breached',
    })
    const started = entry(ten, 'start', 60)
    expect(read([started, entry(later(60), 'stop')], later(900))).toMatchObject({
      dueAt: later(60),
      state: 'met',
    })
    expect(read([started, entry(later(61), 'stop')], later(900))).toMatchObject({
      remainingMinutes: -1,
      state: 'breached',
    })
  })

  it('resumes when reopened, begins anew when started again', () => {
    const met = [entry(ten, 'start', 60), entry(later(20), 'stop')]
    expect(read([...met, entry(later(30), 'resume')], later(30))).toMatchObject({
      remainingMinutes: 40,
      state: 'running',
    })
    expect(read([...met, entry(later(30), 'start', 60)], later(30))).toMatchObject({
      remainingMinutes: 60,
      dueAt: later(90),
    })
  })

  it('keeps the time counted when the promise changes', () => {
    const changed = [entry(ten, 'start', 60), entry(later(20), 'start', 30)]
    expect(read(changed, later(20))).toEqual({ dueAt: later(30), remainingMinutes: 10, state: 'running' })
  })

  it('ignores what does not apply, and other clocks', () => {
    const odd = [
      entry(ten, 'resume'),
      entry(ten, 'pause'),
      entry(ten, 'start', 60),
      entry(later(5), 'resume'),
    ]
    expect(read(odd, later(10))).toEqual(read([entry(ten, 'start', 60)], later(10)))
    expect(readClock(odd, 'update', office, later(10))).toEqual(noClock)
  })

  it('whatever the pauses, what ran and what is left make the promise', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 600 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 3000 }), (gaps, promised) => {
        const entries = [entry(ten, 'start', promised)]
        let at = ten
        let ran = 0
        for (const [i, gap] of gaps.entries()) {
          const next = at + gap * minute
          if (i % 2 === 0) ran += minutesBetween(office, at, next)
          entries.push(entry(next, i % 2 === 0 ? 'pause' : 'resume'))
          at = next
        }
        const { remainingMinutes, dueAt: due, state } = read(entries, at)
        expect(remainingMinutes).toBe(promised - ran)
        // Used up to the minute, it was due when the last one ran, not when it was resumed.
        if (state === 'running' && ran < promised) expect(due).toBe(dueAt(office, at, promised - ran))
        if (state === 'breached') expect(due).toBeLessThan(at)
      }),
      { numRuns: 200 },
    )
  })
})

describe('the parts of a clock', () => {
  const parts = (entries: ClockEntry[], now: number) => clockParts(entries, 'resolution', office, now)

  it('are none where nothing is promised', () => {
    expect(parts([], ten)).toEqual([])
    expect(clockParts([entry(ten, 'start', 60)], 'resolution', null, ten)).toEqual([])
  })

  it('tell what was counted, paused, unused and over, in open minutes', () => {
    const paused = [entry(ten, 'start', 60), entry(later(20), 'pause')]
    expect(parts(paused, later(150 + 90 + 10))).toEqual([
      { kind: 'counted', minutes: 20 },
      // From 10:20 to 12:30, and from 14:00 to 14:10.
      { kind: 'paused', minutes: 140 },
      { kind: 'unused', minutes: 40 },
    ])
    expect(parts([entry(ten, 'start', 60)], later(75))).toEqual([
      { kind: 'counted', minutes: 60 },
      { kind: 'over', minutes: 15 },
    ])
  })

  it('whatever happened, counted and unused make the promise until it is broken', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 600 }), { maxLength: 8 })
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 3000 }), (gaps, promised) => {
        const entries = [entry(ten, 'start', promised)]
        let at = ten
        for (const [i, gap] of gaps.entries()) {
          at += gap * minute
          entries.push(entry(at, i % 2 === 0 ? 'pause' : 'resume'))
        }
        const made = parts(entries, at)
        const sum = (...kinds: string[]): number =>
          made.filter(({ kind }) => kinds.includes(kind)).reduce((total, { minutes }) => total + minutes, 0)
        expect(sum('counted', 'unused')).toBeCloseTo(promised)
        expect(sum('counted', 'over')).toBeCloseTo(promised - (read(entries, at).remainingMinutes ?? 0))
        expect(sum('over') > 0 && sum('unused') > 0).toBe(false)
      }),
      { numRuns: 200 },
    )
  })
})
