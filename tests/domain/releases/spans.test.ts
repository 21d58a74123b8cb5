import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addSpan, covers, mayHaveGone, type Span } from '#domain/releases/index.ts'

test('parts that meet are one, in any order, and all of them are the whole', () => {
  const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { maxLength: 30 })
  fc.assert(
    fc.property(cuts, fc.infiniteStream(fc.nat()), (inner, order) => {
      const edges = [0, ...inner.toSorted((a, b) => a - b), 1000]
      const parts = edges.slice(1).map((end, at): Span => [edges[at] as number, end, end])
      const shuffled = parts
        .map((part) => ({ part, by: order.next().value as number }))
        .toSorted((a, b) => a.by - b.by)
        .map(({ part }) => part)
      let spans: Span[] = []
      for (const part of shuffled) {
        expect(covers(spans, 1000)).toBe(false)
        spans = addSpan(spans, part)
      }
      expect(spans).toEqual([[0, 1000, 1000]])
      expect(covers(spans, 1000)).toBe(true)
    }),
  )
})

test('what lay in buffers counts once its client goes on from within it', () => {
  const broken = addSpan([], [0, 400, 480])
  expect(covers(addSpan(broken, [430, 1000, 1000]), 1000)).toBe(true)
  expect(covers(addSpan(broken, [490, 1000, 1000]), 1000)).toBe(false)
})

test('parts that are fetched at once prove nothing of each other', () => {
  const both = mayHaveGone(addSpan(addSpan([], [0, 10, 10]), [50, 60, 60]), 10, 50)
  expect(covers(addSpan(both, [60, 100, 100]), 100)).toBe(false)
  // The first one goes on where its client lost it.
  expect(covers(addSpan(addSpan(both, [60, 100, 100]), [30, 50, 50]), 100)).toBe(true)
})

test('a last part that may not have arrived is not there', () => {
  expect(covers(addSpan([], [0, 900, 1000]), 1000)).toBe(false)
  expect(covers(addSpan([], [0, 0, 1000]), 1000)).toBe(false)
})

test('gaps without end take no space without end', () => {
  let spans: Span[] = []
  for (let at = 0; at < 1000; at++) spans = addSpan(spans, [at * 10, at * 10 + 1, at * 10 + 1])
  expect(spans.length).toBeLessThanOrEqual(200)
})
