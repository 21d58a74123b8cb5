import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { downloadGrants, events } from '#db/schema/index.ts'
import { recordInstalled } from '#domain/customers/index.ts'
import {
  changeRollout,
  compareVersions,
  findDownload,
  getProductUpdates,
  getUpgradePath,
  listDownloads,
  listUpdates,
  type ReleaseView,
  recordDownloads,
  releaseAdoption,
  requestRelease,
  rolloutPlace,
  type Span,
  viewAs,
  whatIsNew,
} from '#domain/releases/index.ts'
import { tuesday, type World } from '#tests/support/world.ts'
import { file, publish, recorded, stocked } from './stock.ts'

const gestor = { product: 'gestor' }
const client = { address: '192.0.2.1', userAgent: 'curl/8.9' }
const versions = (releases: readonly ReleaseView[]): string[] => releases.map(({ version }) => version)

async function fetchFile(world: World, who: 'ana' | 'dora' | 'carla', version: string): Promise<void> {
  const ctx = await world.as(who)
  const found = await findDownload(ctx, { ...gestor, version, name: file })
  const { actor, now: at, requestId } = ctx
  if (actor.kind !== 'person') throw new Error('a person downloads')
  const note = {
    grantId: ctx.ids.next(),
    opened: { actor, file: found, client, sender: 'portal' as const, at, requestId },
    sent: [{ span: [0, found.size, found.size] as Span, at }],
    flights: new Map(),
    tokenId: actor.tokenId,
  }
  await recordDownloads(await world.as({ kind: 'system', name: 'test' }), [note], 'here')
}

describe('a release for one organisation alone', () => {
  test('is not there for others: not in the lists, on the way up, as a file or to ask for', async () => {
    const world = await stocked()
    const ana = await world.as('ana')
    expect(versions((await getProductUpdates(ana, gestor)).releases)).not.toContain('7.5.2')
    expect(JSON.stringify(await listUpdates(ana))).not.toContain('7.5.2')
    expect(JSON.stringify(await getUpgradePath(ana, { ...gestor, from: '7.4.0' }))).not.toContain('7.5.2')
    const gone = async (version: string): Promise<unknown> =>
      findDownload(ana, { ...gestor, version, name: file }).catch((error: unknown) => error)
    // What is hidden and what does not exist are refused in the same words.
    expect(await gone('7.5.2')).toEqual(await gone('9.9.9'))
    await expect(requestRelease(ana, { ...gestor, version: '7.5.2' })).rejects.toMatchObject({
      code: 'release-not-found',
    })
    expect(versions((await getProductUpdates(await world.as('carla'), gestor)).releases)).toContain('7.5.2')
  })

  test('is seen by a partner for the one it names, and not when another is chosen', async () => {
    const world = await stocked()
    const dora = await world.as('dora')
    const seen = async (organisation?: string): Promise<string[]> =>
      versions((await getProductUpdates(dora, { ...gestor, organisation })).releases)
    expect(await seen()).toContain('7.5.2')
    expect(await seen('sao-bras')).toContain('7.5.2')
    expect(await seen('vila-nova')).not.toContain('7.5.2')
    await expect(seen('mare')).rejects.toMatchObject({ code: 'organisation-not-found' })
  })
})

