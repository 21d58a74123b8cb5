import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { downloadGrants, events } from '#db/schema/index.ts'
import {
  checkQuota,
  findDownload,
  getProductUpdates,
  getUpgradePath,
  listReleasesFor,
  listUpdates,
  openGrant,
  publishRelease,
  recordDownloads,
  type Span,
  yankRelease,
} from '#domain/releases/index.ts'
import { encodeCursor } from '#domain/shared/index.ts'
import { createWorld, tuesday, type World } from '#tests/support/world.ts'

const system = { kind: 'system', name: 'test' } as const
const client = { address: '192.0.2.1', userAgent: 'curl' }
const name = 'gestor-server-linux-x64.tar.gz'

type Facts = Record<string, unknown>

async function publish(world: World, version: string, date: string, facts: Facts = {}): Promise<void> {
  const { hash, size } = await world.files.put(Readable.from([Buffer.from(version)]), 1e6)
  const ctx = await world.as(system, Date.parse(`${date}T10:00:00Z`))
  await publishRelease(ctx, { product: 'gestor', version, files: [{ name, size, sha256: hash }], ...facts })
}

async function stocked(): Promise<World> {
  const world = await createWorld()
  await publish(world, '7.4.2', '2026-04-13')
  await publish(world, '7.5.0', '2026-09-14', { kind: 'full' })
  await publish(world, '7.6.0', '2026-11-16', { embargoUntil: tuesday + 1 })
  return world
}

const file = (version: string): Facts => ({ product: 'gestor', version, name })

async function types(world: World): Promise<string[]> {
  const rows = await world.database.reader.select({ type: events.type }).from(events)
  return rows.map(({ type }) => type)
}

describe('publishing', () => {
  test('records its event, and a version is published once', async () => {
    const world = await createWorld()
    await publish(world, '7.4', '2026-02-02')
    expect(await types(world)).toEqual(['release.published'])
    const product = await getProductUpdates(await world.as('ana'), { product: 'gestor' })
    expect(product.releases.map(({ version }) => version)).toEqual(['7.4.0'])
    await expect(publish(world, '7.4.0', '2026-02-03')).rejects.toMatchObject({ code: 'version-published' })
  })

  test('is not for customers or agents, and refuses what is not a version, not stored or named twice', async () => {
    const world = await createWorld()
    for (const who of ['ana', 'dora', 'eva'] as const) {
      await expect(publishRelease(await world.as(who), {})).rejects.toMatchObject({
        code: 'publish-not-yours',
      })
    }
    await expect(publish(world, 'next', '2026-02-02')).rejects.toMatchObject({ kind: 'invalid' })
    await expect(publish(world, '1.0.0', '2026-02-02', { product: 'x' })).rejects.toMatchObject({
      kind: 'invalid',
    })
    const ghost = { name, size: 1, sha256: '0'.repeat(64) }
    await expect(publish(world, '1.0.0', '2026-02-02', { files: [ghost] })).rejects.toMatchObject({
      fields: [{ field: 'files', code: 'missing' }],
    })
    await expect(
      publish(world, '1.0.0', '2026-02-02', { files: [{ ...ghost, name: '../x' }] }),
    ).rejects.toMatchObject({ kind: 'invalid' })
    expect(await types(world)).toEqual([])
  })
})

