import { describe, expect, test } from 'vitest'
import { events } from '#db/schema/index.ts'
import {
  announceEndingTokens,
  createService,
  createToken,
  disableService,
  findGrantHolder,
  findTokenByHash,
  getService,
  listServices,
  listTokens,
  revokeToken,
  rotateOwnToken,
  rotateToken,
} from '#domain/accounts/index.ts'
import { createWorld, tuesday, type World } from '#tests/support/world.ts'

const day = 86_400_000
const service = { name: 'Servidor', organisationId: 'vila-nova' }
const token = { name: 'prod', scopes: ['updates:read'], days: 30, dailyMegabytes: 5 }

async function types(world: World): Promise<string[]> {
  return (await world.database.reader.select({ type: events.type }).from(events)).map(({ type }) => type)
}

describe('a service account', () => {
  test('is made by managers, partners and administrators, for what is theirs', async () => {
    const world = await createWorld()
    for (const who of ['bruno', 'dora', 'joao'] as const) {
      const id = await createService(await world.as(who), service)
      expect(await getService(await world.as(who), id)).toMatchObject({ name: 'Servidor', disabledAt: null })
    }
    expect(await types(world)).toEqual(['account.created', 'account.created', 'account.created'])
    for (const who of ['ana', 'carla', 'eva', 'helena'] as const)
      await expect(createService(await world.as(who), service)).rejects.toMatchObject({
        code: 'services-not-yours',
      })
    const elsewhere = createService(await world.as('bruno'), { ...service, organisationId: 'sao-bras' })
    await expect(elsewhere).rejects.toMatchObject({ kind: 'not-found' })
    await expect(createService(await world.as('bruno'), { ...service, name: '' })).rejects.toMatchObject({
      kind: 'invalid',
    })
    expect(await listServices(await world.as('bruno'))).toHaveLength(3)
  })

  test('of another organisation is not there', async () => {
    const world = await createWorld()
    const id = await createService(await world.as('joao'), { ...service, organisationId: 'sao-bras' })
    await expect(getService(await world.as('bruno'), id)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(disableService(await world.as('bruno'), id)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(createToken(await world.as('bruno'), token, 'h', id)).rejects.toMatchObject({
      kind: 'not-found',
    })
    expect(await listServices(await world.as('dora'))).toHaveLength(1)
  })

  test('acts by its tokens for its organisation, until it is disabled', async () => {
    const world = await createWorld()
    const bruno = await world.as('bruno')
    const id = await createService(bruno, service)
    await createToken(bruno, token, 'hash', id)
    const found = await findTokenByHash(world.database.reader, 'hash')
    expect(found?.actor).toMatchObject({ id, organisationId: 'vila-nova', scopes: ['updates:read'] })
    expect(found?.token.dailyBytes).toBe(5_000_000)
    await disableService(bruno, id)
    expect(await findTokenByHash(world.database.reader, 'hash')).toBe(null)
    expect(await findGrantHolder(world.database.reader, id, found?.token.id ?? '')).toMatchObject({
      disabled: true,
    })
    expect(await types(world)).toContain('account.disabled')
  })
})

describe('a token', () => {
  test('is rotated: the new secret works, the old one for as long as was said', async () => {
    const world = await createWorld()
    const ana = await world.as('ana')
    await createToken(ana, token, 'old')
    const [made] = (await listTokens(ana)).filter(({ name }) => name === 'prod')
    const later = await world.as('ana', tuesday + 20 * day)
    const rotated = await rotateToken(later, made?.id ?? '', { overlapHours: 2 }, 'new')
    expect(rotated).toEqual({ expiresAt: tuesday + 50 * day, previousUntil: later.now + 2 * 3_600_000 })
    for (const hash of ['old', 'new']) {
      const found = await findTokenByHash(world.database.reader, hash)
      expect(found?.token).toMatchObject({ id: made?.id, hash: 'new', previousHash: 'old' })
    }
    await rotateOwnToken(
      await world.as({ ...(await world.person('ana')), scopes: ['updates:read'], tokenId: made?.id ?? '' }),
      {},
      'newest',
    )
    expect(await findTokenByHash(world.database.reader, 'old')).toBe(null)
    expect((await types(world)).filter((type) => type === 'token.rotated')).toHaveLength(2)
    await expect(rotateOwnToken(ana, {}, 'x')).rejects.toMatchObject({ code: 'token-required' })
    await expect(rotateToken(await world.as('carla'), made?.id ?? '', {}, 'x')).rejects.toMatchObject({
      kind: 'not-found',
    })
    await revokeToken(ana, made?.id ?? '')
    await expect(rotateToken(ana, made?.id ?? '', {}, 'x')).rejects.toMatchObject({ kind: 'not-found' })
    await expect(rotateToken(ana, 'x', { overlapHours: -1 }, 'x')).rejects.toMatchObject({ kind: 'invalid' })
  })

  test('that ends in two weeks is announced once', async () => {
    const world = await createWorld()
    await createToken(await world.as('ana'), token, 'hash')
    const system = { kind: 'system', name: 'test' } as const
    expect(await announceEndingTokens(await world.as(system))).toBe(0)
    expect(await announceEndingTokens(await world.as(system, tuesday + 17 * day))).toBe(1)
    expect(await announceEndingTokens(await world.as(system, tuesday + 18 * day))).toBe(0)
    expect(await types(world)).toContain('token.ending')
    await expect(announceEndingTokens(await world.as('ana'))).rejects.toMatchObject({ code: 'system-only' })
  })
})
