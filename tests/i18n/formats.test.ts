import { expect, test } from 'vitest'
import { formats } from '#i18n/index.ts'

const now = Date.UTC(2026, 10, 26, 12)
const hour = 3_600_000

test('what a clock that was set back makes a time to come is told as now, never as less than nothing', () => {
  const [pt, en] = [formats('pt', 'Europe/Lisbon', now), formats('en', 'Europe/Lisbon', now)]
  for (const ahead of [1, hour, 30 * hour, 800 * hour]) {
    expect(pt.ago(now + ahead)).toBe('agora')
    expect(en.ago(now + ahead)).toBe('now')
  }
  expect(pt.near(now + hour)).toBe('hoje às 13:00')
  expect(pt.span(-90)).toBe('1 h 30 min')
})
