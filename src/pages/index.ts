import type { APIRoute } from 'astro'
import { langOf } from '#server/http/error-response.ts'

export const prerender = false

/** Sends a visitor to their language. */
export const GET: APIRoute = ({ locals, request }) => {
  locals.accessNamed = true
  const lang = langOf('/', request.headers.get('accept-language'))
  return new Response(null, { status: 302, headers: { Location: `/${lang}/`, Vary: 'Accept-Language' } })
}
