import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, brotliDecompress, constants, gzip } from 'node:zlib'
import { type Place, readPlace } from '../site/pack.ts'

type Encoding = 'br' | 'gzip' | 'identity'
/** What lies at one address of a public tree. */
export type Listed = {
  /** Its validator. */
  etag: string
  /** Compressed at the publish: as a file beside its own, or as the only form in its pack. */
  br?: true
  /** With little effort: what is asked for is compressed better then, for the next who asks. */
  light?: true
  /** In a pack; else a file of its own. */
  at?: Place
}
/** Everything in a public tree by its address. */
export type Listing = Record<string, Listed>

type Entry = Listed & { file: string; release: string }
/** As it is sent, kept in memory. */
type Kept = { content: Buffer; headers: Record<string, string> }

/** The static files of one site release. */
export type StaticFiles = {
  /** Of the public tree. */
  readonly folder: string
  readonly count: number
  /** Answers the request if the path is one of ours. */
  serve(req: IncomingMessage, res: ServerResponse, pathname: string): boolean
  has(pathname: string): boolean
  /** What lies at an address, not compressed, or null. */
  body(pathname: string): Promise<Buffer | null>
  text(pathname: string): Promise<string | null>
  readonly entries: ReadonlyMap<string, Entry>
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.gif': 'image/gif',
  '.ico': 'image/x-icon',
  // A script to read and run, such as /balcao-fetch.
  '': 'text/plain; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.atom': 'application/atom+xml; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
}

const memoryLimit = 24 * 1024 * 1024
const largestKept = 1024 * 1024
/** Smaller ones gain nothing by compression. */
const small = 512

const brotli = promisify(brotliCompress)
const unbrotli = promisify(brotliDecompress)
const zip = promisify(gzip)
const quality = (level: number): { params: Record<number, number> } => ({
  params: { [constants.BROTLI_PARAM_QUALITY]: level },
})

function isText(type: string): boolean {
  return /^text\/|[/+](?:json|xml)\b/.test(type)
}

function isImmutable(pathname: string): boolean {
  return (
    /^\/(_assets|media)\//.test(pathname) || /^\/(pagefind|search)\/.*\.(pf_[a-z]+|pagefind)$/.test(pathname)
  )
}

function accepted(header: string | undefined): Encoding {
  if (header?.includes('br')) return 'br'
  return header?.includes('gzip') ? 'gzip' : 'identity'
}

/**
 * @param folder the public tree
 * @param listing what is in it
 * @param previous files of the release before: its hashed assets stay, for pages that are already open
 */
export function loadStatic(folder: string, listing: Listing, previous: StaticFiles | null): StaticFiles {
  const entries = new Map<string, Entry>()
  for (const [path, entry] of previous?.entries ?? []) {
    // Of the release before, not of those before it: they are gone from the disk.
    if (path.startsWith('/_assets/') && entry.release === previous?.folder) entries.set(path, entry)
  }
  for (const [path, listed] of Object.entries(listing)) {
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path)
    entries.set(path, { ...listed, etag: `"${listed.etag}"`, file, release: folder })
  }

  let held = 0
  /** The least recently used first. */
  const memory = new Map<string, Kept>()

  function keep(key: string, kept: Kept): void {
    if (kept.content.length > largestKept) return
    held -= memory.get(key)?.content.length ?? 0
    memory.set(key, kept)
    held += kept.content.length
    for (const [oldest, { content }] of memory) {
      if (held <= memoryLimit) break
      held -= content.length
      memory.delete(oldest)
    }
  }

  async function load(pathname: string, entry: Entry, encoding: Encoding): Promise<Kept> {
    const type = types[extname(entry.file)] ?? 'application/octet-stream'
    const { content, used } = await encoded(entry, isText(type) || entry.br ? encoding : 'identity')
    return {
      content,
      headers: {
        'Content-Type': type,
        'Content-Length': String(content.length),
        'Cache-Control': isImmutable(pathname) ? 'public, max-age=31536000, immutable' : 'no-cache',
        Vary: 'Accept-Encoding',
        ...(used === 'identity' ? {} : { 'Content-Encoding': used }),
      },
    }
  }

  let improving = Promise.resolve()
  const waiting = new Set<string>()

  /** Compresses better what is kept, one after the other: nobody waits for it. */
  function improve(pathname: string, key: string, entry: Entry): void {
    if (waiting.has(key)) return
    waiting.add(key)
    improving = improving.then(async () => {
      // What stays for ever is worth more time.
      const content = await brotli(await plain(entry), quality(isImmutable(pathname) ? 11 : 9))
      const before = memory.get(key)
      if (!before || content.length >= before.content.length) return
      keep(key, { content, headers: { ...before.headers, 'Content-Length': String(content.length) } })
    })
    improving = improving.catch(() => undefined).finally(() => waiting.delete(key))
  }

  function send(req: IncomingMessage, res: ServerResponse, { content, headers }: Kept): void {
    res.writeHead(200, headers).end(req.method === 'HEAD' ? undefined : content)
  }

  async function body(pathname: string): Promise<Buffer | null> {
    const entry = entries.get(pathname)
    return entry ? plain(entry) : null
  }

  function serve(req: IncomingMessage, res: ServerResponse, pathname: string): boolean {
    const entry = entries.get(pathname)
    if (!entry) {
      if (pathname.endsWith('/') || !entries.has(`${pathname}/`)) return false
      res.writeHead(301, { Location: `${pathname}/` }).end()
      return true
    }
    if (req.method !== 'GET' && req.method !== 'HEAD') {
      res.writeHead(405, { Allow: 'GET, HEAD' }).end()
      return true
    }
    res.setHeader('ETag', entry.etag)
    if (req.headers['if-none-match'] === entry.etag) {
      const cache = isImmutable(pathname) ? 'public, max-age=31536000, immutable' : 'no-cache'
      res.writeHead(304, { 'Cache-Control': cache }).end()
      return true
    }
    const encoding = accepted(req.headers['accept-encoding'])
    const key = encoding + pathname
    const kept = memory.get(key)
    if (kept) {
      memory.delete(key)
      memory.set(key, kept)
      send(req, res, kept)
      return true
    }
    load(pathname, entry, encoding).then(
      (made) => {
        keep(key, made)
        send(req, res, made)
        if (entry.light && encoding === 'br') improve(pathname, key, entry)
      },
      () => res.writeHead(500).end(),
    )
    return true
  }

  return {
    folder,
    count: entries.size,
    entries,
    serve,
    has: (pathname) => entries.has(pathname),
    body,
    text: async (pathname) => (await body(pathname))?.toString('utf8') ?? null,
  }
}

async function plain({ file, release, at, br }: Entry): Promise<Buffer> {
  if (!at) return readFile(file)
  const body = await readPlace(release, at)
  return br ? unbrotli(body) : body
}

/** In the encoding asked for where that is smaller; Brotli as it was made at the publish, where it was. */
async function encoded(entry: Entry, encoding: Encoding): Promise<{ content: Buffer; used: Encoding }> {
  if (encoding === 'br' && entry.br) {
    const content = await (entry.at ? readPlace(entry.release, entry.at) : readFile(`${entry.file}.br`))
    return { content, used: 'br' }
  }
  const content = await plain(entry)
  if (encoding === 'identity' || content.length < small) return { content, used: 'identity' }
  const made = await (encoding === 'br' ? brotli(content, quality(5)) : zip(content))
  return made.length < content.length ? { content: made, used: encoding } : { content, used: 'identity' }
}
