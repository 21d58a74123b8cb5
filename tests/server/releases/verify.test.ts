import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { letters } from '#db/schema/index.ts'
import { draftChannelManifest, findDownload, publishChannelManifest } from '#domain/releases/index.ts'
import { warnOfEndingManifests } from '#server/releases/expiry.ts'
import { signedHash } from '#server/releases/minisign.ts'
import { signing } from '#server/releases/signing.ts'
import { checkContent, verifyNightly, verifyReleaseFiles } from '#server/releases/verify.ts'
import type { Runtime } from '#server/runtime.ts'
import { gestor, published, store, typesOf, withKey } from '#tests/domain/releases/support.ts'
import { createWorld, tuesday, type World } from '#tests/support/world.ts'
import { meansOf } from './support.ts'

const pathOf = (world: World, hash: string): string => join(world.folder, 'files', hash.slice(0, 2), hash)

async function subjects(world: World): Promise<string[]> {
  const rows = await world.database.reader
    .select({ subject: letters.subject, to: letters.recipient })
    .from(letters)
  expect(rows.every(({ to }) => to === 'joao@demo.test')).toBe(true)
  return rows.map(({ subject }) => subject)
}

describe('stored files', () => {
  test('that change on disk go offline, administrators are told, and they come back when they are right', async () => {
    const world = await createWorld()
    const means = await meansOf(world)
    const file = await published(world, '7.5.2')
    const other = await published(world, '7.5.3')
    const ana = await world.as('ana')
    const get = (): Promise<unknown> => findDownload(ana, { ...gestor('7.5.2'), name: file.name })
    expect(await verifyReleaseFiles(means)).toEqual({ files: 2, damaged: [], restored: [] })

    await writeFile(pathOf(world, file.sha256), 'something else')
    const name = `gestor/7.5.2/${file.name}`
    expect(await verifyReleaseFiles(means)).toEqual({ files: 2, damaged: [name], restored: [] })
    await expect(get()).rejects.toMatchObject({ code: 'file-offline' })
    await findDownload(ana, { ...gestor('7.5.3'), name: other.name })
    await verifyReleaseFiles(means)
    expect(await subjects(world)).toEqual([`Ficheiro fora de linha: gestor 7.5.2: ${file.name}`])

    await rm(pathOf(world, file.sha256))
    expect(await checkContent(world.files, file.sha256, null)).toBe('missing')
    await store(world, file.name)
    expect((await verifyReleaseFiles(means)).restored).toEqual([name])
    await get()
    expect(await subjects(world)).toHaveLength(2)
    const types = await typesOf(world)
    expect(types.filter((type) => type.startsWith('file.'))).toEqual(['file.taken-offline', 'file.restored'])
  })

  test('are read calmly, once a day by the server and at once by hand', async () => {
    const world = await createWorld()
    const { hash } = await world.files.put([Buffer.alloc(300_000, 1)] as never, 1e6)
    const startedAt = performance.now()
    expect(await checkContent(world.files, hash, 1_000_000)).toBe('whole')
    expect(performance.now() - startedAt).toBeGreaterThan(200)

    const means = await meansOf(world)
    const file = await published(world, '7.5.2', {}, Date.now())
    await verifyReleaseFiles(means)
    await writeFile(pathOf(world, file.sha256), 'something else')
    const job = verifyNightly as (runtime: unknown) => Promise<void>
    await job({ ...means, jobs: {} as Runtime['jobs'] })
    expect(await subjects(world)).toEqual([])
    await job(means)
    expect(await subjects(world)).toHaveLength(1)
  })
})

describe('the signed list of a channel', () => {
  const list = { product: 'gestor', channel: 'stable' } as const
  const client = async (world: World): ReturnType<World['as']> => world.as('joao')

  test('lists what everybody with a contract may know of, holds its number and its end', async () => {
    const world = await createWorld()
    const signer = await withKey(world)
    const put = async (document: string, comment = ''): Promise<unknown> => {
      const digest = signedHash().update(document).digest()
      const signature = signer.sign(digest, comment)
      const input = { ...list, document, signature, blake2b: digest.toString('hex') }
      return publishChannelManifest(await client(world), input, signing)
    }
    const first = await draftChannelManifest(await client(world), { ...list, days: 3 })
    expect(first).toMatchObject({ sequence: 1, releases: [] })
    const text = JSON.stringify(first)
    for (const [document, comment, code] of [
      ['{}', '', 'not-this-manifest'],
      [JSON.stringify({ ...first, channel: 'beta' }), '', 'not-this-manifest'],
      [JSON.stringify({ ...first, expires: new Date(tuesday).toISOString() }), '', 'manifest-expired'],
      [text, 'product:folha', 'signed-for-product'],
      [text, 'sequence:2', 'signed-sequence'],
      [JSON.stringify({ ...first, releases: [ghost] }), '', 'lists-unknown'],
    ] as const) {
      await expect(put(document, comment)).rejects.toMatchObject({ fields: [{ field: 'manifest', code }] })
    }
    const wrong = { ...list, document: text, signature: 'x', blake2b: '0'.repeat(128) }
    await expect(publishChannelManifest(await client(world), wrong, signing)).rejects.toMatchObject({
      fields: [{ code: 'malformed' }],
    })
    await expect(publishChannelManifest(await world.as('helena'), wrong, signing)).rejects.toMatchObject({
      code: 'administrators-only',
    })
    await put(text, 'product:gestor sequence:1')
    await expect(put(text)).rejects.toMatchObject({ code: 'manifest-published' })
    await expect(put(`${text} `)).rejects.toMatchObject({ code: 'manifest-not-newer' })
    expect((await draftChannelManifest(await client(world), list)).sequence).toBe(2)
    expect((await typesOf(world)).at(-1)).toBe('channel.published')

    // Somebody is told once, a week before the end.
    const means = await meansOf(world)
    means.at = tuesday
    await warnOfEndingManifests(means)
    await warnOfEndingManifests(means)
    expect(await subjects(world)).toEqual(['A lista assinada de Gestor stable está a terminar'])
  })

  test('leaves out drafts, what is to come, and what is for some alone', async () => {
    const world = await createWorld()
    await published(world, '7.5.0')
    await published(world, '7.5.1', { embargoUntil: tuesday + 1 })
    await published(world, '7.5.2', { publishAt: tuesday + 1 })
    await published(world, '7.5.3', { organisations: ['vila-nova'] })
    await published(world, '7.5.4', { channel: 'beta' })
    const versions = async (channel: string): Promise<string[]> =>
      (await draftChannelManifest(await client(world), { ...list, channel })).releases.map(
        ({ version }) => version,
      )
    expect(await versions('stable')).toEqual(['7.5.0'])
    expect(await versions('beta')).toEqual(['7.5.4', '7.5.0'])
  })

  test('is nobody’s without a contract', async () => {
    const world = await createWorld()
    const { getChannelManifest } = await import('#domain/releases/index.ts')
    for (const who of ['ana', 'carla', 'joao'] as const) {
      await expect(getChannelManifest(await world.as(who), list)).rejects.toMatchObject({ kind: 'not-found' })
    }
    const visitor = await world.as({ kind: 'visitor' })
    await expect(getChannelManifest(visitor, list)).rejects.toMatchObject({ code: 'updates-not-yours' })
  })
})

const ghost = {
  version: '9.9.9',
  sequence: 1,
  channel: 'stable',
  kind: 'full',
  severity: null,
  published: '2026-01-01T00:00:00Z',
  required: false,
  requires: null,
  appliesTo: null,
  supersedes: [],
  withdrawn: false,
  replacement: null,
  files: [],
}
