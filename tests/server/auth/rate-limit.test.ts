import { expect, it } from 'vitest'
import { createRateLimit } from '#server/auth/rate-limit.ts'
import { createWorld } from '../../support/world.ts'

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