describe('updates', () => {
  test('show each viewer what is theirs, and why not the rest', async () => {
    const world = await stocked()
    const see = async (who: 'ana' | 'carla' | 'dora' | 'joao'): Promise<unknown[]> => {
      const { releases } = await getProductUpdates(await world.as(who), { product: 'gestor' })
      return releases.map(({ version, decision, files }) => [version, decision.reason, files.length])
    }
    expect(await see('ana')).toEqual([
      ['7.5.0', 'maintenance', 1],
      ['7.4.2', 'maintenance', 1],
    ])
    expect(await see('carla')).toEqual([
      ['7.5.0', 'maintenance-ended', 0],
      ['7.4.2', 'maintenance', 1],
    ])
    expect(await see('dora')).toEqual([
      ['7.5.0', 'maintenance', 1],
      ['7.4.2', 'maintenance', 1],
    ])
    expect((await see('joao'))[0]).toEqual(['7.6.0', 'staff', 1])
  })

  test('tell a partner which of its organisations may fetch', async () => {
    const world = await stocked()
    const { releases } = await getProductUpdates(await world.as('dora'), { product: 'gestor' })
    const [newest] = releases
    expect(newest?.organisations.map(({ id, decision }) => [id, decision.allowed])).toEqual([
      ['sao-bras', false],
      ['vila-nova', true],
    ])
  })

  test('leave out products of no contract, and refuse visitors and tokens without the scope', async () => {
    const world = await stocked()
    const carla = await world.as('carla')
    expect((await listUpdates(carla)).map(({ product }) => product.id)).toEqual(['gestor'])
    await expect(getProductUpdates(carla, { product: 'folha' })).rejects.toMatchObject({ kind: 'not-found' })
    const visitor = await world.as({ kind: 'visitor' })
    await expect(listUpdates(visitor)).rejects.toMatchObject({ code: 'updates-not-yours' })
    const narrow = await world.as({ ...(await world.person('ana')), scopes: ['tickets:read'] })
    await expect(listUpdates(narrow)).rejects.toMatchObject({ code: 'updates-not-yours' })
  })

  test('lead up by version, and say what bars the way', async () => {
    const world = await stocked()
    const path = await getUpgradePath(await world.as('carla'), { product: 'gestor', from: '7.3.0' })
    expect(path.steps.map(({ version }) => version)).toEqual(['7.4.2'])
    expect(path.blocked).toEqual({ version: '7.5.0', reason: 'maintenance-ended', date: '2026-06-30' })
    const wrong = getUpgradePath(await world.as('carla'), { product: 'gestor', from: 'old' })
    await expect(wrong).rejects.toMatchObject({ fields: [{ field: 'from', code: 'not-a-version' }] })
  })

  test('lead to what there is for a platform, and refuse one that there is nowhere', async () => {
    const world = await createWorld()
    const { hash, size } = await world.files.put(Readable.from([Buffer.from('content')]), 1e6)
    const installer = (platform: string) => ({ name: `${platform}.zip`, size, sha256: hash, platform })
    const bill = { name: 'a.cdx.json', size, sha256: hash, role: 'sbom' }
    const both = [installer('windows-x64'), installer('linux-x64'), bill]
    await publish(world, '7.4.2', '2026-04-13', { files: both })
    await publish(world, '7.5.0', '2026-09-14', { files: [installer('windows-x64'), bill] })
    const ana = await world.as('ana')
    const from = async (version: string, platform: string): Promise<string[]> => {
      const { steps } = await getUpgradePath(ana, { product: 'gestor', from: version, platform })
      return steps.map((step) => step.version)
    }
    expect(await from('7.4.0', 'windows-x64')).toEqual(['7.5.0'])
    expect(await from('7.4.0', 'linux-x64')).toEqual(['7.4.2'])
    expect(await from('7.4.2', 'linux-x64')).toEqual([])
    await expect(from('7.4.2', 'linux-x86')).rejects.toMatchObject({
      fields: [{ field: 'platform', code: 'unknown' }],
    })
    await publish(world, '7.5.1', '2026-10-19')
    expect(await from('7.4.2', 'linux-x86')).toEqual(['7.5.1'])
  })

  test('name the files of a release by what they are for, what is installed first', async () => {
    const world = await createWorld()
    const { hash, size } = await world.files.put(Readable.from([Buffer.from('content')]), 1e6)
    const held = [
      ['a.intoto.jsonl', 'provenance'],
      ['b.cdx.json', 'sbom'],
      ['c.pdf', 'documentation'],
      ['e.zip', 'installer'],
      ['d.tar.gz', 'installer'],
    ]
    const files = held.map(([name, role]) => ({ name, role, size, sha256: hash }))
    await publish(world, '7.4.2', '2026-04-13', { files })
    const ana = await world.as('ana')
    const expected = ['d.tar.gz', 'e.zip', 'c.pdf', 'b.cdx.json', 'a.intoto.jsonl']
    const { releases } = await getProductUpdates(ana, { product: 'gestor' })
    expect(releases[0]?.files.map((each) => each.name)).toEqual(expected)
    const { steps } = await getUpgradePath(ana, { product: 'gestor', from: '7.3.0' })
    expect(steps[0]?.files.map((each) => each.name)).toEqual(expected)
  })
})

