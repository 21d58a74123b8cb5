import { describe, expect, test } from 'vitest'
import {
  acceptEula,
  defineEula,
  findDownload,
  getEula,
  getManagedEula,
  getProductUpdates,
  listLicences,
  withdrawEula,
} from '#domain/releases/index.ts'
import { tuesday, type World } from '#tests/support/world.ts'
import { file, recorded, stocked } from './stock.ts'

const day = 86_400_000
const words = { pt: '# Termos\n\nUse bem.', en: '# Terms\n\nUse it well.' }

async function define(world: World, at = tuesday, more: object = {}): Promise<number> {
  return defineEula(await world.as('joao', at), { product: 'gestor', ...words, ...more })
}

const reasonOf = async (world: World, who: 'ana' | 'dora' | 'carla', now = tuesday): Promise<unknown> => {
  const { releases } = await getProductUpdates(await world.as(who, now), { product: 'gestor' })
  return releases.find(({ version }) => version === '7.4.2')?.decision
}

describe('a licence', () => {
  test('bars the files until somebody of the organisation accepts it, and a new revision asks again', async () => {
    const world = await stocked()
    expect(await reasonOf(world, 'ana')).toMatchObject({ allowed: true })
    expect(await define(world)).toBe(1)
    expect(await reasonOf(world, 'ana')).toEqual({ allowed: false, reason: 'eula-required', revision: 1 })
    const wanted = { product: 'gestor', version: '7.4.2', name: file }
    await expect(findDownload(await world.as('ana'), wanted)).rejects.toMatchObject({ code: 'eula-required' })
    const accepted = await acceptEula(
      await world.as('bruno'),
      { product: 'gestor', revision: 1 },
      '192.0.2.7',
    )
    expect(accepted.accepted).toMatchObject({ person: 'Bruno Tavares', acceptedAt: tuesday })
    // For the whole organisation, and for it alone.
    expect(await reasonOf(world, 'ana')).toMatchObject({ allowed: true })
    expect(await reasonOf(world, 'carla')).toMatchObject({ reason: 'eula-required' })
    await acceptEula(await world.as('ana'), { product: 'gestor', revision: 1 }, '192.0.2.7')
    expect(await recorded(world)).toEqual([
      ['eula.defined', null],
      ['eula.accepted', 'vila-nova'],
    ])
    expect(await define(world, tuesday + day)).toBe(2)
    expect(await reasonOf(world, 'ana', tuesday + day)).toMatchObject({
      reason: 'eula-required',
      revision: 2,
    })
    await expect(
      acceptEula(await world.as('ana', tuesday + day), { product: 'gestor', revision: 1 }, ''),
    ).rejects.toMatchObject({ kind: 'conflict', code: 'eula-not-current' })
  })

  test('that a partner accepts for itself holds for what it fetches for others', async () => {
    const world = await stocked()
    await define(world)
    expect(await reasonOf(world, 'dora')).toMatchObject({ reason: 'eula-required' })
    await acceptEula(await world.as('dora'), { product: 'gestor', revision: 1 }, '192.0.2.9')
    expect(await reasonOf(world, 'dora')).toMatchObject({ allowed: true })
    expect(await reasonOf(world, 'ana')).toMatchObject({ reason: 'eula-required' })
    // Also where it asks for one of them alone.
    const wanted = { product: 'gestor', version: '7.4.2', name: file, organisation: 'vila-nova' }
    await expect(findDownload(await world.as('dora'), wanted)).resolves.toMatchObject({
      organisationId: 'vila-nova',
    })
    const { acceptances } = await getManagedEula(await world.as('joao'), { product: 'gestor' })
    expect(acceptances.items).toMatchObject([
      {
        organisation: { id: 'norte' },
        person: 'Dora Pacheco',
        revision: 1,
        address: '192.0.2.9',
        token: null,
      },
    ])
  })

  test('is accepted by tokens that may, and by nobody of the house', async () => {
    const world = await stocked()
    await define(world)
    const bruno = await world.person('bruno')
    const accept = async (scopes: readonly string[]): Promise<unknown> =>
      acceptEula(
        await world.as({ ...bruno, scopes: scopes as never, tokenId: 'demo-bruno' }),
        { product: 'gestor', revision: 1 },
        '',
      )
    await expect(accept(['updates:read'])).rejects.toMatchObject({ code: 'scope-missing' })
    await expect(accept(['eula:accept'])).rejects.toMatchObject({ code: 'updates-not-yours' })
    await expect(accept(['updates:read', 'eula:accept'])).resolves.toMatchObject({ revision: 1 })
    const { acceptances } = await getManagedEula(await world.as('joao'), { product: 'gestor' })
    expect(acceptances.items[0]?.token).toBe('Demo')
    await expect(
      acceptEula(await world.as('eva'), { product: 'gestor', revision: 1 }, ''),
    ).rejects.toMatchObject({ code: 'customers-accept' })
  })

  test('is there only for whoever may know of the product', async () => {
    const world = await stocked()
    const carla = await world.as('carla')
    await expect(getEula(carla, 'gestor')).rejects.toMatchObject({ code: 'eula-not-found' })
    await defineEula(await world.as('joao'), { product: 'folha', ...words })
    await expect(getEula(carla, 'folha')).rejects.toMatchObject({ code: 'product-not-found' })
    await expect(acceptEula(carla, { product: 'folha', revision: 1 }, '')).rejects.toMatchObject({
      code: 'product-not-found',
    })
    await expect(acceptEula(carla, { product: 'gestor', revision: 0 }, '')).rejects.toMatchObject({
      kind: 'invalid',
    })
  })

  test('is changed and taken back only before it is in force', async () => {
    const world = await stocked()
    const joao = await world.as('joao')
    await define(world)
    await define(world, tuesday, { effectiveAt: tuesday + 10 * day })
    await define(world, tuesday, { revision: 2, effectiveAt: tuesday + 9 * day, pt: 'Outros' })
    const { revisions } = await getManagedEula(joao, { product: 'gestor' })
    expect(revisions).toMatchObject([
      { revision: 2, state: 'planned', effectiveAt: tuesday + 9 * day, text: { pt: 'Outros' } },
      { revision: 1, state: 'in-force', accepted: 0 },
    ])
    await expect(define(world, tuesday, { revision: 1 })).rejects.toMatchObject({ code: 'eula-in-force' })
    await expect(withdrawEula(joao, { product: 'gestor', revision: 1 })).rejects.toMatchObject({
      code: 'eula-in-force',
    })
    await expect(define(world, tuesday, { effectiveAt: tuesday + day })).rejects.toMatchObject({
      fields: [{ field: 'effectiveOn', code: 'before-earlier-revision' }],
    })
    await withdrawEula(joao, { product: 'gestor', revision: 2 })
    expect(await listLicences(joao)).toContainEqual({ id: 'gestor', name: 'Gestor', revision: 1, planned: 0 })
    expect((await recorded(world)).map(([type]) => type)).toEqual([
      'eula.defined',
      'eula.defined',
      'eula.changed',
      'eula.withdrawn',
    ])
  })

  test('is for administrators to keep', async () => {
    const world = await stocked()
    for (const who of ['ana', 'eva', 'helena'] as const) {
      const ctx = await world.as(who)
      const refused = { code: 'administrators-only' }
      await expect(defineEula(ctx, { product: 'gestor', ...words })).rejects.toMatchObject(refused)
      await expect(withdrawEula(ctx, { product: 'gestor', revision: 1 })).rejects.toMatchObject(refused)
      await expect(listLicences(ctx)).rejects.toMatchObject(refused)
      await expect(getManagedEula(ctx, { product: 'gestor' })).rejects.toMatchObject(refused)
    }
    await expect(define(world, tuesday, { product: 'none' })).rejects.toMatchObject({ kind: 'not-found' })
    await expect(define(world, tuesday, { pt: ' ' })).rejects.toMatchObject({
      fields: [{ field: 'pt', code: 'required' }],
    })
  })
})
