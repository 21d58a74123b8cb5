import type { APIRoute } from 'astro'
import { searchCallers } from '#domain/customers/index.ts'
import { json } from '#server/http/api.ts'
import { enter } from '#server/http/page.ts'

export const prerender = false

/** Whom the desk may write a ticket for, as a name or address is typed. */
export const GET: APIRoute = async (astro) => {
  const { ctx } = await enter(astro, 'desk')
  return json({ items: await searchCallers(ctx, { q: astro.url.searchParams.get('q') ?? '' }) })
}
