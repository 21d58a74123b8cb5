import type { APIRoute } from 'astro'
import { enter } from '#server/http/page.ts'
import { attachmentResponse } from '#server/tickets/attachment-response.ts'

export const prerender = false

export const GET: APIRoute = async (astro) => {
  const { ctx, runtime } = await enter(astro, 'signed-in')
  return attachmentResponse(ctx, runtime.files, astro.params.id ?? '')
}
