import { findPersonByEmail, findSession } from '#domain/accounts/index.ts'
import { recordEvent } from '#domain/events/index.ts'
import { DomainError, type Person, visitor } from '#domain/shared/index.ts'
import type { Runtime } from '../runtime.ts'
import { sha256 } from './hash.ts'
import { verifyPassword } from './passwords.ts'

export type SignedInNow = { person: Person; secret: string; expiresAt: number }
type Means = Pick<Runtime, 'database' | 'sessions' | 'limits' | 'context'>

/**
 * Signs in by e-mail and password. Whether the account exists shows neither in the answer nor in its time.
 * @throws DomainError `sign-in-failed`, or `too-many-attempts` past the limit of the account or the address
 */
export async function signIn(
  runtime: Means,
  input: { email: string; password: string },
  client: { userAgent: string; address: string },
): Promise<SignedInNow> {
  const email = input.email.trim().toLowerCase().slice(0, 254)
  const waits = [
    await runtime.limits.signInAccount.take(email),
    await runtime.limits.signInAddress.take(client.address),
  ]
  const wait = Math.max(...waits)
  if (wait > 0) throw new DomainError('too-many', 'too-many-attempts', { details: { seconds: wait } })
  const row = await findPersonByEmail(runtime.database.reader, email)
  const matches = await verifyPassword(row?.passwordHash ?? null, input.password.slice(0, 256))
  if (!row || !matches || row.disabledAt !== null) {
    const ctx = runtime.context(visitor)
    await ctx.write((tx) =>
      recordEvent(ctx, tx, { type: 'sign-in.failed', subject: row ? `person:${row.id}` : '' }),
    )
    throw new DomainError('invalid', 'sign-in-failed')
  }
  await runtime.limits.signInAccount.reset(email)
  // Behind one address there may be a whole organisation: only failures count.
  await runtime.limits.signInAddress.giveBack(client.address)
  const staff = ['agent', 'supervisor', 'editor', 'administrator'].includes(row.role)
  const { secret, expiresAt } = await runtime.sessions.create({ id: row.id, staff }, client)
  const signedIn = await findSession(runtime.database.reader, sha256(secret))
  if (!signedIn) throw new DomainError('invalid', 'sign-in-failed')
  const ctx = runtime.context(signedIn.actor)
  await ctx.write((tx) => recordEvent(ctx, tx, { type: 'sign-in.succeeded', subject: `person:${row.id}` }))
  return { person: signedIn.actor, secret, expiresAt }
}