test('a list goes on after a version, and begins anew after what is none', async () => {
  const world = await stocked()
  const list = async (cursor?: string): Promise<string[]> => {
    const { items } = await listReleasesFor(await world.as('ana'), { product: 'gestor', limit: 1, cursor })
    return items.map(({ version }) => version)
  }
  expect(await list()).toEqual(['7.5.0'])
  expect(await list(encodeCursor(['7.5.0']))).toEqual(['7.4.2'])
  for (const bad of [encodeCursor(['x']), encodeCursor([7]), encodeCursor([]), 'x'])
    expect(await list(bad)).toEqual(['7.5.0'])
})

describe('downloads', () => {
  test('are audited once, whatever their ranges, and complete when every byte went out', async () => {
    const world = await stocked()
    const ctx = await world.as('ana')
    const actor = await world.person('ana')
    const found = await findDownload(ctx, file('7.5.0'))
    const opened = { actor, file: found, client, sender: 'portal', at: tuesday, requestId: 'r' } as const
    const half = Math.floor(found.size / 2)
    const record = async (span: Span, at: number, open: typeof opened | null): Promise<void> =>
      recordDownloads(
        await world.as(system, at),
        [{ grantId: 'g', opened: open, sent: [{ span, at }], flights: new Map(), tokenId: null }],
        'here',
      )
    const row = async (): Promise<unknown> => (await world.database.reader.select().from(downloadGrants))[0]
    await record([0, half, half], tuesday, opened)
    expect(await row()).toMatchObject({ bytes: half, completedAt: null, firstByteAt: tuesday })
    expect(await openGrant(ctx, { personId: 'ana', fileId: found.fileId, tokenId: null })).toBe('g')
    expect(await openGrant(ctx, { personId: 'ana', fileId: found.fileId, tokenId: 't' })).toBe(null)
    await record([half, found.size, found.size], tuesday + 9, opened)
    expect(await row()).toMatchObject({ bytes: found.size, completedAt: tuesday + 9, personId: 'ana' })
    expect(await openGrant(ctx, { personId: 'ana', fileId: found.fileId, tokenId: null })).toBe(null)
    expect((await types(world)).filter((type) => type === 'file.granted')).toHaveLength(1)
    await expect(recordDownloads(ctx, [], 'here')).rejects.toMatchObject({ code: 'system-only' })
  })

  test('that a killed process was sending are whole once their client goes on, and not before', async () => {
    const world = await stocked()
    const found = await findDownload(await world.as('ana'), file('7.5.0'))
    const actor = await world.person('ana')
    const opened = { actor, file: found, client, sender: 'portal', at: tuesday, requestId: 'r' } as const
    const { size } = found
    const record = async (
      process: string,
      span: Span | null,
      flight: { from: number; upTo: number } | null,
    ) => {
      const sent = span ? [{ span, at: tuesday }] : []
      const note = { grantId: 'g', opened, sent, flights: new Map([[process, flight]]), tokenId: null }
      await recordDownloads(await world.as(system), [note], process)
    }
    const row = async (): Promise<unknown> => (await world.database.reader.select().from(downloadGrants))[0]
    await record('killed', [0, 1, 1], { from: 1, upTo: size })
    expect(await row()).toMatchObject({ completedAt: null, inFlight: { killed: ['killed', 1, size] } })
    // Another range of the same process proves nothing: two may be fetched at once.
    await record('killed', [3, 4, 4], { from: 1, upTo: size })
    expect(await row()).toMatchObject({
      spans: [
        [0, 1, 1],
        [3, 4, 4],
      ],
      completedAt: null,
    })
    await record('next', null, { from: 2, upTo: size })
    expect(await row()).toMatchObject({ completedAt: null, inFlight: { next: ['next', 2, size] } })
    await record('next', [2, size, size], null)
    expect(await row()).toMatchObject({ spans: [[0, size, size]], completedAt: tuesday, inFlight: {} })
  })

  test('count for the quota of their token, by day', async () => {
    const world = await stocked()
    const ctx = await world.as('ana')
    const actor = { ...(await world.person('ana')), tokenId: 'demo-ana' }
    const found = await findDownload(ctx, file('7.5.0'))
    const opened = { actor, file: found, client, sender: 'portal', at: tuesday, requestId: 'r' } as const
    const quota = { tokenId: 'demo-ana', dailyBytes: 5 }
    await checkQuota(ctx, quota, 0)
    const sent = [{ span: [0, 3, 3] as Span, at: tuesday }]
    const note = { grantId: 'g', opened, sent, flights: new Map(), tokenId: 'demo-ana' }
    await recordDownloads(await world.as(system), [note], 'here')
    await checkQuota(ctx, quota, 1)
    await expect(checkQuota(ctx, quota, 2)).rejects.toMatchObject({
      code: 'quota-spent',
      details: { retryAfter: 14 * 3600, until: '2026-11-25T00:00:00.000Z' },
    })
    await checkQuota(await world.as('ana', tuesday + 86_400_000), quota, 0)
  })

  test('are fetched for the organisation that is named, of those that one speaks for', async () => {
    const world = await stocked()
    const dora = await world.as('dora')
    const named = (organisation: string) => findDownload(dora, { ...file('7.4.2'), organisation })
    expect((await named('vila-nova')).organisationId).toBe('vila-nova')
    expect((await named('sao-bras')).organisationId).toBe('sao-bras')
    await expect(named('linha-um')).rejects.toMatchObject({ kind: 'not-found' })
  })

  test('by an earlier grant hold for its file and its organisation alone', async () => {
    const world = await stocked()
    const dora = await world.as('dora')
    const bound = { ...(await findDownload(dora, file('7.5.0'))) }
    const asked = (over: Facts): Promise<unknown> =>
      findDownload(dora, { ...file('7.5.0'), bound: { ...bound, ...over } })
    await expect(asked({})).resolves.toMatchObject({ organisationId: 'vila-nova' })
    await expect(asked({ organisationId: 'sao-bras' })).rejects.toMatchObject({ code: 'maintenance-ended' })
    await expect(asked({ fileId: 'another' })).rejects.toMatchObject({ kind: 'not-found' })
  })

  test('of what is not theirs are not there, and of what is closed are refused with the reason', async () => {
    const world = await stocked()
    await expect(findDownload(await world.as('ana'), file('7.6.0'))).rejects.toMatchObject({
      kind: 'not-found',
    })
    await expect(findDownload(await world.as('ana'), file('9.9.9'))).rejects.toMatchObject({
      kind: 'not-found',
    })
    await expect(findDownload(await world.as('carla'), file('7.5.0'))).rejects.toMatchObject({
      kind: 'not-allowed',
      code: 'maintenance-ended',
    })
  })

  test('of a withdrawn release stop, and its replacement is named', async () => {
    const world = await stocked()
    const ctx = await world.as(system)
    await yankRelease(ctx, {
      product: 'gestor',
      version: '7.4.2',
      reason: { pt: 'Perde dados', en: 'Loses data' },
      replacement: '7.5.0',
    })
    await expect(findDownload(await world.as('ana'), file('7.4.2'))).rejects.toMatchObject({
      kind: 'gone',
      code: 'withdrawn',
      details: { replacement: '7.5.0' },
    })
    const { releases } = await getProductUpdates(await world.as('ana'), { product: 'gestor' })
    const yanked = releases.find(({ version }) => version === '7.4.2')
    expect(yanked?.withdrawn).toEqual({
      reason: { pt: 'Perde dados', en: 'Loses data' },
      replacement: '7.5.0',
    })
    expect(yanked?.files).toEqual([])
    const again = yankRelease(ctx, { product: 'gestor', version: '7.4.2', reason: { pt: 'x', en: 'x' } })
    await expect(again).rejects.toMatchObject({ code: 'already-withdrawn' })
    await expect(yankRelease(await world.as('ana'), {})).rejects.toMatchObject({ code: 'publish-not-yours' })
    expect((await types(world)).at(-1)).toBe('release.yanked')
  })
})
