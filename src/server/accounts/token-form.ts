import { createToken, revokeToken, rotateToken } from '#domain/accounts/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { randomSecret, sha256 } from '../auth/hash.ts'
import { readForm } from '../http/form.ts'
import { attempt, type Refused } from '../http/message-form.ts'

export type TokenForm = {
  /** Shown once, on the answer to the form that made it, and nowhere else. */
  secret: string | null
  rotated: boolean
  revoked: boolean
  refused: Refused | null
  status: number
  values: (name: string) => string
  scopes: readonly string[]
}

const fresh = {
  secret: null,
  rotated: false,
  revoked: false,
  refused: null,
  status: 200,
  values: () => '',
  scopes: ['updates:read'],
}

/** @param serviceId the service account whose tokens they are; null: one's own */
export async function tokenForm(
  ctx: Context,
  request: Request,
  serviceId: string | null = null,
): Promise<TokenForm> {
  if (request.method !== 'POST') return fresh
  const form = await readForm(request, {})
  const revoke = form.get('revoke')
  const rotate = form.get('rotate')
  const secret = `bal_${randomSecret()}`
  const hash = sha256(secret)
  const scopes = form.all('scopes')
  const input = {
    name: form.get('name'),
    scopes,
    days: form.get('days') || null,
    dailyMegabytes: form.get('quota') || null,
  }
  const result = await attempt([], async () => {
    if (revoke) await revokeToken(ctx, revoke, serviceId)
    else if (rotate) await rotateToken(ctx, rotate, { overlapHours: form.get('overlap') }, hash, serviceId)
    else await createToken(ctx, input, hash, serviceId)
  })
  if ('refused' in result) {
    const { refused, status } = result
    return { ...fresh, refused, status, scopes, values: (name) => form.get(name) }
  }
  return revoke ? { ...fresh, revoked: true } : { ...fresh, secret, rotated: rotate !== '' }
}
