import { createHmac, timingSafeEqual } from 'node:crypto'
import { grantLifetime } from '#domain/releases/index.ts'
import { DomainError } from '#domain/shared/index.ts'

/** What one authorisation says: who may fetch which file by whose right, and until when. */
export type Grant = {
  id: string
  fileId: string
  organisationId: string
  personId: string
  tokenId: string | null
  /** UTC epoch milliseconds. */
  expiresAt: number
}

export type Grants = {
  /** The grant as it stands in an address. */
  sign(grant: Omit<Grant, 'expiresAt'>, now: number): string
  /** @throws DomainError `not-signed-in`: `grant-invalid`, `grant-expired` */
  verify(text: string, now: number): Grant
}

const parts = (grant: Grant): (string | number | null)[] => [
  grant.id,
  grant.fileId,
  grant.organisationId,
  grant.personId,
  grant.tokenId,
  Math.floor(grant.expiresAt / 1000),
]

/** Grants signed with HMAC-SHA-256: an address that works by itself, since a long download outlives its session. */
export function createGrants(secret: string): Grants {
  const key = Buffer.from(secret, 'base64url')
  const mac = (payload: string): Buffer => createHmac('sha256', key).update(`grant/1/${payload}`).digest()

  return {
    sign(grant, now) {
      // The same for an hour, so that an answer that did not change is known by its tag.
      const hour = 3_600_000
      const expiresAt = Math.floor(now / hour) * hour + hour + grantLifetime
      const payload = Buffer.from(JSON.stringify(parts({ ...grant, expiresAt }))).toString('base64url')
      return `${payload}.${mac(payload).toString('base64url')}`
    },
    verify(text, now) {
      const [, payload = '', signature = ''] = /^([\w-]{1,1000})\.([\w-]{43})$/.exec(text) ?? []
      // As written: the last letter has bits that say nothing, and one grant has one address.
      const given = Buffer.from(signature)
      const right = Buffer.from(mac(payload).toString('base64url'))
      if (given.length !== right.length || !timingSafeEqual(given, right))
        throw new DomainError('not-signed-in', 'grant-invalid')
      const [id, fileId, organisationId, personId, tokenId, until] = JSON.parse(
        Buffer.from(payload, 'base64url').toString(),
      ) as [string, string, string, string, string | null, number]
      const expiresAt = until * 1000
      // One that would hold for longer than any is given for comes of a clock that was wrong.
      if (expiresAt <= now || expiresAt - now > 2 * grantLifetime)
        throw new DomainError('not-signed-in', 'grant-expired')
      return { id, fileId, organisationId, personId, tokenId, expiresAt }
    },
  }
}
