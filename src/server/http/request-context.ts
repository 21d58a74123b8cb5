import type { IncomingMessage } from 'node:http'
import { type Context, visitor } from '#domain/shared/index.ts'
import type { Runtime } from '../runtime.ts'
import { contextFromBearer } from './api.ts'
import { cookieOf, sessionCookieName } from './cookies.ts'

/** Who asks, by token or session, where a request is answered before the pages are. @throws DomainError `not-signed-in` */
export async function contextOfRequest(
  runtime: Runtime,
  req: IncomingMessage,
  requestId: string,
): Promise<Context> {
  const byToken = await contextFromBearer(runtime, req.headers.authorization, requestId)
  if (byToken) return byToken
  const name = sessionCookieName({ secure: runtime.config.publicUrl.protocol === 'https:' })
  const secret = cookieOf(req.headers.cookie, name)
  const signedIn = secret ? await runtime.sessions.validate(secret) : null
  return runtime.context(signedIn?.actor ?? visitor, requestId)
}
