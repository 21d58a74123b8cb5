import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { moveFiles, removeMoved } from '#server/files/move-files.ts'
import { openStore } from '#server/files/open-store.ts'
import type { FileStore } from '#server/files/store.ts'
import { startS3 } from '#tests/support/s3.ts'

const sha256 = (content: Buffer | string): string => createHash('sha256').update(content).digest('hex')
const words = 'Conteúdo de ensaio'

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'balcao-files-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

type Made = { store: FileStore; spool: string; again(): Promise<FileStore> }

const kinds: Record<string, () => Promise<Made>> = {
  async folder() {
    const dataDir = await emptyFolder()
    const url = pathToFileURL(join(dataDir, 'files')).href
    const again = (): Promise<FileStore> => openStore(url, { dataDir, s3Endpoint: undefined })
    return { store: await again(), spool: join(dataDir, 'files', 'incoming'), again }
  },
  async bucket() {
    const dataDir = await emptyFolder()
    const { url, endpoint } = await startS3()
    const again = (): Promise<FileStore> => openStore(url, { dataDir, s3Endpoint: endpoint })
    return { store: await again(), spool: join(dataDir, 'incoming'), again }
  },
}

async function text(content: Readable): Promise<string> {
  return Buffer.concat(await content.toArray()).toString()
}

async function hashes(store: FileStore): Promise<string[]> {
  return (await Array.fromAsync(store.list())).map(({ hash }) => hash).toSorted()
}

describe.each(Object.keys(kinds))('a %s', (kind) => {
  const make = kinds[kind] as () => Promise<Made>

  test('keeps a content by its hash, once, and gives it whole or in part', async () => {
    const { store, spool } = await make()
    const hash = sha256(words)
    const stored = await store.put(Readable.from([Buffer.from(words)]), 1000)
    expect(stored).toEqual({ hash, size: Buffer.byteLength(words) })
    expect(await store.put(Readable.from([Buffer.from(words)]), 1000)).toEqual(stored)
    expect(await hashes(store)).toEqual([hash])
    expect(await text(store.read(hash))).toBe(words)
    expect(await text(store.read(hash, { start: 0, end: 3 }))).toBe('Cont')
    expect(await store.has(hash)).toBe(true)
    expect(await readdir(spool)).toEqual([])
    await store.check()
  })

  test('keeps one of many parts as it was', async () => {
    const { store } = await make()
    const block = Buffer.alloc(1024 * 1024, 'balcao ')
    const blocks = Array.from({ length: 37 }, (_, at) => Buffer.concat([Buffer.from(String(at)), block]))
    const { hash, size } = await store.put(Readable.from(blocks), 1e9)
    expect(hash).toBe(sha256(Buffer.concat(blocks)))
    const digest = createHash('sha256')
    let length = 0
    for await (const chunk of store.read(hash)) {
      digest.update(chunk as Buffer)
      length += (chunk as Buffer).length
    }
    expect([digest.digest('hex'), length]).toEqual([hash, size])
  })

  test('keeps nothing of what is too large or breaks off', async () => {
    const { store, spool } = await make()
    await expect(store.put(Readable.from([Buffer.from(words)]), 5)).rejects.toMatchObject({ limit: 5 })
    async function* broken(): AsyncGenerator<Buffer> {
      yield Buffer.from('half')
      throw new Error('line lost')
    }
    await expect(store.put(broken(), 1000)).rejects.toThrow('line lost')
    expect(await hashes(store)).toEqual([])
    expect(await readdir(spool)).toEqual([])
  })

  test('forgets what is removed, and takes no name that is no hash', async () => {
    const { store } = await make()
    const { hash } = await store.put(Readable.from([Buffer.from(words)]), 1000)
    await store.remove(hash)
    expect(await store.has(hash)).toBe(false)
    await expect(text(store.read(hash))).rejects.toThrow()
    await expect((async () => store.has('../../etc/passwd'))()).rejects.toThrow('not a content hash')
  })

  test('does not disturb a content that another process is writing, and clears what was left', async () => {
    const { store, spool, again } = await make()
    await mkdir(spool, { recursive: true })
    await writeFile(join(spool, 'left'), 'half')
    const yesterday = new Date(Date.now() - 86_400_000)
    await utimes(join(spool, 'left'), yesterday, yesterday)
    async function* slow(): AsyncGenerator<Buffer> {
      yield Buffer.from('first, ')
      // What a command of the operator or a publish does while the server takes a file.
      await again()
      yield Buffer.from('second')
    }
    expect((await store.put(slow(), 1000)).hash).toBe(sha256('first, second'))
    expect(await readdir(spool)).toEqual([])
  })
})

test('a bucket gives an address that answers by itself, under the name that was asked for', async () => {
  const { store } = await (kinds['bucket'] as () => Promise<Made>)()
  const { hash } = await store.put(Readable.from([Buffer.from(words)]), 1000)
  const address = await store.addressOf?.(hash, { disposition: 'attachment; filename="a.txt"', seconds: 60 })
  const answer = await fetch(String(address))
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="a.txt"')
  expect(await answer.text()).toBe(words)
  expect(new URL(String(address)).searchParams.get('X-Amz-Expires')).toBe('60')
  expect((await fetch(String(address), { headers: { Range: 'bytes=0-3' } })).status).toBe(206)
})

test('a bucket that is not there is named when it is asked for', async () => {
  const dataDir = await emptyFolder()
  const { endpoint } = await startS3()
  const store = await openStore('s3://nowhere', { dataDir, s3Endpoint: endpoint })
  await expect(store.check()).rejects.toThrow()
})

describe('moving', () => {
  async function both(): Promise<{ folder: FileStore; bucket: FileStore; path: string }> {
    const from = await (kinds['folder'] as () => Promise<Made>)()
    const to = await (kinds['bucket'] as () => Promise<Made>)()
    for (const each of ['a', 'b', 'c']) await from.store.put(Readable.from([Buffer.from(each)]), 10)
    return { folder: from.store, bucket: to.store, path: join(from.spool, '..') }
  }

  test('goes on where it was cut short, and back', async () => {
    const { folder, bucket } = await both()
    const cut = moveFiles(folder, bucket, ({ copied }) => {
      if (copied === 2) throw new Error('killed')
    })
    await expect(cut).rejects.toThrow('killed')
    expect(await moveFiles(folder, bucket)).toEqual({ copied: 1, there: 2, damaged: [] })
    expect(await hashes(bucket)).toEqual(await hashes(folder))
    expect(await removeMoved(folder, bucket)).toBe(3)
    expect(await hashes(folder)).toEqual([])
    expect((await moveFiles(bucket, folder)).copied).toBe(3)
    expect(await text(folder.read(sha256('b')))).toBe('b')
  })

  test('leaves behind what is damaged, and names it', async () => {
    const { folder, bucket, path } = await both()
    const hash = sha256('b')
    await writeFile(join(path, hash.slice(0, 2), hash), 'x')
    const moved = await moveFiles(folder, bucket)
    expect(moved).toEqual({ copied: 2, there: 0, damaged: [hash] })
    expect(await bucket.has(hash)).toBe(false)
    expect(await removeMoved(folder, bucket)).toBe(2)
    expect(await hashes(folder)).toEqual([hash])
  })
})
