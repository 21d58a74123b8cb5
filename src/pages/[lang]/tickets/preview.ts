import type { APIRoute } from 'astro'
import { readForm } from '#server/http/form.ts'
import { problem } from '#server/http/problem.ts'
import { renderMessage } from '#server/site/render-message.ts'

export const prerender = false

/** A message as it will look, for the editor's script. */
export const POST: APIRoute = async ({ locals, request }) => {
  locals.accessNamed = true
  if (locals.ctx.actor.kind !== 'person')
    return problem(401, 'not-signed-in', { requestId: locals.requestId })
  const form = await readForm(request, {})
  return new Response(renderMessage(form.get('body').slice(0, 100_000)), {
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' },
  })
}
