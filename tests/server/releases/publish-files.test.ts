import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { getManagedRelease, saveDraft, setPublishingRule, yankRelease } from '#domain/releases/index.ts'
import { readManifestFile } from '#server/releases/manifest-file.ts'
import { signedHash } from '#server/releases/minisign.ts'
import { writeDueNotes } from '#server/releases/notes.ts'
import { type Outcome, pairFiles, publishFromFiles } from '#server/releases/publish-files.ts'
import { signing } from '#server/releases/signing.ts'
import { gestor, typesOf, withKey } from '#tests/domain/releases/support.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { meansOf } from './support.ts'

const system = { kind: 'system', name: 'test' } as const
const yaml = `product: gestor
version: "7.5.2"
kind: security
severity: high
cves: [CVE-2026-50001]
fixes: [SUP-0801]
files:
  - path: gestor-7.5.2-linux-x64.tar.gz
  - path: manual.pdf
    role: documentation
knownIssues:
  - { pt: Um, en: One }
summary: { pt: Corrige uma falha., en: Mends a fault. }
notes:
  pt: |
    ## Corrigido

    - Uma falha.
  en: |
    ## Fixed

    - A fault.
`

type Means = Awaited<ReturnType<typeof meansOf>>
const quiet = { dryRun: false, older: false }

async function given(world: World, text = yaml): Promise<{ means: Means; path: string; folder: string }> {
  const means = await meansOf(world)
  const folder = join(world.folder, 'given')
  await mkdir(folder)
  await writeFile(join(folder, 'gestor-7.5.2-linux-x64.tar.gz'), 'installer')
  await writeFile(join(folder, 'manual.pdf'), 'manual')
  const path = join(folder, 'release.yaml')
  await writeFile(path, text)
  return { means, path, folder }
}

async function publish(means: Means, path: string, how = quiet): Promise<Outcome> {
  return publishFromFiles(means, means.context(system), await readManifestFile(path), how)
}

describe('a manifest', () => {
  test('says all that is wrong with it at once', async () => {
    const world = await createWorld()
    const { path } = await given(world, 'product: gestor\nversion: 7.5\nkind: big\nsurprise: 1\nfiles: []\n')
    const error = await readManifestFile(path).catch((refused) => refused)
    expect(error.name).toBe('ManifestFaults')
    for (const word of ['version', 'kind', 'surprise', 'files']) expect(error.message).toContain(word)
    await expect(readManifestFile(`${path}.none`)).rejects.toMatchObject({ name: 'ManifestFaults' })
  })

  test('is tried without leaving anything', async () => {
    const world = await createWorld()
    const { means, path } = await given(world)
    const { state, files } = await publish(means, path, { dryRun: true, older: false })
    expect([state, files.map(({ role, platform }) => [role, platform])]).toEqual([
      'dry-run',
      [
        ['installer', 'linux-x64'],
        ['documentation', null],
      ],
    ])
    expect(await typesOf(world)).toEqual([])
    await withKey(world)
    const refused = publish(means, path, { dryRun: true, older: false })
    await expect(refused).rejects.toMatchObject({
      fields: [
        { code: 'unsigned', params: { name: 'gestor-7.5.2-linux-x64.tar.gz' } },
        { code: 'unsigned', params: { name: 'manual.pdf' } },
      ],
    })
  })

  test('is published with its notes, once, and says so when it is repeated', async () => {
    const world = await createWorld()
    const { means, path, folder } = await given(world)
    expect(await publish(means, path)).toMatchObject({ state: 'published', sequence: 1 })
    const notes = await readFile(join(means.content, 'releases/gestor/7.5.2.pt.md'), 'utf8')
    expect(notes).toContain('title: Gestor 7.5.2')
    expect(notes).toContain('description: Corrige uma falha.')
    expect(notes).toContain('- Uma falha.')
    expect(notes).not.toContain('publishAt')
    expect((await publish(means, path)).state).toBe('already-published')
    expect((await typesOf(world)).filter((type) => type === 'release.published')).toHaveLength(1)
    await writeFile(join(folder, 'manual.pdf'), 'another manual')
    await expect(publish(means, path)).rejects.toMatchObject({ code: 'version-published' })
  })

  test('goes on with a draft that a crash left, and not with what people write', async () => {
    const world = await createWorld()
    const { means, path } = await given(world)
    const ctx = means.context(system)
    const stop = { ...means, files: { ...means.files, put: () => Promise.reject(new Error('killed')) } }
    await expect(publish(stop as Means, path)).rejects.toThrow('killed')
    expect((await getManagedRelease(ctx, gestor('7.5.2'), signing)).state).toBe('draft')
    expect((await publish(means, path)).state).toBe('published')
    await saveDraft(await world.as('joao'), gestor('7.6.0'))
    await writeFile(path, yaml.replace('7.5.2"', '7.6.0"'))
    await expect(publish(means, path)).rejects.toMatchObject({ code: 'draft-exists' })
  })

  test('waits for a second person where the product asks for two', async () => {
    const world = await createWorld()
    const { means, path } = await given(world)
    await setPublishingRule(await world.as('joao'), { product: 'gestor', persons: 2 })
    expect((await publish(means, path)).state).toBe('submitted')
    expect((await publish(means, path)).state).toBe('already-submitted')
    expect(await readdir(means.content)).not.toContain('releases')
  })

  test('brings signatures along, beside the files or by name', async () => {
    const world = await createWorld()
    const signer = await withKey(world)
    const { means, path, folder } = await given(world)
    const sign = async (name: string, to: string): Promise<void> => {
      const digest = signedHash()
        .update(await readFile(join(folder, name)))
        .digest()
      await writeFile(join(folder, to), signer.sign(digest, `product:gestor version:7.5.2 file:${name}`))
    }
    await sign('gestor-7.5.2-linux-x64.tar.gz', 'gestor-7.5.2-linux-x64.tar.gz.minisig')
    await sign('manual.pdf', 'elsewhere.sig')
    await writeFile(
      path,
      yaml.replace('role: documentation', 'role: documentation\n    signature: elsewhere.sig'),
    )
    expect((await publish(means, path)).files.every(({ signed }) => signed)).toBe(true)
    const stray = pairFiles([join(folder, 'x.minisig')])
    await expect(stray).rejects.toMatchObject({ name: 'ManifestFaults' })
  })

  test('names files that are not there, an older version, and notes that are missing or faulty', async () => {
    const world = await createWorld()
    const { means, path, folder } = await given(world)
    await publish(means, path)
    await writeFile(path, yaml.replace('7.5.2"', '7.5.1"').replace(/notes:[\s\S]*/, ''))
    await expect(publish(means, path)).rejects.toMatchObject({
      fields: [
        { field: 'version', code: 'older-than' },
        { field: 'notes', code: 'notes-missing', params: { lang: 'pt' } },
        { field: 'notes', code: 'notes-missing', params: { lang: 'en' } },
      ],
    })
    await writeFile(path, yaml.replace('7.5.2"', '7.5.1"'))
    expect((await publish(means, path, { dryRun: false, older: true })).state).toBe('published')
    await rm(join(folder, 'manual.pdf'))
    await expect(publish(means, path)).rejects.toMatchObject({ name: 'ManifestFaults' })
  })
})

