import type { APIRoute } from 'astro'
import { presenceAt } from '#server/desk/presence-at.ts'
import { json } from '#server/http/api.ts'
import { enter } from '#server/http/page.ts'

export const prerender = false

/** Says that one looks at a ticket, writes or has left; answers with the others there. For the page's script. */
export const POST: APIRoute = async (astro) => {
  const { ctx, runtime } = await enter(astro, 'desk')
  return json(await presenceAt(ctx, runtime, astro.params.reference ?? '', astro.request))
}
