import type { APIRoute } from 'astro'
import { isLang } from '#i18n/index.ts'
import { json } from '#server/http/api.ts'
import { problem } from '#server/http/problem.ts'
import { ownFound } from '#server/search/own-found.ts'

export const prerender = false

/** What the search box finds for whoever is signed in, besides articles. */
export const GET: APIRoute = async ({ locals, params, url }) => {
  locals.accessNamed = true
  const { ctx, requestId } = locals
  const { actor } = ctx
  if (actor.kind !== 'person') return problem(401, 'not-signed-in', { requestId })
  const q = (url.searchParams.get('q') ?? '').trim().slice(0, 200)
  return json({ items: await ownFound({ ...ctx, actor }, isLang(params.lang) ? params.lang : 'pt', q) })
}
