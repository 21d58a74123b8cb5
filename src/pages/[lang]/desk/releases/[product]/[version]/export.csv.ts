import type { APIRoute } from 'astro'
import { enter } from '#server/http/page.ts'
import { adoptionCsv } from '#server/releases/adoption-page.ts'

export const prerender = false

export const GET: APIRoute = async (astro) => {
  const { ctx, lang } = await enter(astro, 'desk')
  return adoptionCsv(ctx, lang, astro.url, astro.params)
}
