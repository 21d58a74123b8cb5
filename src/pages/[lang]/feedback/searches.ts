import type { APIRoute } from 'astro'
import { isLang } from '#i18n/index.ts'
import { noteSearch } from '#server/feedback/search-ended.ts'
import { readJson } from '#server/http/api.ts'
import { problem } from '#server/http/problem.ts'

export const prerender = false

/** How a search ended, from the page's script: it waits for no answer. */
export const POST: APIRoute = async (astro) => {
  const { locals, request, params } = astro
  locals.accessNamed = true
  const { runtime, ctx, requestId } = locals
  if (!isLang(params.lang)) return problem(404, 'http-404', { requestId })
  const search = await readJson(request, 1024)
  const noted = await noteSearch(runtime, ctx, astro, { ...search, lang: params.lang })
  return noted === null ? problem(422, 'invalid-input', { requestId }) : new Response(null, { status: 204 })
}
