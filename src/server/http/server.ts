import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Runtime } from '../runtime.ts'
import { langOf } from './error-response.ts'
import { isPart, partHeaders, securityHeaders } from './headers.ts'
import { health } from './health.ts'

type PageHandler = (
  req: IncomingMessage,
  res: ServerResponse,
  next: () => void,
  locals: object,
) => Promise<void>
/** Answers the request and returns true, or leaves it to the next one. */
export type Handler = (req: IncomingMessage, res: ServerResponse, call: Call) => boolean | Promise<boolean>
export type Call = { pathname: string; requestId: string; clientAddress: string }

/** A body is at most this large on any way in; each endpoint has its own, smaller limit. */
const largestBody = 320 * 1024 * 1024

/**
 * The entry: health, then `before` (authorised downloads), then static files of the current release, then pages.
 * Security headers and the request id are on every response but those of parts of pages, which are sent in great number.
 */
export function createEntry(
  runtime: Runtime,
  before: readonly Handler[],
): { server: Server; ready: Promise<void> } {
  const headers = Object.entries(securityHeaders(runtime.config.publicUrl))
  const headersOfParts = Object.entries(partHeaders)
  const trusted = new Set(runtime.config.trustedProxies)
  let pages: PageHandler | null = null

  let loaded: string | null = null

  async function loadPages(): Promise<void> {
    const folder = runtime.site.server
    if (folder === null || folder === loaded) return
    loaded = folder
    const url = pathToFileURL(join(folder, 'entry.mjs')).href
    const module = (await import(url)) as { handler: PageHandler }
    pages = module.handler
  }

  function clientOf(req: IncomingMessage): string {
    const direct = req.socket.remoteAddress?.replace(/^::ffff:/, '') ?? ''
    if (!trusted.has(direct)) return direct
    const forwarded = String(req.headers['x-forwarded-for'] ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter((part) => isIP(part) && !trusted.has(part))
    return forwarded.at(-1) ?? direct
  }

  async function errorPage(
    req: IncomingMessage,
    res: ServerResponse,
    pathname: string,
    status: number,
  ): Promise<void> {
    const lang = langOf(pathname, req.headers['accept-language'])
    const html = await runtime.site.errorPage(lang, status)
    res.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' })
    res.end(req.method === 'HEAD' ? undefined : html)
  }

  async function dynamic(req: IncomingMessage, res: ServerResponse, call: Call): Promise<void> {
    const startedAt = performance.now()
    const { requestId, clientAddress, pathname } = call
    res.on('close', () => {
      const ms = Math.round((performance.now() - startedAt) * 10) / 10
      runtime.log.info(
        { requestId, method: req.method, path: pathname, status: res.statusCode, ms },
        'request',
      )
    })
    if (Number(req.headers['content-length'] ?? 0) > largestBody) {
      res.setHeader('Connection', 'close')
      return errorPage(req, res, pathname, 413)
    }
    for (const handler of before) if (await handler(req, res, call)) return
    if (!pages) return errorPage(req, res, pathname, 503)
    const locals = { runtime, requestId, clientAddress }
    await pages(req, res, () => void errorPage(req, res, pathname, 404), locals)
  }

  const server = createServer(
    { requestTimeout: 0, headersTimeout: 20_000, keepAliveTimeout: 65_000 },
    (req, res) => {
      const url = req.url ?? '/'
      const end = url.search(/[?#]/)
      const raw = end === -1 ? url : url.slice(0, end)
      if (isPart(raw)) {
        for (const [name, value] of headersOfParts) res.setHeader(name, value)
        if (runtime.site.files?.serve(req, res, raw)) return
      }
      for (const [name, value] of headers) res.setHeader(name, value)
      const requestId = randomUUID()
      res.setHeader('X-Request-Id', requestId)
      if (health(runtime, raw, res)) return
      if (runtime.site.files?.serve(req, res, raw)) return
      const moved = runtime.site.redirect(raw)
      if (moved) {
        // What an article's old address leads to stays so; what `latest` means does not.
        const status = /\/(?:latest\/.*|manuals\/[^/]+\/?)$/.test(raw) ? 302 : 301
        res.writeHead(status, { Location: moved, 'Cache-Control': 'no-cache' }).end()
        return
      }
      const call = { pathname: raw, requestId, clientAddress: clientOf(req) }
      dynamic(req, res, call).catch((error) => {
        runtime.log.error({ requestId, err: error }, 'request failed')
        if (res.headersSent) res.destroy()
        else errorPage(req, res, raw, 500).catch(() => res.destroy())
      })
    },
  )

  runtime.site.onSwap(() => {
    loadPages().catch((error) => runtime.log.error({ err: error }, 'pages of the new release do not load'))
  })
  return { server, ready: loadPages() }
}

/** Stops taking connections, lets what is under way finish for up to `milliseconds`. */
export async function drain(server: Server, milliseconds: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const late = new Promise<void>((resolve) => {
    setTimeout(() => {
      server.closeAllConnections()
      resolve()
    }, milliseconds).unref()
  })
  await Promise.race([closed, late])
}
