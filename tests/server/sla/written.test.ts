import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatDatedDays,
  formatHours,
  formatYearlyDays,
  parseDatedDays,
  parseHours,
  parseYearlyDays,
} from '#server/sla/day-lines.ts'
import { formatDuration, parseDuration } from '#server/sla/durations.ts'

describe('days as people write them', () => {
  it('are read in both languages, with hours or closed', () => {
    expect(
      parseYearlyDays('d', '13/06\n\nPáscoa-47\neaster + 1\nPÁSCOA\n24/12: 9:00–13:00, 14h00-15h30\n'),
    ).toEqual([
      { date: '06-13', open: [] },
      { easter: -47, open: [] },
      { easter: 1, open: [] },
      { easter: 0, open: [] },
      {
        date: '12-24',
        open: [
          { start: '09:00', end: '13:00' },
          { start: '14:00', end: '15:30' },
        ],
      },
    ])
    expect(parseDatedDays('d', '24/12/2026\n2026-12-31 fechado\n1/1/2027 09:00-10:00')).toEqual([
      { date: '2026-12-24', open: [] },
      { date: '2026-12-31', open: [] },
      { date: '2027-01-01', open: [{ start: '09:00', end: '10:00' }] },
    ])
  })

  it.each(['31/02', '13-06', 'Natal', '24/12 de manhã', 'Páscoa-', '24/12/2026'])(
    '“%s” is not a yearly day',
    (line) => {
      expect(() => parseYearlyDays('d', `01/01\n${line}`)).toThrow(
        expect.objectContaining({
          fields: [{ field: 'd', code: 'bad-line', params: { line: 2, text: line } }],
        }),
      )
    },
  )

  it.each(['29/02/2027', '13/06', '2026-13-01', 'easter'])('“%s” is not a date', (line) => {
    expect(() => parseDatedDays('d', line)).toThrow()
  })

  it('are written as they are read', () => {
    const rules = [
      { date: '02-29', open: [] },
      { easter: 60, open: [{ start: '08:00', end: '24:00' }] },
      { easter: 0, open: [] },
    ]
    for (const lang of ['pt', 'en'] as const)
      expect(parseYearlyDays('d', formatYearlyDays(lang, rules))).toEqual(rules)
    const dates = [{ date: '2026-11-30', open: [{ start: '00:00', end: '09:05' }] }]
    expect(parseDatedDays('d', formatDatedDays(dates))).toEqual(dates)
    expect(parseHours(formatHours([]))).toEqual([])
    expect(parseHours('9-12')).toBeNull()
  })
})

describe('durations', () => {
  it.each([
    ['90', 90],
    ['90 min', 90],
    ['4 h', 240],
    ['2 h 30', 150],
    ['2h30m', 150],
    ['1 hora 5 minutos', 65],
    ['', null],
  ])('“%s” is %s minutes', (text, minutes) => {
    expect(parseDuration('d', text)).toBe(minutes)
  })

  it.each(['logo', '-5', '1,5 h', '2 dias'])('“%s” is none', (text) => {
    expect(() => parseDuration('d', text)).toThrow()
  })

  it('are written as they are read', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 525_600 }), (minutes) => {
        expect(parseDuration('d', formatDuration(minutes))).toBe(minutes)
      }),
    )
  })
})
