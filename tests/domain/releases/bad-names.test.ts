import { describe, expect, test } from 'vitest'
import { releaseFiles, releases } from '#db/schema/index.ts'
import {
  addReleaseFile,
  beginReleaseUpload,
  findDownload,
  publishRelease,
  saveDraft,
} from '#domain/releases/index.ts'
import { createWorld } from '#tests/support/world.ts'

const bad = [
  '',
  '.',
  '..',
  '../x.zip',
  '..\\x.zip',
  '/etc/passwd',
  'a/b.zip',
  '.hidden',
  '-rf',
  'nul\0.zip',
  'line\nbreak.zip',
  `${'a'.repeat(300)}.zip`,
  'ملف.zip',
  'ficheiro ção.zip',
  'a‮gpj.zip',
]
const file = { size: 3, sha256: 'a'.repeat(64) }
const key = { product: 'gestor', version: '7.9.0' }

describe.each(bad)('the name %j', (name) => {
  test('is no file’s, whichever way it comes', async () => {
    const world = await createWorld()
    const joao = { ...(await world.as('joao')), files: { has: async () => true, remove: async () => {} } }
    await saveDraft(joao, key)
    const id = 'f'.repeat(32)
    const ways = [
      () => addReleaseFile(joao, { ...key, file: { ...file, name } }),
      () => beginReleaseUpload(joao, { ...key, id, name, size: 3 }),
      () => publishRelease(joao, { ...key, version: '7.9.1', files: [{ ...file, name }] }),
    ]
    for (const way of ways) await expect(way()).rejects.toMatchObject({ kind: 'invalid' })
    expect(await world.database.reader.$count(releaseFiles)).toBe(0)
    expect(await world.database.reader.$count(releases)).toBe(1)
  })

  test('is found nowhere', async () => {
    const world = await createWorld()
    const ana = await world.as('ana')
    for (const input of [
      { ...key, name },
      { product: name, version: '7.5.1', name: 'x.zip' },
      { product: 'gestor', version: name, name: 'x.zip' },
    ]) {
      const refused = await findDownload(ana, input).catch((error: { kind: string }) => error.kind)
      expect(['not-found', 'invalid']).toContain(refused)
    }
  })
})
