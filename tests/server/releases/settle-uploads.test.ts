import { mkdir, open, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { beginReleaseUpload, endReleaseUpload, getManagedRelease } from '#domain/releases/index.ts'
import { settleUploads } from '#server/releases/settle-uploads.ts'
import { signing } from '#server/releases/signing.ts'
import { drafted, gestor } from '#tests/domain/releases/support.ts'
import { createWorld } from '#tests/support/world.ts'
import { meansOf } from './support.ts'

test('a signature that is none is refused by its size, and keeps no other upload waiting', async () => {
  const world = await createWorld()
  const { name } = await drafted(world, '7.5.3')
  const means = await meansOf(world)
  const folder = join(world.folder, 'release-uploads')
  await mkdir(folder)
  const joao = await world.as('joao')
  const sent = async (digit: string, file: string, size: number): Promise<string> => {
    const id = digit.repeat(32)
    await beginReleaseUpload(joao, { ...gestor('7.5.3'), id, name: file, size: Math.min(size, 100) })
    await writeFile(join(folder, id), 'manual')
    // A file of so many bytes of nothing takes no room.
    await (await open(join(folder, id), 'a')).close()
    await truncate(join(folder, id), size)
    await endReleaseUpload(joao, id)
    return id
  }
  await sent('a', `${name}.minisig`, 3 * 1024 ** 3)
  await sent('b', 'manual.pdf', 6)
  await settleUploads(means)
  const { files, uploads } = await getManagedRelease(joao, gestor('7.5.3'), signing)
  expect(files.map((file) => file.name)).toContain('manual.pdf')
  expect(uploads.map((upload) => [upload.name, upload.refusal])).toEqual([[`${name}.minisig`, 'malformed']])
})

test('and is not begun where it says so itself', async () => {
  const world = await createWorld()
  const { name } = await drafted(world, '7.5.3')
  const wanted = { ...gestor('7.5.3'), id: 'a'.repeat(32), name: `${name}.minisig` }
  const joao = await world.as('joao')
  await expect(beginReleaseUpload(joao, { ...wanted, size: 4097 })).rejects.toMatchObject({
    fields: [{ field: 'files', code: 'malformed' }],
  })
  await expect(beginReleaseUpload(joao, { ...wanted, size: 4096 })).resolves.toEqual([])
})
