import type { IncomingMessage, ServerResponse } from 'node:http'
import type { DomainError } from '#domain/shared/index.ts'
import { texts } from '#i18n/index.ts'
import { langOf, statusOfError } from '../http/error-response.ts'
import { problem } from '../http/problem.ts'
import type { Call } from '../http/server.ts'
import type { Runtime } from '../runtime.ts'

const statuses: Record<string, number> = {
  'method-not-allowed': 405,
  'range-not-satisfiable': 416,
  'precondition-failed': 412,
}

/** A refusal as its asker reads it: a program problem+json with the reason, a browser a page that says it. */
export async function refuse(
  runtime: Runtime,
  req: IncomingMessage,
  res: ServerResponse,
  call: Call,
  error: DomainError,
): Promise<void> {
  for (const name of ['ETag', 'Accept-Ranges', 'Repr-Digest']) res.removeHeader(name)
  const status = statuses[error.code] ?? statusOfError(error)
  const lang = langOf('', req.headers['accept-language'])
  const body = (text: string): string | undefined => (req.method === 'HEAD' ? undefined : text)
  if ((req.headers.accept ?? '').includes('text/html')) {
    const next = pageFor(status, error.code, lang, call.pathname)
    if (next) {
      res.writeHead(303, { Location: next, 'Cache-Control': 'no-store' }).end()
      return
    }
    if (status === 404) {
      const html = await runtime.site.errorPage(lang, 404)
      res.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' })
      res.end(body(html))
      return
    }
  }
  const words = langOf('', req.headers['accept-language'], 'en')
  const reasons: Record<string, string> = texts(words).releases.reasons
  const detail = reasons[error.code]
  const answer = problem(status, error.code, {
    requestId: call.requestId,
    lang: words,
    ...(detail ? { detail } : {}),
    members: error.details,
  })
  const headers = Object.fromEntries(answer.headers)
  if (status === 401) headers['WWW-Authenticate'] = 'Bearer realm="balcao"'
  if (status === 429) headers['Retry-After'] = String(error.details.retryAfter ?? 60)
  res.writeHead(status, headers)
  res.end(body(await answer.text()))
}

/** Somebody who may know of the file reads on the product's page why it is not theirs to fetch. */
function pageFor(status: number, code: string, lang: string, pathname: string): string | null {
  if (status === 401) return `/${lang}/login?next=${encodeURIComponent(pathname)}`
  if (status !== 403 && status !== 410) return null
  const product = `/${lang}/updates/${pathname.split('/')[2] ?? ''}`
  return code === 'eula-required' ? `${product}/licence?next=${encodeURIComponent(pathname)}` : product
}