describe('looking as an organisation', () => {
  test('shows the desk what its people see, and is recorded once an hour', async () => {
    const world = await stocked()
    const eva = await world.as('eva')
    const seen = await getProductUpdates(eva, { ...gestor, as: 'vila-nova' })
    expect(seen).toEqual(await getProductUpdates(await world.as('ana'), gestor))
    const partner = await getProductUpdates(eva, { ...gestor, as: 'norte' })
    expect(partner).toEqual(await getProductUpdates(await world.as('dora'), gestor))
    expect(await viewAs(eva, 'vila-nova')).toEqual({
      id: 'vila-nova',
      name: 'Município de Vila Nova',
      role: 'customer-manager',
    })
    await viewAs(eva, 'vila-nova')
    await viewAs(await world.as('filipe'), 'vila-nova')
    await viewAs(eva, 'sao-bras')
    await viewAs(await world.as('eva', tuesday + 3_600_001), 'vila-nova')
    expect(await recorded(world)).toEqual(
      ['vila-nova', 'vila-nova', 'sao-bras', 'vila-nova'].map((id) => ['organisation.viewed-as', id]),
    )
  })

  test('is refused to everybody else as if there were no such organisation', async () => {
    const world = await stocked()
    for (const who of ['ana', 'dora', 'ines'] as const) {
      const ctx = await world.as(who)
      const gone = { code: 'organisation-not-found' }
      await expect(viewAs(ctx, 'vila-nova')).rejects.toMatchObject(gone)
      await expect(listUpdates(ctx, { as: 'vila-nova' })).rejects.toMatchObject(gone)
    }
    const eva = await world.as('eva')
    await expect(viewAs(eva, 'none')).rejects.toMatchObject({ kind: 'not-found' })
    const token = await world.as({ ...(await world.person('eva')), scopes: ['updates:read'] })
    await expect(viewAs(token, 'vila-nova')).rejects.toMatchObject({ kind: 'not-found' })
    expect(await recorded(world)).toEqual([])
  })
})

describe('a rollout', () => {
  const release = { ...gestor, version: '7.6.0' }
  const reason = async (world: World, who: 'ana' | 'carla'): Promise<unknown> => {
    const { releases } = await getProductUpdates(await world.as(who), gestor)
    return releases.find(({ version }) => version === '7.6.0')?.decision.reason
  }

  test('lets in who asks, and the rest by its percentage', async () => {
    const world = await stocked()
    const id = await publish(world, '7.6.0', '2026-11-16', { kind: 'full', rolloutPercent: 0 })
    expect(await reason(world, 'ana')).toBe('rollout-waiting')
    expect(await requestRelease(await world.as('ana'), release)).toEqual(['vila-nova'])
    expect(await reason(world, 'ana')).toBe('maintenance')
    await expect(requestRelease(await world.as('bruno'), release)).rejects.toMatchObject({
      code: 'not-waiting',
    })
    // What no contract gives, asking does not give either.
    await expect(requestRelease(await world.as('carla'), release)).rejects.toMatchObject({
      code: 'not-waiting',
    })
    const { totals } = await releaseAdoption(await world.as('eva'), release)
    expect(totals).toMatchObject({ organisations: 2, byRequest: 1, byPercent: 0, fetched: 0 })
    const joao = await world.as('joao')
    expect(await changeRollout(joao, { ...release, percent: '100' })).toBe('changed')
    expect(await changeRollout(joao, { ...release, percent: 100 })).toBe('same')
    expect(rolloutPlace('vila-nova', id)).toBeLessThan(100)
    expect((await releaseAdoption(joao, release)).totals).toMatchObject({ byPercent: 2, byRequest: 0 })
    expect(await recorded(world)).toEqual([
      ['release.requested', 'vila-nova'],
      ['release.rollout-changed', null],
    ])
  })

  test('is asked for by customers and changed by administrators', async () => {
    const world = await stocked()
    await publish(world, '7.6.0', '2026-11-16', { rolloutPercent: 0 })
    await expect(requestRelease(await world.as('eva'), release)).rejects.toMatchObject({
      code: 'customers-ask',
    })
    for (const who of ['ana', 'helena'] as const) {
      const refused = changeRollout(await world.as(who), { ...release, percent: 1 })
      await expect(refused).rejects.toMatchObject({ code: 'administrators-only' })
    }
    const joao = await world.as('joao')
    await expect(changeRollout(joao, { ...release, percent: 101 })).rejects.toMatchObject({ kind: 'invalid' })
    await expect(changeRollout(joao, { ...release, version: '1.0.0', percent: 1 })).rejects.toMatchObject({
      code: 'release-not-found',
    })
  })
})

