import type { APIRoute } from 'astro'
import { enter } from '#server/http/page.ts'
import { historyCsv } from '#server/releases/history-page.ts'

export const prerender = false

export const GET: APIRoute = async (astro) => {
  const { ctx, lang } = await enter(astro, 'signed-in')
  return historyCsv(ctx, lang, astro.url)
}
