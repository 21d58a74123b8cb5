import { expect, test } from 'vitest'
import { lastRound, nextRound } from '#domain/notices/week.ts'

const at = (iso: string): number => Date.parse(iso)

test.each([
  ['in winter', '2026-11-30T09:00:00Z', '2026-11-30T09:00:00Z', '2026-12-07T09:00:00Z'],
  ['a moment before', '2026-11-30T08:59:59Z', '2026-11-23T09:00:00Z', '2026-11-30T09:00:00Z'],
  ['on a Sunday', '2026-11-29T23:00:00Z', '2026-11-23T09:00:00Z', '2026-11-30T09:00:00Z'],
  ['over the change to summer time', '2026-03-29T12:00:00Z', '2026-03-23T09:00:00Z', '2026-03-30T08:00:00Z'],
])('the round is on Monday at nine in Lisbon, %s', (_, now, last, next) => {
  expect(lastRound(at(now), 'Europe/Lisbon')).toBe(at(last))
  expect(nextRound(at(now), 'Europe/Lisbon')).toBe(at(next))
})
