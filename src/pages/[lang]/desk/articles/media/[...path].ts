import type { APIRoute } from 'astro'
import { deskOf } from '#server/editing/desk.ts'
import { imageResponse } from '#server/editing/images.ts'
import { enter } from '#server/http/page.ts'

export const prerender = false

/** An image of the content folder that no release may hold yet, for previews. */
export const GET: APIRoute = async (astro) => {
  const { ctx, runtime, lang } = await enter(astro, 'staff')
  return imageResponse(deskOf(runtime, ctx, lang), astro.params.path ?? '')
}
