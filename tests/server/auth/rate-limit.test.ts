import { afterEach, expect, it, vi } from 'vitest'
import { createRateLimit } from '#server/auth/rate-limit.ts'
import { createWorld, tuesday } from '../../support/world.ts'

afterEach(() => {
  vi.useRealTimers()
})

it('refuses past the limit, by key, also after a restart, until it is reset', async () => {
  const { database } = await createWorld()
  const limit = createRateLimit(database, 'sign-in', 3, 60)
  for (let turn = 0; turn < 3; turn++) expect(await limit.take('ana')).toBe(0)
  expect(await limit.take('ana')).toBeGreaterThan(0)
  expect(await limit.take('bruno')).toBe(0)
  const restarted = createRateLimit(database, 'sign-in', 3, 60)
  expect(await restarted.blockedFor('ana')).toBeGreaterThan(0)
  await restarted.reset('ana')
  expect(await restarted.take('ana')).toBe(0)
})

it('shuts nobody out for longer than its time where the server’s clock is set back', async () => {
  vi.useFakeTimers({ now: tuesday, toFake: ['Date'] })
  const { database } = await createWorld()
  const limit = createRateLimit(database, 'sign-in', 3, 60)
  for (let turn = 0; turn < 4; turn++) await limit.take('ana')
  expect(await limit.blockedFor('ana')).toBe(60)
  vi.setSystemTime(tuesday - 24 * 3_600_000)
  expect(await limit.blockedFor('ana')).toBe(0)
  for (let turn = 0; turn < 3; turn++) expect(await limit.take('ana')).toBe(0)
  expect(await limit.take('ana')).toBe(60)
})
