import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { monthAround, monthsWithin } from '#domain/stats/months.ts'

const lisbon = 'Europe/Lisbon'
const iso = (at: number): string => new Date(at).toISOString()
const at = (text: string): number => Date.parse(text)

describe('months of a stretch', () => {
  it('are those that lie in it, with what is left before and after', () => {
    const range = { from: at('2026-01-20T00:00:00Z'), to: at('2026-04-05T00:00:00Z') }
    const { months, rest } = monthsWithin(range, lisbon, at('2026-11-26T15:00:00Z'))
    expect(months.map(iso)).toEqual(['2026-02-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'])
    expect(rest.map(({ from, to }) => [iso(from), iso(to)])).toEqual([
      ['2026-01-20T00:00:00.000Z', '2026-02-01T00:00:00.000Z'],
      // Summer time has begun.
      ['2026-03-31T23:00:00.000Z', '2026-04-05T00:00:00.000Z'],
    ])
  })

  it('have the one that goes on, when the stretch reaches it', () => {
    const now = at('2026-11-26T15:00:00Z')
    const november = at('2026-11-01T00:00:00Z')
    expect(monthsWithin({ from: november, to: now }, lisbon, now)).toEqual({ months: [november], rest: [] })
    const part = { from: november, to: now - 1 }
    expect(monthsWithin(part, lisbon, now)).toEqual({ months: [], rest: [part] })
  })

  it('and what is left cover it once, whatever it is', () => {
    const moment = fc.integer({ min: at('2020-01-01T00:00:00Z'), max: at('2030-01-01T00:00:00Z') })
    const zone = fc.constantFrom(lisbon, 'Atlantic/Azores', 'Pacific/Auckland')
    fc.assert(
      fc.property(moment, moment, zone, (one, other, zone) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)]
        const { months, rest } = monthsWithin({ from, to }, zone, Number.MAX_SAFE_INTEGER)
        const whole = months.map((start, n) => {
          const next = months[n + 1] ?? rest.find((range) => range.from > start)?.from ?? to
          // Inside a month, another moment belongs to the same one.
          expect(monthAround(next - 1, zone)).toBe(start)
          return { from: start, to: next }
        })
        const all = [...rest, ...whole].sort((a, b) => a.from - b.from)
        expect(all[0]?.from ?? from).toBe(from)
        expect(all.at(-1)?.to ?? to).toBe(to)
        for (const [n, range] of all.entries()) if (n > 0) expect(range.from).toBe(all[n - 1]?.to)
      }),
    )
  })
})
