import type { APIRoute } from 'astro'
import { recordSuggestionOpened, recordSuggestionsShown, suggestArticles } from '#domain/feedback/index.ts'
import { articleUrlOf } from '#server/feedback/article-url.ts'
import { json, readJson } from '#server/http/api.ts'
import { problem } from '#server/http/problem.ts'

export const prerender = false

/** Articles that may answer a subject as it is typed. */
export const GET: APIRoute = async ({ locals, params, url }) => {
  locals.accessNamed = true
  const { ctx, requestId } = locals
  if (ctx.actor.kind !== 'person') return problem(401, 'not-signed-in', { requestId })
  const given = (name: string): string => url.searchParams.get(name) ?? ''
  const input = { q: given('q'), lang: params.lang, product: given('product') }
  return json({ items: await suggestArticles(ctx, input) })
}

/** That suggestions were shown, or that one was opened, from the form's script. */
export const POST: APIRoute = async ({ locals, params, request }) => {
  locals.accessNamed = true
  const { ctx, requestId, runtime } = locals
  if (ctx.actor.kind !== 'person') return problem(401, 'not-signed-in', { requestId })
  const said = (await readJson(request, 1024)) as { visit?: unknown; opened?: unknown }
  if (typeof said.opened === 'string') {
    const opened = articleUrlOf(runtime.site, said.opened)
    await recordSuggestionOpened(ctx, runtime.site.libraryFor(ctx.actor), { visit: said.visit, opened })
  } else {
    await recordSuggestionsShown(ctx, { visit: said.visit, lang: params.lang, place: 'form' })
  }
  return new Response(null, { status: 204 })
}
