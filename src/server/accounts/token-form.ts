import { createToken, revokeToken } from '#domain/accounts/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { randomSecret, sha256 } from '../auth/hash.ts'
import { readForm } from '../http/form.ts'
import { attempt, type Refused } from '../http/message-form.ts'

export type TokenForm = {
  /** Shown once, on the answer to the form that made it, and nowhere else. */
  secret: string | null
  revoked: boolean
  refused: Refused | null
  status: number
  values: (name: string) => string
  scopes: readonly string[]
}

const fresh = {
  secret: null,
  revoked: false,
  refused: null,
  status: 200,
  values: () => '',
  scopes: ['updates:read'],
}

export async function tokenForm(ctx: Context, request: Request): Promise<TokenForm> {
  if (request.method !== 'POST') return fresh
  const form = await readForm(request, {})
  const id = form.get('revoke')
  const secret = `bal_${randomSecret()}`
  const scopes = form.all('scopes')
  const input = { name: form.get('name'), scopes, days: form.get('days') || null }
  const result = await attempt([], () =>
    id ? revokeToken(ctx, id) : createToken(ctx, input, sha256(secret)),
  )
  if ('refused' in result) {
    const { refused, status } = result
    return { ...fresh, refused, status, scopes, values: (name) => form.get(name) }
  }
  return id ? { ...fresh, revoked: true } : { ...fresh, secret }
}
