import { listAdvisories } from '#domain/advisories/index.ts'
import { advisoryJson } from '#server/api/advisories-json.ts'
import { api, json, otherMethods } from '#server/http/api.ts'

export const prerender = false

export const GET = api('public', async ({ ctx, astro, runtime }) => {
  const query = Object.fromEntries(astro.url.searchParams)
  const { items, next } = await listAdvisories(ctx, query)
  const { origin } = runtime.config.publicUrl
  const lang = query.lang === 'pt' ? 'pt' : 'en'
  return json({ items: items.map((each) => advisoryJson(each, origin, lang)), next })
})

export const ALL = otherMethods({ GET })
