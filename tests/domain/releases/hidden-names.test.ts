import { describe, expect, test } from 'vitest'
import {
  draftChannelManifest,
  findDownload,
  findReleaseFor,
  getProductUpdates,
  yankRelease,
} from '#domain/releases/index.ts'
import type { Name, World } from '#tests/support/world.ts'
import { file, publish, stocked, system } from './stock.ts'

const wanted = (version: string) => ({ product: 'gestor', version, name: file })
const reason = { pt: 'Perde dados', en: 'Loses data' }

describe('a release names no other that its reader may not know of', () => {
  const shown = async (world: World, who: Name, version: string) => {
    const ctx = await world.as(who)
    const { releases } = await getProductUpdates(ctx, { product: 'gestor' })
    const listed = releases.find((release) => release.version === version)
    const alone = (await findReleaseFor(ctx, await world.person(who), 'gestor', version)).release
    expect([alone?.supersedes, alone?.withdrawn]).toEqual([listed?.supersedes, listed?.withdrawn])
    return listed
  }

  test('as what it supersedes', async () => {
    const world = await stocked()
    await publish(world, '7.5.3', '2026-11-20', { kind: 'security', supersedes: ['7.5.2', '7.5.1', '6.9.0'] })
    expect((await shown(world, 'carla', '7.5.3'))?.supersedes).toEqual(['7.5.2', '7.5.1', '6.9.0'])
    expect((await shown(world, 'joao', '7.5.3'))?.supersedes).toEqual(['7.5.2', '7.5.1', '6.9.0'])
    expect((await shown(world, 'ana', '7.5.3'))?.supersedes).toEqual(['7.5.1', '6.9.0'])
    const list = { product: 'gestor', channel: 'stable' }
    const { releases } = await draftChannelManifest(await world.as('joao'), list)
    expect(releases.find(({ version }) => version === '7.5.3')?.supersedes).toEqual(['7.5.1', '6.9.0'])
  })

  test('as what replaces it', async () => {
    const world = await stocked()
    await publish(world, '8.0.0-beta.1', '2026-11-20', { channel: 'beta' })
    const yanked = { product: 'gestor', version: '7.4.2', reason, replacement: '8.0.0-beta.1' }
    await yankRelease(await world.as(system), yanked)
    expect((await shown(world, 'ana', '7.4.2'))?.withdrawn).toEqual({ reason, replacement: null })
    expect((await shown(world, 'joao', '7.4.2'))?.withdrawn).toEqual({ reason, replacement: '8.0.0-beta.1' })
    await expect(findDownload(await world.as('ana'), wanted('7.4.2'))).rejects.toMatchObject({
      ...{ kind: 'gone', code: 'withdrawn', details: {} },
    })
    const list = { product: 'gestor', channel: 'stable' }
    const { releases } = await draftChannelManifest(await world.as('joao'), list)
    expect(releases.find(({ version }) => version === '7.4.2')?.replacement).toBeNull()
  })
})
