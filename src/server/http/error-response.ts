import type { APIContext } from 'astro'
import type { DomainError, ErrorKind } from '#domain/shared/index.ts'
import { isLang, type Lang } from '#i18n/index.ts'
import { problem } from './problem.ts'

const statusOf: Record<ErrorKind, number> = {
  invalid: 422,
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  'too-many': 429,
}

/** 507 of RFC 4918: for now the server cannot store what was sent. */
const statusOfCode: Record<string, number> = { 'disk-full': 507, 'no-room': 507 }

export function statusOfError(error: DomainError): number {
  return statusOfCode[error.code] ?? statusOf[error.kind]
}

/** Language of a path, else of the browser, else the fallback: for pages the house's own. */
export function langOf(
  pathname: string,
  acceptLanguage: string | null | undefined,
  fallback: Lang = 'pt',
): Lang {
  const first = pathname.split('/')[1]
  if (isLang(first)) return first
  const preferred = (acceptLanguage ?? '')
    .split(',')
    .map((part) => part.trim().slice(0, 2).toLowerCase())
    .find(isLang)
  return preferred ?? fallback
}

/** The error page in the reader's language; problem+json below /api. */
export async function errorResponse(
  astro: Pick<APIContext, 'locals' | 'request' | 'url'>,
  error: number | DomainError,
  code: string,
): Promise<Response> {
  const status = typeof error === 'number' ? error : statusOfError(error)
  const { runtime, requestId } = astro.locals
  if (astro.url.pathname.startsWith('/api/')) {
    const fields = typeof error === 'number' ? [] : error.fields
    const lang = langOf('', astro.request.headers.get('accept-language'), 'en')
    return problem(status, code || `http-${status}`, { requestId, lang, fields })
  }
  const lang = langOf(astro.url.pathname, astro.request.headers.get('accept-language'))
  const html = await runtime.site.errorPage(lang, status)
  return new Response(html, {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'private, no-store' },
  })
}
