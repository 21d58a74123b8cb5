import type { APIRoute } from 'astro'
import { mediaResponse } from '#server/site/media-response.ts'

export const prerender = false

/** Images of restricted articles; those of public ones are static files. */
export const GET: APIRoute = ({ locals, params }) => {
  locals.accessNamed = true
  return mediaResponse(locals.runtime.site, locals.ctx.actor, `/media/${params.file}`)
}
