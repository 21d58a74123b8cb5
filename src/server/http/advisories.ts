import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { isDomainError } from '#domain/shared/index.ts'
import { isLang } from '#i18n/index.ts'
import { advisoryFeed } from '../advisories/feed.ts'
import { csafFolder, providerFile, type Served, securityText } from '../advisories/provider.ts'
import type { Runtime } from '../runtime.ts'
import { problem } from './problem.ts'
import { contextOfRequest } from './request-context.ts'
import type { Call, Handler } from './server.ts'

const feed = /^\/feeds\/(pt|en)\/advisories\.(atom|json)$/

function send(
  req: IncomingMessage,
  res: ServerResponse,
  { body, type, updatedAt }: Served,
  open: boolean,
): void {
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 32)}"`
  res.setHeader('ETag', etag)
  res.setHeader('Cache-Control', open ? 'public, max-age=60' : 'private, no-cache')
  if (updatedAt > 0) res.setHeader('Last-Modified', new Date(updatedAt).toUTCString())
  // Programs of other houses read what is for everybody, browsers too.
  if (open) res.setHeader('Access-Control-Allow-Origin', '*')
  if (req.headers['if-none-match'] === etag) {
    res.writeHead(304).end()
    return
  }
  res.writeHead(200, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) })
  res.end(req.method === 'HEAD' ? undefined : body)
}

async function answer(
  runtime: Runtime,
  req: IncomingMessage,
  { pathname, requestId }: Call,
): Promise<Served | null> {
  const ctx = await contextOfRequest(runtime, req, requestId)
  if (pathname === '/.well-known/security.txt') {
    return { body: securityText(runtime, ctx.now), type: 'text/plain; charset=utf-8', updatedAt: 0 }
  }
  const [, lang, kind] = feed.exec(pathname) ?? []
  if (isLang(lang)) return advisoryFeed(runtime, ctx, lang, kind as 'atom' | 'json')
  return providerFile(runtime, ctx, pathname.slice(csafFolder.length))
}

/** `/.well-known/security.txt`, the provider's folder of CSAF documents, and the feeds of advisories. */
export function advisories(runtime: Runtime): Handler {
  return async (req, res, call) => {
    const { pathname, requestId } = call
    if (pathname === '/security.txt') {
      res.writeHead(301, { Location: '/.well-known/security.txt' }).end()
      return true
    }
    const ours =
      pathname === '/.well-known/security.txt' || pathname.startsWith(`${csafFolder}/`) || feed.test(pathname)
    if (!ours || (req.method !== 'GET' && req.method !== 'HEAD')) return false
    try {
      const served = await answer(runtime, req, call)
      if (!served) return false
      send(req, res, served, !/^\/\.well-known\/csaf\/(?:green|amber|red)\//.test(pathname))
    } catch (error) {
      if (!isDomainError(error) || error.kind !== 'not-signed-in') throw error
      const refusal = problem(401, error.code, { requestId, lang: 'en' })
      res.writeHead(401, {
        ...Object.fromEntries(refusal.headers),
        'WWW-Authenticate': 'Bearer realm="balcao"',
      })
      res.end(await refusal.text())
    }
    return true
  }
}
