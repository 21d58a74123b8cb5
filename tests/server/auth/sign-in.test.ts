import { expect, it } from 'vitest'
import { visitor } from '#domain/shared/index.ts'
import { createRateLimit } from '#server/auth/rate-limit.ts'
import { createSessions } from '#server/auth/sessions.ts'
import { signIn } from '#server/auth/sign-in.ts'
import { createWorld } from '../../support/world.ts'

async function house(ofAccount: number, ofAddress: number) {
  const world = await createWorld()
  const { database } = world
  const ctx = await world.as(visitor)
  const limits = {
    signInAccount: createRateLimit(database, 'sign-in-account', ofAccount, 900),
    signInAddress: createRateLimit(database, 'sign-in-address', ofAddress, 900),
  }
  const means = { database, sessions: createSessions(database), limits, context: () => ctx } as never
  return (name: string, password: string, address = '192.0.2.1') =>
    signIn(means, { email: `${name}@demo.test`, password }, { userAgent: 'test', address }).then(
      ({ person }) => person.id,
      (error) => error.code as string,
    )
}

it('lets a whole office sign in from one address', async () => {
  const enter = await house(10, 3)
  for (const name of ['ana', 'bruno', 'carla', 'dora', 'eva', 'ana']) {
    expect(await enter(name, 'balcao-demo')).toBe(name)
  }
})

it('stops guessing at one account, and from one address at many', async () => {
  const enter = await house(2, 4)
  expect(await enter('ana', 'x')).toBe('sign-in-failed')
  expect(await enter('ana', 'x')).toBe('sign-in-failed')
  expect(await enter('ana', 'balcao-demo')).toBe('too-many-attempts')
  expect(await enter('bruno', 'x')).toBe('sign-in-failed')
  expect(await enter('carla', 'balcao-demo')).toBe('too-many-attempts')
  expect(await enter('carla', 'balcao-demo', '192.0.2.2')).toBe('carla')
})
