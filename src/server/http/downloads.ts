import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import parseRange from 'range-parser'
import { type FoundDownload, findDownload, grantDownload, recordSent } from '#domain/releases/index.ts'
import { type Context, DomainError, isDomainError, visitor } from '#domain/shared/index.ts'
import { texts } from '#i18n/index.ts'
import type { Runtime } from '../runtime.ts'
import { contextFromBearer } from './api.ts'
import { cookieOf, sessionCookieName } from './cookies.ts'
import { langOf, statusOfError } from './error-response.ts'
import { problem } from './problem.ts'
import type { Call, Handler } from './server.ts'

const address = /^\/downloads\/([a-z0-9-]{1,64})\/([0-9A-Za-z.+-]{1,40})\/([^/]{1,600})$/

/** `GET` and `HEAD /downloads/{product}/{version}/{file}`, `…/{file}.sha256` and `.minisig`, by session or token. */
export function downloads(runtime: Runtime): Handler {
  return async (req, res, call) => {
    if (!call.pathname.startsWith('/downloads/')) return false
    try {
      if (req.method !== 'GET' && req.method !== 'HEAD') {
        res.setHeader('Allow', 'GET, HEAD')
        throw new DomainError('invalid', 'method-not-allowed')
      }
      const ctx = await contextOf(runtime, req, call)
      if (ctx.actor.kind !== 'person') throw new DomainError('not-signed-in', 'token-required')
      const wanted = wantedFile(call.pathname)
      const [, name = wanted.name, beside] = /^(.+)\.(sha256|minisig)$/.exec(wanted.name) ?? []
      const file = await findDownload(ctx, { ...wanted, name })
      if (beside === 'sha256') sendText(req, res, `${file.sha256}  ${file.name}\n`)
      else if (beside === 'minisig') {
        if (file.signature === null) throw new DomainError('not-found', 'file-not-found')
        sendText(req, res, file.signature)
      } else await sendFile(runtime, ctx, file, req, res, call)
    } catch (error) {
      if (!isDomainError(error)) throw error
      await refuse(runtime, req, res, call, error)
    }
    return true
  }
}

/** Whoever asks, by token or session. */
export async function contextOf(runtime: Runtime, req: IncomingMessage, call: Call): Promise<Context> {
  const byToken = await contextFromBearer(runtime, req.headers.authorization, call.requestId)
  if (byToken) return byToken
  const name = sessionCookieName({ secure: runtime.config.publicUrl.protocol === 'https:' })
  const secret = cookieOf(req.headers.cookie, name)
  const signedIn = secret ? await runtime.sessions.validate(secret) : null
  return runtime.context(signedIn?.actor ?? visitor, call.requestId)
}

/** The address taken apart strictly: one decoding, no separators left. */
function wantedFile(pathname: string): { product: string; version: string; name: string } {
  const [, product, version, encoded] = address.exec(pathname) ?? []
  try {
    const name = decodeURIComponent(encoded ?? '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the purpose
    if (product && version && name && name.length <= 200 && !/[\\/\u0000-\u001f]/.test(name))
      return { product, version, name }
  } catch {
    // A malformed escape names no file.
  }
  throw new DomainError('not-found', 'file-not-found')
}

/** What stands beside a file: small, and as private as the file. */
export function sendText(
  req: IncomingMessage,
  res: ServerResponse,
  text: string,
  type = 'text/plain; charset=utf-8',
): void {
  res.writeHead(200, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'private, no-cache',
  })
  res.end(req.method === 'HEAD' ? undefined : text)
}

