import type { APIRoute } from 'astro'
import { safePath, seeOther } from '#server/http/answer.ts'
import { clearSessionCookies, sessionCookieName } from '#server/http/cookies.ts'
import { readForm } from '#server/http/form.ts'

export const prerender = false

/** Ends this session; a visitor gets the same answer. */
export const POST: APIRoute = async ({ locals, request, cookies }) => {
  locals.accessNamed = true
  const { runtime } = locals
  const secure = runtime.config.publicUrl.protocol === 'https:'
  const form = await readForm(request, {})
  const secret = cookies.get(sessionCookieName({ secure }))?.value
  if (secret && /^[a-z2-7]{40}$/.test(secret)) await runtime.sessions.end(secret)
  clearSessionCookies(cookies, secure)
  return seeOther(safePath(`/${form.get('lang') === 'en' ? 'en' : 'pt'}/`, '/pt/'))
}
