import { afterEach, describe, expect, it, vi } from 'vitest'
import { sessions as table } from '#db/schema/index.ts'
import { createSessions } from '#server/auth/sessions.ts'
import { createWorld, tuesday } from '../../support/world.ts'

const client = { userAgent: 'test', address: '127.0.0.1' }
const hour = 3_600_000
const ana = { id: 'ana', staff: false }
const eva = { id: 'eva', staff: true }

afterEach(() => {
  vi.useRealTimers()
})

async function start() {
  vi.useFakeTimers({ now: tuesday, toFake: ['Date'] })
  const world = await createWorld()
  return { ...world, sessions: createSessions(world.database) }
}

describe('sessions', () => {
  it('signs in whoever holds the secret, which the database does not', async () => {
    const { sessions, database } = await start()
    const { secret } = await sessions.create(ana, client)
    expect((await sessions.validate(secret))?.actor).toMatchObject({
      id: 'ana',
      role: 'customer',
      scopes: 'all',
    })
    expect(JSON.stringify(await database.reader.select().from(table))).not.toContain(secret)
  })

  it('knows nobody by another secret, a malformed one, or the stored id', async () => {
    const { sessions } = await start()
    const { secret } = await sessions.create(ana, client)
    const [stored] = await sessions.list('ana')
    expect(await sessions.validate(secret.replace(/.$/, (c) => (c === 'a' ? 'b' : 'a')))).toBeNull()
    expect(await sessions.validate('%')).toBeNull()
    expect(await sessions.validate(stored?.id ?? '')).toBeNull()
  })

  it('ends staff sessions after twelve hours however busy', async () => {
    const { sessions } = await start()
    const { secret } = await sessions.create(eva, client)
    for (let at = 1; at < 12; at++) {
      vi.setSystemTime(tuesday + at * hour)
      expect(await sessions.validate(secret)).not.toBeNull()
    }
    vi.setSystemTime(tuesday + 12 * hour)
    expect(await sessions.validate(secret)).toBeNull()
  })

  it('renews a customer session in use and ends it after thirty days', async () => {
    const { sessions } = await start()
    const { secret } = await sessions.create(ana, client)
    for (let day = 4; day < 30; day += 4) {
      vi.setSystemTime(tuesday + day * 24 * hour)
      expect(await sessions.validate(secret)).not.toBeNull()
    }
    vi.setSystemTime(tuesday + 30 * 24 * hour)
    expect(await sessions.validate(secret)).toBeNull()
  })

  it('lasts no longer where the clock was ahead and is set back, and ends nobody’s work', async () => {
    const { sessions } = await start()
    vi.setSystemTime(tuesday + 365 * 24 * hour)
    const { secret } = await sessions.create(eva, client)
    vi.setSystemTime(tuesday)
    expect(await sessions.validate(secret)).not.toBeNull()
    expect((await sessions.list('eva')).map(({ createdAt }) => createdAt)).toEqual([tuesday])
    vi.setSystemTime(tuesday + 11 * hour)
    expect(await sessions.validate(secret)).not.toBeNull()
    vi.setSystemTime(tuesday + 12 * hour)
    expect(await sessions.validate(secret)).toBeNull()
  })

  it('revokes one, all others, or all; nobody revokes another person’s', async () => {
    const { sessions } = await start()
    const first = await sessions.create(ana, client)
    const second = await sessions.create(ana, client)
    const id = (await sessions.validate(first.secret))?.sessionId ?? ''
    expect(await sessions.revoke('bruno', id)).toBe(false)
    await sessions.revokeAll('ana', id)
    expect(await sessions.validate(first.secret)).not.toBeNull()
    expect(await sessions.validate(second.secret)).toBeNull()
    expect(await sessions.revoke('ana', id)).toBe(true)
    expect(await sessions.validate(first.secret)).toBeNull()
  })

  it('does not sign in a disabled person', async () => {
    const { sessions, database } = await start()
    const { secret } = await sessions.create(ana, client)
    await database.client.execute("update people set disabled_at = 1 where id = 'ana'")
    expect(await sessions.validate(secret)).toBeNull()
  })
})
