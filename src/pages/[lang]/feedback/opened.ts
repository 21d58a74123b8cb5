import type { APIRoute } from 'astro'
import { countsVisits, recordSuggestionOpened } from '#domain/feedback/index.ts'
import { openArticle } from '#domain/knowledge/index.ts'
import { articleUrlOf } from '#server/feedback/article-url.ts'
import { isPrefetch } from '#server/feedback/client-of.ts'
import { seeOther } from '#server/http/answer.ts'
import { enter } from '#server/http/page.ts'

export const prerender = false

/** On to a suggested article; where no script can say so, this is how its opening is counted. */
export const GET: APIRoute = async (astro) => {
  const { ctx, runtime } = await enter(astro, 'anyone')
  const library = runtime.site.libraryFor(ctx.actor)
  const given = (name: string): string => astro.url.searchParams.get(name) ?? ''
  const { url } = openArticle(ctx, library.atUrl(articleUrlOf(runtime.site, given('to'))))
  if (countsVisits(ctx.actor) && !isPrefetch(astro.request)) {
    await recordSuggestionOpened(ctx, library, { visit: given('visit'), opened: url })
  }
  return seeOther(url)
}
