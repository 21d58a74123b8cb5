import { rotateOwnToken } from '#domain/accounts/index.ts'
import { randomSecret, sha256 } from '../auth/hash.ts'
import { type ApiCall, json, readJson } from '../http/api.ts'

/** A new secret for the token that asks; its answer is the only place where it stands. */
export async function rotatedAnswer({ ctx, astro }: ApiCall): Promise<Response> {
  const input = astro.request.headers.has('content-type') ? await readJson(astro.request, 4096) : {}
  const secret = `bal_${randomSecret()}`
  const { expiresAt, previousUntil } = await rotateOwnToken(ctx, input, sha256(secret))
  const time = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())
  return json({ token: secret, expiresAt: time(expiresAt), previousUntil: time(previousUntil) })
}
