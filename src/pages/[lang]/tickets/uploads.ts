import type { APIRoute } from 'astro'
import { isDomainError } from '#domain/shared/index.ts'
import { removeUpload } from '#domain/tickets/index.ts'
import { json, readJson } from '#server/http/api.ts'
import { errorResponse } from '#server/http/error-response.ts'
import { readMessageForm } from '#server/http/message-form.ts'
import { problem } from '#server/http/problem.ts'

export const prerender = false

/** Takes one file of a message that is being written. For the form's script; without it files come with the form. */
export const POST: APIRoute = async (astro) => {
  const { locals, request } = astro
  locals.accessNamed = true
  const { runtime, ctx, requestId } = locals
  if (ctx.actor.kind !== 'person') return problem(401, 'not-signed-in', { requestId })
  try {
    const { uploads, problems } = await readMessageForm(runtime, ctx, request)
    const [upload] = uploads
    if (problems.length > 0 || !upload) return problem(422, 'invalid-input', { requestId, fields: problems })
    return json(upload, { status: 201 })
  } catch (error) {
    if (!isDomainError(error)) throw error
    return problem((await errorResponse(astro, error, error.code)).status, error.code, { requestId })
  }
}

/** Takes back an upload that no message has taken. */
export const DELETE: APIRoute = async ({ locals, request }) => {
  locals.accessNamed = true
  const { ctx, requestId } = locals
  if (ctx.actor.kind !== 'person') return problem(401, 'not-signed-in', { requestId })
  await removeUpload(ctx, await readJson(request))
  return new Response(null, { status: 204 })
}