describe('adoption', () => {
  test('tells who has fetched a fix and who still lacks it', async () => {
    const world = await stocked()
    const eva = await world.as('eva')
    const fix = { ...gestor, version: '7.5.1' }
    await recordInstalled(eva, {
      ...{ organisation: 'sao-bras', environment: 'production', version: '7.4.2' },
      ...gestor,
    })
    const before = await releaseAdoption(eva, fix)
    expect(before.totals).toMatchObject({ organisations: 2, fetched: 0, missing: 2 })
    await fetchFile(world, 'ana', '7.5.1')
    const after = await releaseAdoption(eva, { ...fix, show: 'missing' })
    expect(after.totals).toMatchObject({ fetched: 1, missing: 1 })
    expect(after.page.items).toMatchObject([{ id: 'sao-bras', installed: '7.4.2', fetchedAt: null }])
    const fetched = await releaseAdoption(eva, { ...fix, show: 'fetched' })
    expect(fetched.page.items.map(({ id }) => id)).toEqual(['vila-nova'])
    // Whoever runs a later one lacks nothing, however it got it.
    await recordInstalled(eva, {
      ...{ organisation: 'sao-bras', environment: 'production', version: '7.6.0' },
      ...gestor,
    })
    expect((await releaseAdoption(eva, fix)).totals.missing).toBe(0)
  })

  test('counts only whom an exclusive release names, goes by pages, and is for the desk', async () => {
    const world = await stocked()
    const eva = await world.as('eva')
    const hotfix = await releaseAdoption(eva, { ...gestor, version: '7.5.2' })
    expect(hotfix.totals.organisations).toBe(1)
    expect(hotfix.named).toEqual([{ id: 'sao-bras', name: 'Hospital de São Brás' }])
    const first = await releaseAdoption(eva, { ...gestor, version: '7.4.2' }, 1)
    const second = await releaseAdoption(
      eva,
      { ...gestor, version: '7.4.2', cursor: first.page.next ?? undefined },
      1,
    )
    expect([...first.page.items, ...second.page.items].map(({ id }) => id)).toEqual(['sao-bras', 'vila-nova'])
    expect(second.page.next).toBeNull()
    for (const who of ['ana', 'ines'] as const)
      await expect(releaseAdoption(await world.as(who), {})).rejects.toMatchObject({ code: 'desk-only' })
    await expect(releaseAdoption(eva, { ...gestor, version: '1.0.0' })).rejects.toMatchObject({
      code: 'release-not-found',
    })
  })
})

describe('the history of downloads', () => {
  test('is of one’s own organisation, the latest first, by pages and filters', async () => {
    const world = await stocked()
    for (const version of ['7.4.2', '7.5.0', '7.5.1']) await fetchFile(world, 'ana', version)
    await fetchFile(world, 'carla', '7.4.2')
    await world.database.write((tx) => tx.update(downloadGrants).set({ tokenId: 'demo-ana' }))
    const bruno = await world.as('bruno')
    const all = await listDownloads(bruno, {})
    expect(all.items).toHaveLength(3)
    expect(all.items[0]).toMatchObject({
      ...{ person: 'Ana Ribeiro', token: 'Demo', file, product: 'gestor', bytes: 5, size: 5 },
      completedAt: tuesday,
    })
    const page = await listDownloads(bruno, {}, 2)
    const rest = await listDownloads(bruno, { cursor: page.next ?? undefined }, 2)
    expect([...page.items, ...rest.items]).toEqual(all.items)
    const found = async (filter: object): Promise<number> => (await listDownloads(bruno, filter)).items.length
    expect(await found({ version: '7.5' })).toBe(2)
    expect(await found({ completed: 'no' })).toBe(0)
    expect(await found({ product: 'folha' })).toBe(0)
    expect(await found({ from: '2026-11-24', until: '2026-11-24' })).toBe(3)
    expect(await found({ until: '2026-11-23' })).toBe(0)
    expect((await listDownloads(await world.as('dora'), { organisation: 'sao-bras' })).items).toHaveLength(1)
    expect((await listDownloads(await world.as('eva'), { organisation: 'sao-bras' })).items).toHaveLength(1)
  })

  test('of another organisation is not there', async () => {
    const world = await stocked()
    const gone = { code: 'organisation-not-found' }
    await expect(listDownloads(await world.as('ana'), { organisation: 'sao-bras' })).rejects.toMatchObject(
      gone,
    )
    await expect(listDownloads(await world.as('ines'), { organisation: 'sao-bras' })).rejects.toMatchObject(
      gone,
    )
    await expect(listDownloads(await world.as('ana'), { from: 'ontem' })).rejects.toMatchObject({
      kind: 'invalid',
    })
    expect(await world.database.reader.select().from(events)).toHaveLength(5)
  })
})

