import { expect, it } from 'vitest'
import { csv } from '#server/http/csv.ts'

it('quotes what needs it and leaves the rest', () => {
  expect(
    csv([
      ['a', 1, null, true],
      ['b, c', 'say "d"', 'e\nf', ''],
    ]),
  ).toBe('\uFEFFa,1,,true\r\n"b, c","say ""d""","e\nf",\r\n')
})

it.each(['=1+1', '+351 210', '-2', '@SUM(A1)', '\tx', '\rx'])('takes the formula out of %j', (typed) => {
  expect(
    csv([[typed]])
      .slice(1)
      .replace(/^"/, ''),
  ).toMatch(/^'/)
})

it('leaves numbers below zero numbers', () => {
  expect(csv([[-2]])).toBe('\uFEFF-2\r\n')
})
