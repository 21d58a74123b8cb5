import { marked, productOf, searchArticles } from '#domain/knowledge/index.ts'
import { api, json, otherMethods } from '#server/http/api.ts'

export const prerender = false

export const GET = api('public', async ({ ctx, astro, runtime }) => {
  const given = (name: string): string | null => astro.url.searchParams.get(name)
  const lang = given('lang') ?? (ctx.actor.kind === 'person' ? ctx.actor.lang : 'pt')
  const input = {
    q: given('q') ?? '',
    lang,
    kind: given('kind'),
    product: given('product'),
    version: given('version'),
    limit: given('limit') === null ? undefined : Number(given('limit')),
  }
  const help = await runtime.site.searchHelp(ctx.actor, lang === 'en' ? 'en' : 'pt')
  const { items, matched, meant } = await searchArticles(ctx, input, help)
  const { origin } = runtime.config.publicUrl
  const library = runtime.site.libraryFor(ctx.actor)
  const found = items.map(({ snippet, url, ...article }) => ({
    ...article,
    url: origin + url,
    productNames: article.products.map((id) => productOf(library, id)?.name ?? id),
    ...marked(snippet),
  }))
  return json({ items: found, matched, meant })
})

export const ALL = otherMethods({ GET })
