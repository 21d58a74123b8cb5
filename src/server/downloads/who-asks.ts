import type { IncomingMessage } from 'node:http'
import { findGrantHolder } from '#domain/accounts/index.ts'
import { type Context, DomainError, isDomainError } from '#domain/shared/index.ts'
import { signInByBearer } from '../http/api.ts'
import { cookieOf, sessionCookieName } from '../http/cookies.ts'
import type { Runtime } from '../runtime.ts'
import type { Grant } from './grant-address.ts'

/** How a request for a file is known: by the grant in its address, by a token, or by the cookie of a session. */
export type Asker = {
  ctx: Context
  grant: Grant | null
  by: 'grant' | 'token' | 'session'
  /** Of the token, whether it signs this request or was what the grant was given for. */
  quota: { tokenId: string; dailyBytes: number | null } | null
}

/** @throws DomainError `not-signed-in` */
export async function whoAsks(runtime: Runtime, req: IncomingMessage, requestId: string): Promise<Asker> {
  const query = new URLSearchParams((req.url ?? '').split('?')[1] ?? '')
  const text = query.get('grant')
  let refusal: DomainError | null = null
  if (text !== null) {
    try {
      return await byGrant(runtime, text, requestId)
    } catch (error) {
      if (!isDomainError(error) || error.code !== 'grant-expired') throw error
      refusal = error
    }
  }
  const byToken = await signInByBearer(runtime, req.headers.authorization, requestId)
  if (byToken) return { ctx: byToken.ctx, grant: null, by: 'token', quota: byToken.quota }
  const name = sessionCookieName({ secure: runtime.config.publicUrl.protocol === 'https:' })
  const secret = cookieOf(req.headers.cookie, name)
  const signedIn = secret ? await runtime.sessions.validate(secret) : null
  if (!signedIn) throw refusal ?? new DomainError('not-signed-in', 'token-required')
  return { ctx: runtime.context(signedIn.actor, requestId), grant: null, by: 'session', quota: null }
}

/** A grant is as good as what it was given for: a disabled person's or a revoked token's is none. */
async function byGrant(runtime: Runtime, text: string, requestId: string): Promise<Asker> {
  const now = Date.now()
  const grant = runtime.grants.verify(text, now)
  const holder = await findGrantHolder(runtime.database.reader, grant.personId, grant.tokenId)
  if (!holder) throw new DomainError('not-signed-in', 'grant-invalid')
  if (holder.disabled) throw new DomainError('not-signed-in', 'account-disabled')
  if (holder.token) {
    if (holder.token.revokedAt !== null) throw new DomainError('not-signed-in', 'token-revoked')
    if (holder.token.expiresAt !== null && holder.token.expiresAt <= now)
      throw new DomainError('not-signed-in', 'token-expired')
  }
  const quota =
    grant.tokenId !== null && holder.token
      ? { tokenId: grant.tokenId, dailyBytes: holder.token.dailyBytes }
      : null
  return { ctx: runtime.context(holder.actor, requestId), grant, by: 'grant', quota }
}
