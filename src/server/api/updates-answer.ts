import { getUpgradePath, listReleasesFor } from '#domain/releases/index.ts'
import { DomainError } from '#domain/shared/index.ts'
import { sha256 } from '../auth/hash.ts'
import { type ApiCall, json } from '../http/api.ts'
import { langOf } from '../http/error-response.ts'
import { listedReleaseJson, updatesJson, updatesTsv } from './updates-json.ts'

function askedBy({ ctx, astro, runtime }: ApiCall): Parameters<typeof updatesJson>[0] {
  const { actor } = ctx
  if (actor.kind !== 'person') throw new DomainError('not-signed-in', 'token-required')
  const lang = langOf('', astro.request.headers.get('accept-language'), 'en')
  return { runtime, ctx: { ...ctx, actor }, lang }
}

const quarter = 6 * 3_600_000

/**
 * A weak tag: of the answer as far as it does not change by itself. Grants do, so it is another every six hours, and
 * the addresses of an answer that is not sent again still work for as long.
 */
function tagged(call: ApiCall, body: string, type: string): Response {
  const settled = body.replace(/\?grant=[\w.-]+/g, '')
  const tag = `W/"${sha256(`${Math.floor(call.ctx.now / quarter)} ${type} ${settled}`).slice(0, 32)}"`
  const headers = {
    ETag: tag,
    'Cache-Control': 'private, no-cache',
    Vary: 'Accept, Accept-Language, Authorization, Cookie',
  }
  const known = (call.astro.request.headers.get('if-none-match') ?? '').split(',').map((each) => each.trim())
  if (known.includes(tag) || known.includes('*')) return new Response(null, { status: 304, headers })
  return new Response(body, { headers: { ...headers, 'Content-Type': type } })
}

/** The way up, as JSON or, for a shell, as lines with tabs (`?format=tsv` or by `Accept`). */
export async function updatesAnswer(call: ApiCall): Promise<Response> {
  const asked = askedBy(call)
  const { format, ...query } = Object.fromEntries(call.astro.url.searchParams)
  const path = await getUpgradePath(call.ctx, { ...query, product: call.astro.params.product })
  const accept = call.astro.request.headers.get('accept') ?? ''
  if (format === 'tsv' || (format === undefined && accept.includes('text/tab-separated-values')))
    return tagged(call, updatesTsv(asked, path), 'text/tab-separated-values; charset=utf-8')
  return tagged(call, JSON.stringify(updatesJson(asked, path)), 'application/json')
}

export async function releasesAnswer(call: ApiCall): Promise<Response> {
  const asked = askedBy(call)
  const query = Object.fromEntries(call.astro.url.searchParams)
  const { items, next } = await listReleasesFor(call.ctx, { ...query, product: call.astro.params.product })
  return json({ items: items.map((release) => listedReleaseJson(asked, release)), next })
}
