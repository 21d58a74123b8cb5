import { randomUUID } from 'node:crypto'
import { constants, createReadStream } from 'node:fs'
import { access, mkdir, open, opendir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { type FileStore, isHash, prepareSpool, type StoredFile, spool } from './store.ts'

/** Content-addressed files in a folder: written aside, synced, then moved to the name of their hash. */
export async function createLocalStore(folder: string): Promise<FileStore> {
  const incoming = join(folder, 'incoming')
  await prepareSpool(incoming)

  function pathOf(hash: string): string {
    if (!isHash(hash)) throw new Error(`not a content hash: ${hash.slice(0, 80)}`)
    return join(folder, hash.slice(0, 2), hash)
  }

  async function put(content: Readable | AsyncIterable<Uint8Array>, limit: number): Promise<StoredFile> {
    const temporary = join(incoming, randomUUID())
    const { hash, size } = await spool(content, temporary, limit)
    await mkdir(join(folder, hash.slice(0, 2)), { recursive: true })
    await rename(temporary, pathOf(hash))
    return { hash, size }
  }

  return {
    put,
    async has(hash) {
      return stat(pathOf(hash)).then(
        () => true,
        () => false,
      )
    },
    read(hash, range) {
      return createReadStream(pathOf(hash), { highWaterMark: 128 * 1024, ...range })
    },
    async open(hash) {
      const file = await open(pathOf(hash))
      return {
        read: async (into, position) => (await file.read(into, 0, into.length, position)).bytesRead,
        close: () => file.close(),
      }
    },
    async remove(hash) {
      await rm(pathOf(hash), { force: true })
    },
    async check() {
      await access(incoming, constants.W_OK)
    },
    async *list() {
      for (const part of await readdir(folder)) {
        if (!/^[0-9a-f]{2}$/.test(part)) continue
        for await (const { name } of await opendir(join(folder, part))) {
          const found = isHash(name) ? await stat(pathOf(name)).catch(() => null) : null
          // A content that is stored again keeps its file and gets its new time.
          if (found) yield { hash: name, storedAt: Math.max(found.mtimeMs, found.ctimeMs) }
        }
      }
    },
  }
}
