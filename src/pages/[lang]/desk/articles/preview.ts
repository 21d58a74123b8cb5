import type { APIRoute } from 'astro'
import { deskOf } from '#server/editing/desk.ts'
import { preview } from '#server/editing/preview.ts'
import { json } from '#server/http/api.ts'
import { enter } from '#server/http/page.ts'

export const prerender = false

/** A text as it will look, for the editor's script. */
export const POST: APIRoute = async (astro) => {
  const { ctx, runtime, lang } = await enter(astro, 'staff')
  return json(await preview(deskOf(runtime, ctx, lang), astro.request))
}