describe('what is new', () => {
  const at = (version: string, facts: Partial<ReleaseView> = {}): ReleaseView =>
    ({
      ...{ version, kind: 'full', withdrawn: null, embargoUntil: null },
      decision: { allowed: true, reason: 'maintenance' },
      ...facts,
    }) as ReleaseView
  const production = (version: string): { environment: string; version: string }[] => [
    { environment: 'production', version },
  ]

  test('tells fixes apart, where each is lacking, and what bars the newest', () => {
    const releases = [
      at('7.6.0', { decision: { allowed: false, reason: 'maintenance-ended', date: '2026-06-30' } }),
      at('7.5.1', { kind: 'security' }),
      at('7.5.0'),
      at('7.4.1', { withdrawn: { reason: { pt: '', en: '' }, replacement: '7.5.0' } }),
    ]
    const installed = [...production('7.4.1'), { environment: 'test', version: '7.5.1' }]
    const news = whatIsNew({ releases }, installed)
    expect(news.base).toBe('7.4.1')
    expect(news.withdrawn?.version).toBe('7.4.1')
    expect(news.security.map(({ release, lackedBy }) => [release.version, lackedBy])).toEqual([
      ['7.5.1', production('7.4.1')],
    ])
    expect(versions(news.fresh)).toEqual(['7.5.0'])
    expect(news.refused?.version).toBe('7.6.0')
    expect(news.newest?.version).toBe('7.5.1')
  })

  test('tells a fix that waits for the licence alone, for accepting it is the first step', () => {
    const refused = (reason: 'eula-required' | 'contract-suspended'): Partial<ReleaseView> => ({
      kind: 'security',
      decision: { allowed: false, ...(reason === 'eula-required' ? { reason, revision: 2 } : { reason }) },
    })
    const told = (facts: Partial<ReleaseView>): string[] =>
      whatIsNew({ releases: [at('7.5.1', facts)] }, production('7.5.0')).security.map(
        ({ release }) => release.version,
      )
    expect(told(refused('eula-required'))).toEqual(['7.5.1'])
    expect(told(refused('contract-suspended'))).toEqual([])
  })

  test('is unknown where nobody knows what runs, and what is no version is left aside', () => {
    const releases = [at('7.5.1', { kind: 'security' }), at('7.5.0')]
    const news = whatIsNew({ releases }, production('antiga'))
    expect(news).toMatchObject({ base: null, withdrawn: null, refused: null })
    expect(versions(news.fresh)).toEqual(['7.5.0'])
    expect(news.security).toMatchObject([{ lackedBy: [] }])
  })

  test('never names what is not newer than what runs', () => {
    const version = fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)).map((parts) => parts.join('.'))
    fc.assert(
      fc.property(fc.uniqueArray(version, { maxLength: 12 }), version, (all, base) => {
        const releases = all.toSorted((a, b) => compareVersions(b, a)).map((each) => at(each))
        const { fresh } = whatIsNew({ releases }, production(base))
        expect(fresh.every((release) => compareVersions(release.version, base) > 0)).toBe(true)
        expect(fresh.length).toBe(all.filter((each) => compareVersions(each, base) > 0).length)
      }),
    )
  })
})
