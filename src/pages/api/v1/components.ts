import { searchComponents } from '#domain/advisories/index.ts'
import { invalid } from '#domain/shared/index.ts'
import { api, json, otherMethods } from '#server/http/api.ts'

export const prerender = false

export const GET = api('updates:read', async ({ ctx, astro }) => {
  const q = astro.url.searchParams.get('q') ?? ''
  const { items, cut } = await searchComponents(ctx, { q })
  // Of a question that names no component, 'none' would be taken for an answer.
  if (!items) throw invalid([{ field: 'q', code: q ? 'invalid' : 'required' }])
  return json({ items, cut: cut !== null })
})

export const ALL = otherMethods({ GET })
