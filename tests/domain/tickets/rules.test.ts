import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fingerprint } from '#domain/tickets/fingerprint.ts'
import { levels, parseReference, referenceOf } from '#domain/tickets/index.ts'
import { priorityOf, rankOf } from '#domain/tickets/priority.ts'
import { matchExpression } from '#domain/tickets/search-words.ts'
import { mayBecome, statuses } from '#domain/tickets/status.ts'

describe('references', () => {
  it('go both ways, in any case', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e12 }), (id) => {
        expect(parseReference(referenceOf(id))).toBe(id)
        expect(parseReference(` ${referenceOf(id).toLowerCase()} `)).toBe(id)
      }),
      { numRuns: 50 },
    )
  })

  it.each(['', 'SUP-', 'SUP-0', 'SUP-01', 'SUP-1e3', 'SUP--1', 'SUP-1 or 1=1', '1001', 'XSUP-1'])(
    '%j is none',
    (text) => {
      expect(parseReference(text)).toBeNull()
    },
  )
})

describe('priority', () => {
  it('never falls when impact or urgency rises', () => {
    const level = fc.constantFrom(...levels)
    fc.assert(
      fc.property(level, level, level, (impact, urgency, other) => {
        const higher = rankOf(other) > rankOf(urgency)
        const [a, b] = [rankOf(priorityOf(impact, urgency)), rankOf(priorityOf(impact, other))]
        if (higher) expect(b).toBeGreaterThanOrEqual(a)
        expect(priorityOf(impact, urgency)).toBe(priorityOf(urgency, impact))
      }),
    )
  })
})

describe('statuses', () => {
  it('never become new or merged again, and merged becomes nothing', () => {
    for (const from of statuses) {
      expect(mayBecome(from, 'new')).toBe(false)
      expect(mayBecome(from, 'merged')).toBe(false)
      expect(mayBecome('merged', from)).toBe(false)
    }
    expect(mayBecome('closed', 'open')).toBe(true)
    expect(mayBecome('closed', 'resolved')).toBe(false)
  })
})

describe('what somebody searches', () => {
  it('is quoted, the last word a beginning', () => {
    expect(matchExpression('erro G-210 config')).toBe('"erro" "G" "210" "config"*')
    expect(matchExpression('a" OR b:* NEAR(')).toBe('"a" "OR" "b" "NEAR"*')
    expect(matchExpression(' -- "" ')).toBeNull()
  })

  it('leaves no operator in, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        expect(matchExpression(typed) ?? '""').toMatch(/^"[\p{L}\p{N}\p{M}]*"( "[\p{L}\p{N}\p{M}]+")*\*?$/u)
      }),
    )
  })
})

describe('fingerprints', () => {
  it('differ where texts differ', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(fingerprint(a) === fingerprint(b)).toBe(a === b)
      }),
    )
  })
})
