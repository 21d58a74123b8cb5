import fc from 'fast-check'
import { expect, it } from 'vitest'
import { partsOf } from '#server/customers/import/parts.ts'

const row = fc.record({ id: fc.constantFrom('', 'a', 'b', 'c'), name: fc.string({ maxLength: 2 }) })

it('parts a table without losing a line, and never between lines of the same thing', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 700 }), (cells) => {
      const groups = cells.map((each, at) => ({ name: each.name, rows: [{ line: at + 2, cells: each }] }))
      const parts = partsOf('organisations', groups)
      expect(parts.flat().toSorted((a, b) => (a.rows[0]?.line ?? 0) - (b.rows[0]?.line ?? 0))).toEqual(groups)
      for (const part of parts) {
        const lines = part.map(({ rows }) => rows[0]?.line ?? 0)
        expect(lines).toEqual(lines.toSorted((a, b) => a - b))
      }
      for (const id of ['a', 'b', 'c'])
        expect(parts.filter((part) => part.some(({ rows }) => rows[0]?.cells.id === id)).length).toBeLessThan(
          2,
        )
    }),
    { numRuns: 50 },
  )
})

it('makes parts of 250 lines where each is something of its own', () => {
  const groups = Array.from({ length: 1001 }, (_, at) => ({
    name: '',
    rows: [{ line: at + 2, cells: { email: `p${at}@exemplo.pt` } }],
  }))
  expect(partsOf('people', groups).map(({ length }) => length)).toEqual([250, 250, 250, 250, 1])
  expect(partsOf('people', [])).toEqual([[]])
})
