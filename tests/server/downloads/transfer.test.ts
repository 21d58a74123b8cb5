import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm, truncate } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Span } from '#domain/releases/index.ts'
import type { Flight } from '#server/downloads/ledger.ts'
import { createSlots } from '#server/downloads/slots.ts'
import { type Progress, streamTo } from '#server/downloads/stream.ts'
import { fromFile, fromStream } from '#server/downloads/transfer.ts'
import { createLocalStore } from '#server/files/local-store.ts'
import type { FileStore } from '#server/files/store.ts'

const size = 9 * 1024 * 1024 + 321
const content = randomBytes(size)

let folder: string
let store: FileStore
let hash: string
let server: Server
let base: string
/** Of the transfer that began last. */
let progress: Progress
let ended: Promise<'whole' | string>
let opened = 0
const largePieces = createSlots(8)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'balcao-transfer-'))
  store = await createLocalStore(folder)
  hash = (await store.put(Readable.from([content]), size)).hash
  server = createServer(async (req, res) => {
    const url = new URL(req.url ?? '/', 'http://test')
    const range = {
      start: Number(url.searchParams.get('start') ?? 0),
      end: Number(url.searchParams.get('end') ?? size - 1),
    }
    const file = await store.open?.(hash)
    if (!file) throw new Error('a folder can be read into memory of ours')
    opened++
    const counted = { ...file, close: () => file.close().finally(() => opened--) }
    const transfer =
      url.pathname === '/stream' ? fromStream(store.read(hash, range)) : fromFile(counted, largePieces)
    if (url.pathname === '/stream') await counted.close()
    res.writeHead(200, { 'Content-Length': range.end - range.start + 1 })
    progress = { handed: range.start, left: range.start }
    ended = transfer(res, range, progress).then(
      () => 'whole',
      (error: Error) => {
        res.destroy()
        return error.message
      },
    )
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await rm(folder, { recursive: true, force: true })
})

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const got = async (path: string): Promise<Uint8Array> =>
  new Uint8Array(await (await fetch(base + path)).arrayBuffer())

describe.each(['/file', '/stream'])('%s', (path) => {
  test('sends the whole content, byte for byte, and counts all of it', async () => {
    expect(hashOf(await got(path))).toBe(hash)
    expect(await ended).toBe('whole')
    expect(progress.handed).toBe(size)
  })

  test.each([
    [0, 0],
    [size - 1, size - 1],
    [1, 65_536],
    [65_536, 131_071],
    [100_001, 7_000_003],
  ])('sends bytes %i to %i and no other', async (start, end) => {
    const bytes = await got(`${path}?start=${start}&end=${end}`)
    expect(hashOf(bytes)).toBe(hashOf(content.subarray(start, end + 1)))
    expect(await ended).toBe('whole')
  })
})

test('many at once do not get one another’s pieces', async () => {
  const ranges = Array.from({ length: 24 }, (_, n) => [n * 1000, size - 1 - n * 3333] as const)
  const all = await Promise.all(ranges.map(([start, end]) => got(`/file?start=${start}&end=${end}`)))
  for (const [n, [start, end]] of ranges.entries())
    expect(hashOf(all[n] as Uint8Array)).toBe(hashOf(content.subarray(start, end + 1)))
  await expect.poll(() => opened).toBe(0)
  expect(largePieces.inUse()).toBe(0)
})

test('waits for a client that reads nothing, with two pieces in its hands, and ends when it goes away', async () => {
  const socket = connect(Number(new URL(base).port), '127.0.0.1')
  socket.pause()
  socket.write('GET /file HTTP/1.1\r\nHost: test\r\n\r\n')
  await expect.poll(() => opened).toBe(1)
  await expect
    .poll(async () => {
      const before = progress.handed
      await wait(150)
      return progress.handed > 0 && progress.handed === before
    })
    .toBe(true)
  expect(progress.handed).toBeLessThan(size)
  expect(progress.handed - progress.left).toBeLessThanOrEqual(2 * 512 * 1024)
  socket.destroy()
  expect(await ended).not.toBe('whole')
  await expect.poll(() => opened).toBe(0)
})

test('who takes nothing for too long is let go, and the record says what they certainly have', async () => {
  const spans: Span[] = []
  const flights: (Flight | null)[] = []
  const slow = createServer(async (_req, res) => {
    const file = await store.open?.(hash)
    if (!file) return
    res.writeHead(200, { 'Content-Length': size })
    const range = { start: 0, end: size - 1 }
    await streamTo(
      res,
      fromFile(file, largePieces),
      range,
      { bytes: 1024, milliseconds: 400 },
      {
        sent: (span) => spans.push(span),
        flying: (flight) => flights.push(flight),
      },
    )
  })
  await new Promise<void>((done) => slow.listen(0, '127.0.0.1', done))
  const socket = connect((slow.address() as AddressInfo).port, '127.0.0.1')
  const gone = new Promise((done) => socket.once('close', done))
  socket.on('error', () => undefined)
  socket.pause()
  socket.write('GET / HTTP/1.1\r\nHost: test\r\n\r\n')
  await expect.poll(() => flights.at(-1), { timeout: 5000 }).toBe(null)
  expect(flights[0]).toEqual({ from: 0, upTo: size })
  const [, certain = 0, perhaps = 0] = spans.at(-1) ?? []
  expect(certain).toBeGreaterThan(0)
  expect(perhaps).toBeLessThan(size)
  expect(perhaps).toBeGreaterThanOrEqual(certain)
  socket.resume()
  await gone
  slow.close()
})

test('breaks off where the content is shorter than it was', async () => {
  await truncate(join(folder, hash.slice(0, 2), hash), 5_000_000)
  await expect(got('/file')).rejects.toThrow()
  expect(await ended).toBe('the content ends before it should')
  await expect.poll(() => opened).toBe(0)
})
