import { defineMiddleware } from 'astro:middleware'
import { isDomainError, visitor } from '#domain/shared/index.ts'
import { isAnswer } from '#server/http/answer.ts'
import { sessionCookieName, setSessionCookies } from '#server/http/cookies.ts'
import { errorResponse } from '#server/http/error-response.ts'
import { isSameOrigin } from '#server/http/same-origin.ts'
import type { Runtime } from '#server/runtime.ts'

/** In development there is no entry of ours in front: the process leaves its runtime here. */
const shared = globalThis as { [key: symbol]: Runtime | undefined }

export const onRequest = defineMiddleware(async (astro, next) => {
  // A publish asks for pages that are the same for everybody.
  if (astro.locals.press) return next()
  const { locals, request, cookies } = astro
  locals.runtime ??= shared[Symbol.for('balcao.runtime')] as Runtime
  locals.requestId ??= crypto.randomUUID()
  locals.accessNamed = false
  const { runtime, requestId } = locals
  const secure = runtime.config.publicUrl.protocol === 'https:'

  try {
    if (!isSameOrigin(request, runtime.config.publicUrl)) {
      return await errorResponse(astro, 403, 'cross-origin')
    }
    const secret = cookies.get(sessionCookieName({ secure }))?.value
    const signedIn = secret ? await runtime.sessions.validate(secret) : null
    if (secret && signedIn?.renewedUntil) {
      setSessionCookies(cookies, secure, secret, signedIn.actor, signedIn.renewedUntil)
    }
    locals.sessionId = signedIn?.sessionId ?? null
    locals.ctx = runtime.context(signedIn?.actor ?? visitor, requestId)
    const response = await next()
    if (!locals.accessNamed && response.status < 400) {
      runtime.log.error({ requestId, path: astro.url.pathname }, 'a page or endpoint names no access')
      return await errorResponse(astro, 500, 'access-not-named')
    }
    // Pages answer an empty body where the error page belongs.
    return response.body === null && response.status >= 400
      ? await errorResponse(astro, response.status, '')
      : response
  } catch (error) {
    if (isAnswer(error)) {
      const { response } = error
      return response.status >= 400 && response.body === null
        ? errorResponse(astro, response.status, '')
        : response
    }
    if (isDomainError(error)) return errorResponse(astro, error, error.code)
    runtime.log.error({ requestId, path: astro.url.pathname, err: error }, 'unexpected error')
    return errorResponse(astro, 500, 'unexpected')
  }
})
