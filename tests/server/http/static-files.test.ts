import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingHttpHeaders, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, constants, gunzipSync } from 'node:zlib'
import { expect, it, onTestFinished } from 'vitest'
import { type Listing, loadStatic, type StaticFiles } from '#server/http/static-files.ts'
import { createPack } from '#server/site/publish/pack-writer.ts'

const page = `<!doctype html><p>${'words '.repeat(300)}</p>`

const least = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }

async function served(listed: Listing, previous: StaticFiles | null = null) {
  const folder = await mkdtemp(join(tmpdir(), 'balcao-static-'))
  await mkdir(join(folder, 'pt'), { recursive: true })
  await mkdir(join(folder, '_assets'), { recursive: true })
  await writeFile(join(folder, 'pt/index.html'), page)
  await writeFile(join(folder, 'pt/index.html.br'), brotliCompressSync(page))
  await writeFile(join(folder, 'notes.txt'), page)
  await writeFile(join(folder, 'small.txt'), 'few words')
  await writeFile(join(folder, '_assets/a.HASH.js'), 'export {}')
  const pack = createPack(folder, 'one')
  const listing: Listing = {
    ...listed,
    '/en/': { etag: 'packed', br: true, at: pack.add(brotliCompressSync(page)) },
    '/en/light/': { etag: 'light', br: true, light: true, at: pack.add(brotliCompressSync(page, least)) },
    '/search.bin': { etag: 'raw', at: pack.add(Buffer.from('as it is')) },
  }
  pack.close()
  const files = loadStatic(folder, listing, previous)
  const server = createServer((req, res) => {
    if (!files.serve(req, res, (req.url ?? '').split('?')[0] ?? '')) res.writeHead(404).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(async () => {
    server.close()
    await rm(folder, { recursive: true, force: true })
  })
  const { port } = server.address() as AddressInfo
  // fetch undoes the encoding, which is what is looked at here.
  const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    new Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>((done, failed) => {
      request({ host: '127.0.0.1', port, path, headers, method }, async (res) => {
        const chunks: Buffer[] = []
        for await (const chunk of res) chunks.push(chunk as Buffer)
        done({ status: res.statusCode ?? 0, headers: res.headers, body: Buffer.concat(chunks) })
      })
        .on('error', failed)
        .end()
    })
  return { ask, files }
}

const listing: Listing = {
  '/pt/': { etag: 'page', br: true },
  '/notes.txt': { etag: 'notes' },
  '/small.txt': { etag: 'small' },
  '/_assets/a.HASH.js': { etag: 'asset' },
}

it('sends what was made at the publish, and makes the rest when it is asked for', async () => {
  const { ask } = await served(listing)
  const br = await ask('/pt/', { 'accept-encoding': 'gzip, br' })
  expect(br.headers).toMatchObject({ 'content-encoding': 'br', etag: '"page"', vary: 'Accept-Encoding' })
  expect(brotliDecompressSync(br.body).toString()).toBe(page)
  for (const path of ['/pt/', '/notes.txt', '/notes.txt']) {
    const gz = await ask(path, { 'accept-encoding': 'gzip' })
    expect(gz.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(gz.body).toString()).toBe(page)
  }
  expect((await ask('/pt/')).body.toString()).toBe(page)
  const small = await ask('/small.txt', { 'accept-encoding': 'br' })
  expect(small.headers['content-encoding']).toBeUndefined()
})

it('sends what lies in a pack in whatever form is asked for', async () => {
  const { ask, files } = await served(listing)
  for (const path of ['/en/', '/en/light/']) {
    const br = await ask(path, { 'accept-encoding': 'br' })
    expect(br.headers).toMatchObject({ 'content-encoding': 'br', 'content-length': String(br.body.length) })
    expect(brotliDecompressSync(br.body).toString()).toBe(page)
    expect(gunzipSync((await ask(path, { 'accept-encoding': 'gzip' })).body).toString()).toBe(page)
    expect((await ask(path)).body.toString()).toBe(page)
    expect(await files.text(path)).toBe(page)
  }
  // What was made in haste is made better for the next who asks for it.
  const light = async (): Promise<number> =>
    (await ask('/en/light/', { 'accept-encoding': 'br' })).body.length
  await expect.poll(light).toBeLessThan(brotliCompressSync(page, least).length)
  const raw = await ask('/search.bin', { 'accept-encoding': 'br' })
  expect([raw.headers['content-encoding'], raw.body.toString()]).toEqual([undefined, 'as it is'])
})

it('knows what a reader has, what stays for ever, and what is no method of a file', async () => {
  const { ask } = await served(listing)
  expect((await ask('/pt/', { 'if-none-match': '"page"' })).status).toBe(304)
  expect((await ask('/pt/', { 'if-none-match': '"older"' })).status).toBe(200)
  expect((await ask('/pt')).headers.location).toBe('/pt/')
  expect((await ask('/_assets/a.HASH.js')).headers['cache-control']).toContain('immutable')
  expect((await ask('/pt/')).headers['cache-control']).toBe('no-cache')
  const head = await ask('/pt/', {}, 'HEAD')
  expect([head.status, head.body.length, head.headers['content-length']]).toEqual([
    200,
    0,
    String(page.length),
  ])
  expect((await ask('/pt/', {}, 'POST')).status).toBe(405)
  expect((await ask('/nowhere')).status).toBe(404)
})

it('keeps the scripts of the release before, and of none before that', async () => {
  const first = await served(listing)
  const second = await served({ '/pt/': { etag: 'page', br: true } }, first.files)
  expect((await second.ask('/_assets/a.HASH.js')).status).toBe(200)
  const third = await served({ '/pt/': { etag: 'page', br: true } }, second.files)
  expect((await third.ask('/_assets/a.HASH.js')).status).toBe(404)
})
