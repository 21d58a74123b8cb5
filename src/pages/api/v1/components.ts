import { searchComponents } from '#domain/advisories/index.ts'
import { api, json, otherMethods } from '#server/http/api.ts'

export const prerender = false

export const GET = api('updates:read', async ({ ctx, astro }) => {
  const { items, cut } = await searchComponents(ctx, { q: astro.url.searchParams.get('q') ?? '' })
  return json({ items: items ?? [], cut: cut !== null })
})

export const ALL = otherMethods({ GET })
