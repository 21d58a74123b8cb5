import type { APIRoute } from 'astro'
import { json } from '#server/http/api.ts'
import { enter } from '#server/http/page.ts'
import { foundWork } from '#server/search/found-work.ts'

export const prerender = false

/** What of one's own work has these words, for the search box. */
export const GET: APIRoute = async (astro) => {
  const { ctx, lang } = await enter(astro, 'anyone')
  return json({ items: await foundWork(ctx, lang, astro.url.searchParams.get('q') ?? '') })
}
