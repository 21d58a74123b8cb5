import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { comingDays } from '#domain/sla/index.ts'

describe('days that come', () => {
  it('come once each, the next first, and not when they are over', () => {
    const days = comingDays(
      [
        { date: '11-25', name: 'Ontem' },
        { date: '06-13', name: 'Municipal' },
        { date: '2026-12-24', open: [{ start: '09:00', end: '13:00' }] },
        { date: '2026-01-02' },
        { easter: -47, name: 'Carnaval' },
        { date: '02-29' },
        { date: '11-26' },
      ],
      '2026-11-26',
    )
    expect(days.map(({ date, name }) => [date, name])).toEqual([
      ['2026-11-26', null],
      ['2026-12-24', null],
      ['2027-02-09', 'Carnaval'],
      ['2027-06-13', 'Municipal'],
      ['2027-11-25', 'Ontem'],
      ['2028-02-29', null],
    ])
    expect(days[1]?.open).toEqual([{ start: '09:00', end: '13:00' }])
  })

  it('every yearly day comes within eight years, never before today', () => {
    const day = fc.constantFrom('01-01', '02-29', '12-31')
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: -100, max: 200 }),
        fc.integer({ min: 2020, max: 2110 }),
        (date, easter, year) => {
          const today = `${year}-03-01`
          const found = comingDays([{ date }, { easter }], today)
          expect(found).toHaveLength(2)
          for (const one of found) expect(one.date >= today).toBe(true)
        },
      ),
    )
  })
})
