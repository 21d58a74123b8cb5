import type { APIContext, APIRoute } from 'astro'
import { findTokenByHash, touchToken } from '#domain/accounts/index.ts'
import { type Context, DomainError, hasScope, isDomainError, type Scope } from '#domain/shared/index.ts'
import { sha256 } from '../auth/hash.ts'
import { unlessFull } from '../no-room.ts'
import type { Runtime } from '../runtime.ts'
import { langOf, statusOfError } from './error-response.ts'
import { problem } from './problem.ts'

export type ApiCall = { ctx: Context; astro: APIContext; runtime: Runtime }

/** Verifies `Authorization: Bearer`; null where the request carries none. @throws DomainError `not-signed-in` */
export async function contextFromBearer(
  runtime: Runtime,
  header: string | null | undefined,
  requestId: string,
): Promise<Context | null> {
  return (await signInByBearer(runtime, header, requestId))?.ctx ?? null
}

export type SignedInByBearer = { ctx: Context; quota: { tokenId: string; dailyBytes: number | null } }

/** As `contextFromBearer`, with the token's quota. */
export async function signInByBearer(
  runtime: Runtime,
  header: string | null | undefined,
  requestId: string,
): Promise<SignedInByBearer | null> {
  if (!header) return null
  const token = /^Bearer (bal_[A-Za-z0-9_]{1,200})$/.exec(header)?.[1]
  const hash = token ? sha256(token) : ''
  const found = token ? await findTokenByHash(runtime.database.reader, hash) : null
  const now = Date.now()
  if (!found) throw new DomainError('not-signed-in', 'token-unknown')
  if (found.token.revokedAt !== null) throw new DomainError('not-signed-in', 'token-revoked')
  if (found.token.expiresAt !== null && found.token.expiresAt <= now)
    throw new DomainError('not-signed-in', 'token-expired')
  if (found.token.hash !== hash && (found.token.previousUntil ?? 0) <= now)
    throw new DomainError('not-signed-in', 'token-rotated')
  // Once a minute is exact enough for 'last used' and spares a write a request.
  if ((found.token.lastUsedAt ?? 0) < now - 60_000) {
    await unlessFull(runtime.database.write((tx) => touchToken(tx, found.token.id, now)))
  }
  const { id: tokenId, dailyBytes } = found.token
  return { ctx: runtime.context(found.actor, requestId), quota: { tokenId, dailyBytes } }
}

/**
 * An endpoint of the API: names the scope it needs ('public' needs none), signs in by token or session,
 * and turns what a verb refuses with into problem+json.
 */
export function api(scope: Scope | 'public', handle: (call: ApiCall) => Promise<Response>): APIRoute {
  return async (astro) => {
    const { locals, request } = astro
    locals.accessNamed = true
    const { runtime, requestId } = locals
    try {
      const ctx =
        (await contextFromBearer(runtime, request.headers.get('authorization'), requestId)) ?? locals.ctx
      if (scope !== 'public') {
        if (ctx.actor.kind !== 'person') throw new DomainError('not-signed-in', 'token-required')
        if (!hasScope(ctx.actor, scope)) throw new DomainError('not-allowed', 'scope-missing')
      }
      return await handle({ ctx, astro, runtime })
    } catch (error) {
      if (!isDomainError(error)) throw error
      const status = statusOfCode[error.code] ?? statusOfError(error)
      const headers: Record<string, string> = {
        ...(status === 401 ? { 'WWW-Authenticate': 'Bearer realm="balcao"' } : {}),
        ...(status === 429 ? { 'Retry-After': String(error.details.retryAfter ?? 60) } : {}),
      }
      const lang = langOf('', request.headers.get('accept-language'), 'en')
      return problem(status, error.code, { requestId, lang, fields: error.fields, headers })
    }
  }
}

/**
 * The other methods of an endpoint: 405 with those that it has; HEAD is GET without its body (RFC 9110).
 * @param verbs what the endpoint exports
 */
export function otherMethods(verbs: Readonly<Record<string, APIRoute>>): APIRoute {
  return (astro) => {
    const { request, locals } = astro
    if (request.method === 'HEAD' && verbs.GET) return verbs.GET(astro)
    locals.accessNamed = true
    const names = Object.keys(verbs)
    const headers = { Allow: (names.includes('GET') ? [...names, 'HEAD'] : names).join(', ') }
    const lang = langOf('', request.headers.get('accept-language'), 'en')
    return problem(405, 'method-not-allowed', { requestId: locals.requestId, lang, headers })
  }
}

/** What is wrong with the request itself rather than with what it asks for. */
const statusOfCode: Record<string, number> = {
  'not-json': 400,
  'wrong-type': 415,
  'not-a-form': 400,
}

export function json(
  body: unknown,
  init: { status?: number; headers?: Record<string, string> } = {},
): Response {
  return new Response(JSON.stringify(body), {
    status: init.status ?? 200,
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'private, no-store', ...init.headers },
  })
}

const maxJson = 512 * 1024

/** @throws DomainError `invalid` when it is no JSON, `too-large` past so many bytes */
export async function readJson(request: Request, most: number = maxJson): Promise<object> {
  if (!/^application\/(.+\+)?json\b/i.test(request.headers.get('content-type') ?? '')) {
    throw new DomainError('invalid', 'wrong-type')
  }
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > most) throw new DomainError('too-large', 'body-too-large')
    chunks.push(chunk)
  }
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch {
    // Said below.
  }
  throw new DomainError('invalid', 'not-json')
}
