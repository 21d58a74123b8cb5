import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, relative, sep } from 'node:path'

type Encoding = 'br' | 'gzip' | 'identity'
type Variant = {
  path: string
  size: number
  headers: Record<string, string>
  content: Buffer | null
  usedAt: number
}
type Entry = { variants: Partial<Record<Encoding, Variant>>; etag: string }

/** The static files of one site release, with what was compressed at publish. */
export type StaticFiles = {
  readonly count: number
  /** Answers the request if the path is one of ours. */
  serve(req: IncomingMessage, res: ServerResponse, pathname: string): boolean
  has(pathname: string): boolean
  /** Contents of a page as text, or null. */
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
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.atom': 'application/atom+xml; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
}

const memoryLimit = 24 * 1024 * 1024
const largestKept = 1024 * 1024

async function* walk(folder: string): AsyncGenerator<string> {
  for (const item of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, item.name)
    if (item.isDirectory()) yield* walk(path)
    else if (item.isFile()) yield path
  }
}

function isImmutable(pathname: string): boolean {
  return (
    /^\/(_assets|media)\//.test(pathname) || /^\/(pagefind|search)\/.*\.(pf_[a-z]+|pagefind)$/.test(pathname)
  )
}

/**
 * @param previous files of the release before: its hashed assets stay, for pages that are already open
 */
export async function loadStatic(folder: string, previous: StaticFiles | null): Promise<StaticFiles> {
  const entries = new Map<string, Entry>()
  for (const [path, entry] of previous?.entries ?? []) {
    if (path.startsWith('/_assets/')) entries.set(path, entry)
  }
  for await (const path of walk(folder)) await add(path)

  async function add(path: string): Promise<void> {
    const encoding: Encoding = path.endsWith('.br') ? 'br' : path.endsWith('.gz') ? 'gzip' : 'identity'
    const plain = encoding === 'identity' ? path : path.slice(0, -3)
    const pathname = `/${relative(folder, plain).split(sep).join('/')}`.replace(/\/index\.html$/, '/')
    const { size, mtimeMs } = await stat(path)
    const entry = entries.get(pathname) ?? { variants: {}, etag: '' }
    if (encoding === 'identity') {
      entry.etag = `"${createHash('sha1').update(`${pathname}\n${size}\n${mtimeMs}`).digest('base64url').slice(0, 20)}"`
    }
    const headers = {
      'Content-Type': types[extname(plain)] ?? 'application/octet-stream',
      'Content-Length': String(size),
      'Cache-Control': isImmutable(pathname) ? 'public, max-age=31536000, immutable' : 'no-cache',
      Vary: 'Accept-Encoding',
      ...(encoding === 'identity' ? {} : { 'Content-Encoding': encoding }),
    }
    entry.variants[encoding] = { path, size, headers, content: null, usedAt: 0 }
    entries.set(pathname, entry)
  }

  let held = 0
  let clock = 0
  const inMemory = new Set<Variant>()

  function keep(variant: Variant, content: Buffer): void {
    if (variant.content || content.length > largestKept) return
    variant.content = content
    inMemory.add(variant)
    held += content.length
    while (held > memoryLimit) {
      let oldest: Variant | null = null
      for (const candidate of inMemory) if (!oldest || candidate.usedAt < oldest.usedAt) oldest = candidate
      if (!oldest?.content || oldest === variant) return
      held -= oldest.content.length
      oldest.content = null
      inMemory.delete(oldest)
    }
  }

  function choose(entry: Entry, accept: string | undefined): Variant | undefined {
    const { br, gzip, identity } = entry.variants
    if (accept) {
      if (br && accept.includes('br')) return br
      if (gzip && accept.includes('gzip')) return gzip
    }
    return identity
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
    const variant = choose(entry, req.headers['accept-encoding'])
    if (!variant) return false
    res.setHeader('ETag', entry.etag)
    if (req.headers['if-none-match'] === entry.etag) {
      res.writeHead(304, { 'Cache-Control': variant.headers['Cache-Control'] ?? 'no-cache' }).end()
      return true
    }
    variant.usedAt = ++clock
    if (req.method === 'HEAD') {
      res.writeHead(200, variant.headers).end()
    } else if (variant.content) {
      res.writeHead(200, variant.headers).end(variant.content)
    } else {
      readFile(variant.path).then(
        (content) => {
          keep(variant, content)
          res.writeHead(200, variant.headers).end(content)
        },
        () => res.writeHead(500).end(),
      )
    }
    return true
  }

  return {
    count: entries.size,
    entries,
    serve,
    has: (pathname) => entries.has(pathname),
    async text(pathname) {
      const variant = entries.get(pathname)?.variants.identity
      if (!variant) return null
      return (variant.content ?? (await readFile(variant.path))).toString('utf8')
    },
  }
}
