import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Person } from '#domain/shared/index.ts'
import { fingerprint } from '#domain/tickets/fingerprint.ts'
import { levels, parseReference, referenceOf } from '#domain/tickets/index.ts'
import { priorityOf, rankOf } from '#domain/tickets/priority.ts'
import { matchExpressions } from '#domain/tickets/search-words.ts'
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
  const system = { kind: 'system', name: 'test' } as const
  const customer = {
    kind: 'person',
    role: 'partner',
    organisationIds: ['norte', 'vila-nova'],
  } as never as Person

  it('is quoted, the last word a beginning', () => {
    expect(matchExpressions('erro G-210 config', system)).toMatchObject({
      exact: 'body : ("erro" AND "G" AND "210" AND "config")',
      partial: 'body : ("erro" AND "G" AND "210" AND "config" *)',
    })
    expect(matchExpressions('erro config', system)?.beginning(['configura', 'configurar'])).toBe(
      'body : ("erro" AND ("configura" OR "configurar"))',
    )
    expect(matchExpressions('a" OR b:* NEAR(', system)?.exact).toBe(
      'body : ("a" AND "OR" AND "b" AND "NEAR")',
    )
    expect(matchExpressions(' -- "" ', system)).toBeNull()
  })

  it('is looked for in the messages of a customer’s organisations alone', () => {
    expect(matchExpressions('erro', customer)?.partial).toBe(
      'body : ("erro" *) AND scope : ("cnorte" OR "cvilanova")',
    )
  })

  it('leaves no operator in, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const { exact = 'body : ("")' } = matchExpressions(typed, system) ?? {}
        expect(exact).toMatch(/^body : \("[\p{L}\p{N}\p{M}]*"( AND "[\p{L}\p{N}\p{M}]+")*\)$/u)
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