test('a file whose name is none is named, and not its signature', async () => {
  const world = await createWorld()
  await withKey(world)
  const { means, path, folder } = await given(world, yaml.replace('manual.pdf', 'instalação.pdf'))
  for (const name of ['instalação.pdf', 'instalação.pdf.minisig']) await writeFile(join(folder, name), 'x')
  await expect(publish(means, path, { dryRun: true, older: false })).rejects.toMatchObject({
    fields: expect.arrayContaining([
      { field: 'file.name', code: 'not-a-file-name', params: { name: 'instalação.pdf' } },
    ]),
  })
})

test('a version that is none is said so', async () => {
  const world = await createWorld()
  const { means, path } = await given(world, yaml.replace('7.5.2"', '.."'))
  await expect(publish(means, path)).rejects.toMatchObject({
    fields: [{ field: 'version', code: 'not-a-version' }],
  })
})

describe('notes', () => {
  test('of a coming release name its moment, and those of an exclusive one are no files', async () => {
    const world = await createWorld()
    const { means, path } = await given(
      world,
      `${yaml}publishAt: 2100-01-01T09:00:00Z\nembargo: 2100-02-01T09:00:00Z\n`,
    )
    expect((await publish(means, path)).state).toBe('scheduled')
    const notes = await readFile(join(means.content, 'releases/gestor/7.5.2.en.md'), 'utf8')
    expect(notes).toContain('publishAt: 2100-01-01T09:00:00Z')
    expect(notes).toContain('embargoUntil: 2100-02-01T09:00:00Z')
    await writeFile(path, `${yaml.replace('7.5.2"', '7.5.3"')}organisations: [vila-nova]\n`)
    expect((await publish(means, path)).state).toBe('published')
    expect(await readdir(join(means.content, 'releases/gestor'))).toEqual(['7.5.2.en.md', '7.5.2.pt.md'])
  })

  test('say that a release was withdrawn, why, and what replaces it; what was written stays', async () => {
    const world = await createWorld()
    const { means, path, folder } = await given(world)
    await publish(means, path)
    await writeFile(join(folder, 'gestor-7.5.2-linux-x64.tar.gz'), 'newer')
    await writeFile(path, yaml.replace('7.5.2"', '7.5.3"'))
    await publish(means, path)
    const reason = { pt: 'Perde dados', en: 'Loses data' }
    await yankRelease(means.context(system), { ...gestor('7.5.2'), reason, replacement: '7.5.3' })
    expect(await writeDueNotes(means)).toBe(2)
    const notes = await readFile(join(means.content, 'releases/gestor/7.5.2.pt.md'), 'utf8')
    expect(notes).toMatch(/^withdrawn: \d{4}-\d\d-\d\d$/m)
    expect(notes).toContain('withdrawnReason: Perde dados')
    expect(notes).toContain('replacement: 7.5.3')
    expect(notes).toContain('- Uma falha.')
    expect(await writeDueNotes(means)).toBe(0)
  })

  test('are written the next time where the database did not answer', async () => {
    const world = await createWorld()
    const { means, path } = await given(world)
    await publish(means, path)
    await yankRelease(means.context(system), { ...gestor('7.5.2'), reason: { pt: 'x', en: 'x' } })
    const broken = {
      ...means,
      context: (...who: Parameters<Means['context']>) => {
        const ctx = means.context(...who)
        const select = (): never => {
          throw new Error('database is locked')
        }
        return { ...ctx, db: { ...ctx.db, select } as unknown as typeof ctx.db }
      },
    }
    await expect(writeDueNotes(broken)).rejects.toThrow('database is locked')
    expect(await writeDueNotes(means)).toBe(2)
  })
})
