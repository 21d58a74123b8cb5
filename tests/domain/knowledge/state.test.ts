import { expect, it } from 'vitest'
import { nextTurn, stateOf } from '#domain/knowledge/index.ts'

const now = Date.parse('2026-11-25T12:00:00Z')
const article = (changes: Partial<Parameters<typeof stateOf>[0]> = {}): Parameters<typeof stateOf>[0] => ({
  status: 'published',
  publishAt: null,
  expireAt: null,
  ...changes,
})

it.each([
  ['published', article()],
  ['draft', article({ status: 'draft' })],
  ['archived', article({ status: 'archived', publishAt: '2027-01-01T00:00:00Z' })],
  ['scheduled', article({ publishAt: '2026-11-25T12:00:00.001Z' })],
  ['published', article({ publishAt: '2026-11-25T12:00:00Z' })],
  ['expired', article({ expireAt: '2026-11-25T12:00:00Z' })],
  ['published', article({ expireAt: '2026-11-25T12:00:01Z' })],
] as const)('is %s', (state, each) => {
  expect(stateOf(each, now)).toBe(state)
})

it('turns next at the nearest moment of what is published by its file', () => {
  expect(nextTurn([article()], now)).toBeNull()
  const articles = [
    article({ status: 'draft', publishAt: '2026-11-25T12:00:01Z' }),
    article({ publishAt: '2026-11-24T00:00:00Z', expireAt: '2026-12-01T00:00:00Z' }),
    article({ publishAt: '2026-11-26T00:00:00Z' }),
  ]
  expect(nextTurn(articles, now)).toBe(Date.parse('2026-11-26T00:00:00Z'))
  expect(nextTurn(articles, Date.parse('2026-11-26T00:00:00Z'))).toBe(Date.parse('2026-12-01T00:00:00Z'))
})
