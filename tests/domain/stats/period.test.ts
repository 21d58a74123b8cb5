import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distributionOf, percentile } from '#domain/stats/distribution.ts'
import { monthOf, nextSending, periodNames, periodOf } from '#domain/stats/period.ts'

const lisbon = 'Europe/Lisbon'
/** Thursday 26 November 2026, 15:00 in Lisbon. */
const now = Date.UTC(2026, 10, 26, 15)
const iso = (at: number): string => new Date(at).toISOString()

describe('a period', () => {
  it.each([
    ['week', '2026-11-23', '2026-11-26', '2026-11-16', '2026-11-19', 4],
    ['last-week', '2026-11-16', '2026-11-22', '2026-11-09', '2026-11-15', 7],
    ['month', '2026-11-01', '2026-11-26', '2026-10-01', '2026-10-26', 26],
    ['last-month', '2026-10-01', '2026-10-31', '2026-09-01', '2026-09-30', 31],
    ['quarter', '2026-10-01', '2026-11-26', '2026-07-01', '2026-08-26', 9],
    ['year', '2026-01-01', '2026-11-26', '2025-01-01', '2025-11-26', 11],
  ] as const)('%s is from %s to %s, after one from %s to %s', (name, from, to, before, until, parts) => {
    const period = periodOf(name, now, lisbon)
    expect(period.dates).toEqual({ from, to })
    expect(period.previous.dates).toEqual({ from: before, to: until })
    expect(period.parts).toHaveLength(parts)
  })

  it('begins at midnight in Lisbon, in summer too', () => {
    const october = periodOf('last-month', now, lisbon)
    expect([iso(october.from), iso(october.to)]).toEqual([
      '2026-09-30T23:00:00.000Z',
      '2026-11-01T00:00:00.000Z',
    ])
    expect(
      october.parts.map(({ from, to }) => (to - from) / 3_600_000).filter((hours) => hours !== 24),
    ).toEqual([25])
  })

  it('that goes on ends now, and is compared with the same stretch', () => {
    const month = periodOf('month', now, lisbon)
    expect(month.running).toBe(true)
    expect(iso(month.to)).toBe('2026-11-26T15:00:00.000Z')
    expect(iso(month.previous.to)).toBe('2026-10-26T15:00:00.000Z')
  })

  it('of a month is compared with a whole one, however long', () => {
    const march = monthOf('2026-03', now, lisbon)
    expect(march.dates).toEqual({ from: '2026-03-01', to: '2026-03-31' })
    expect(march.previous.dates).toEqual({ from: '2026-02-01', to: '2026-02-28' })
    expect(monthOf('2026-11', now, lisbon).previous.dates).toEqual({ from: '2026-10-01', to: '2026-10-26' })
  })

  it('is covered by its parts, whatever the day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) }),
        fc.constantFrom(...periodNames.filter((name) => name !== 'custom')),
        fc.constantFrom(lisbon, 'Atlantic/Azores', 'UTC'),
        (at, name, zone) => {
          const { from, to, parts, previous } = periodOf(name, at, zone)
          expect(parts[0]?.from).toBe(from)
          expect(parts.at(-1)?.to).toBe(to)
          for (const [n, part] of parts.entries()) {
            expect(part.to).toBeGreaterThanOrEqual(part.from)
            if (n > 0) expect(part.from).toBe(parts[n - 1]?.to)
          }
          // At its first moment nothing of a period has gone by, and nothing of the one before is compared.
          expect(previous.from < previous.to).toBe(at > from)
          expect(previous.from).toBeLessThanOrEqual(previous.to)
          expect(previous.to).toBeLessThanOrEqual(from)
        },
      ),
      { examples: [[Date.parse('2026-10-01T00:00+01:00'), 'quarter', lisbon]] },
    )
  })
})

describe('sending', () => {
  it('is due on Mondays or on the first, at its hour in Lisbon, and always later than now', () => {
    expect(iso(nextSending('weekly', 8, now, lisbon))).toBe('2026-11-30T08:00:00.000Z')
    expect(iso(nextSending('monthly', 8, now, lisbon))).toBe('2026-12-01T08:00:00.000Z')
    expect(iso(nextSending('monthly', 8, Date.UTC(2026, 5, 20), lisbon))).toBe('2026-07-01T07:00:00.000Z')
    const monday = Date.UTC(2026, 10, 30, 8)
    expect(iso(nextSending('weekly', 8, monday, lisbon))).toBe('2026-12-07T08:00:00.000Z')
    expect(iso(nextSending('weekly', 8, monday - 1, lisbon))).toBe('2026-11-30T08:00:00.000Z')
  })
})

describe('a percentile', () => {
  const of = (values: number[], share: number): number | null => percentile(distributionOf([values]), share)

  it('is a value that was measured, by nearest rank', () => {
    expect(of([], 0.5)).toBeNull()
    expect(of([7], 0.9)).toBe(7)
    expect(of([3, 1, 2], 0.5)).toBe(2)
    expect(of([100, 9, 20], 0.5)).toBe(20)
    expect(of([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9)).toBe(9)
  })

  it('has at least its share at or below it, and less below', () => {
    fc.assert(
      fc.property(
        fc
          .constantFrom(3, 500_000)
          .chain((max) => fc.array(fc.integer({ min: 0, max }), { minLength: 1, maxLength: 200 })),
        fc.constantFrom(0.5, 0.9),
        (values, share) => {
          const at = of(values, share) ?? -1
          expect(values).toContain(at)
          expect(values.filter((value) => value <= at).length).toBeGreaterThanOrEqual(share * values.length)
          expect(values.filter((value) => value < at).length).toBeLessThan(share * values.length)
        },
      ),
    )
  })
})
