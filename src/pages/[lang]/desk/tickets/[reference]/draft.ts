import type { APIRoute } from 'astro'
import { keepDraft } from '#domain/drafts/index.ts'
import { readJson } from '#server/http/api.ts'
import { enter } from '#server/http/page.ts'

export const prerender = false

/** Keeps what is being written, for the composer's script; nothing written takes it away. */
export const POST: APIRoute = async (astro) => {
  const { ctx } = await enter(astro, 'desk')
  const input = { ...(await readJson(astro.request)), reference: astro.params.reference }
  return Response.json(await keepDraft(ctx, input))
}