async function sendFile(
  runtime: Runtime,
  ctx: Context,
  file: FoundDownload,
  req: IncomingMessage,
  res: ServerResponse,
  call: Call,
): Promise<void> {
  const etag = `"${file.sha256}"`
  res.setHeader('ETag', etag)
  res.setHeader('Accept-Ranges', 'bytes')
  res.setHeader('Cache-Control', 'private, no-cache')
  if (namesTag(req.headers['if-none-match'], etag)) {
    res.writeHead(304).end()
    return
  }
  const range = rangeOf(req, file.size, etag)
  if (range === 'unsatisfiable') {
    res.setHeader('Content-Range', `bytes */${file.size}`)
    throw new DomainError('invalid', 'range-not-satisfiable')
  }
  const { start, end } = range ?? { start: 0, end: file.size - 1 }
  res.writeHead(range ? 206 : 200, {
    'Content-Type': 'application/octet-stream',
    'Content-Length': end - start + 1,
    'Content-Disposition': `attachment; filename="${file.name}"`,
    'Repr-Digest': `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`,
    ...(range ? { 'Content-Range': `bytes ${start}-${end}/${file.size}` } : {}),
  })
  if (req.method === 'HEAD') {
    res.end()
    return
  }
  const client = { address: call.clientAddress, userAgent: req.headers['user-agent'] ?? '' }
  const grant = await grantDownload(ctx, file, client)
  const { socket } = req
  const before = socket.bytesWritten
  // Whoever asked may go away at any moment: that is no fault of ours.
  const whole = await pipeline(runtime.files.read(file.sha256, { start, end }), res).then(
    () => true,
    () => false,
  )
  const later = runtime.context(ctx.actor, call.requestId)
  await recordSent(later, grant, socket.bytesWritten - before, whole && end === file.size - 1)
}

function namesTag(header: string | undefined, etag: string): boolean {
  return (header ?? '').split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')))
}

/** One range, as RFC 9110, 14.2; several at once, other units and an If-Range of other content get the whole. */
function rangeOf(
  req: IncomingMessage,
  size: number,
  etag: string,
): { start: number; end: number } | null | 'unsatisfiable' {
  const { range } = req.headers
  const ifRange = req.headers['if-range']
  if (!range || (ifRange !== undefined && ifRange !== etag)) return null
  const one = /^bytes=(?:(\d+)-(\d*)|-\d+)$/.exec(range.replaceAll(' ', ''))
  if (!one || (one[2] && Number(one[2]) < Number(one[1]))) return null
  const ranges = parseRange(size, range)
  if (ranges === -1) return 'unsatisfiable'
  const [only] = Array.isArray(ranges) ? ranges : []
  return only ?? null
}

async function refuse(
  runtime: Runtime,
  req: IncomingMessage,
  res: ServerResponse,
  call: Call,
  error: DomainError,
): Promise<void> {
  const status =
    { 'method-not-allowed': 405, 'range-not-satisfiable': 416 }[error.code] ?? statusOfError(error)
  const browser = (req.headers.accept ?? '').includes('text/html')
  const lang = langOf('', req.headers['accept-language'])
  if (browser && (status === 401 || status === 403)) {
    const product = address.exec(call.pathname)?.[1] ?? ''
    // Somebody who may know of it reads on the product's page why it is not theirs to fetch.
    const next =
      status === 401
        ? `/${lang}/login?next=${encodeURIComponent(call.pathname)}`
        : error.code === 'eula-required'
          ? `/${lang}/updates/${product}/licence?next=${encodeURIComponent(call.pathname)}`
          : `/${lang}/updates/${product}`
    res.writeHead(303, { Location: next, 'Cache-Control': 'no-store' }).end()
    return
  }
  if (browser && status === 404) {
    const html = await runtime.site.errorPage(lang, 404)
    res.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' })
    res.end(req.method === 'HEAD' ? undefined : html)
    return
  }
  const words = langOf('', req.headers['accept-language'], 'en')
  const reasons: Record<string, string> = texts(words).releases.reasons
  const detail = reasons[error.code]
  const answer = problem(status, error.code, {
    requestId: call.requestId,
    lang: words,
    ...(detail ? { detail } : {}),
  })
  const headers = Object.fromEntries(answer.headers)
  if (status === 401) headers['WWW-Authenticate'] = 'Bearer realm="balcao"'
  res.writeHead(status, headers)
  res.end(req.method === 'HEAD' ? undefined : await answer.text())
}
