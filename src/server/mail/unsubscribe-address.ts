import { createHmac, timingSafeEqual } from 'node:crypto'
import { notFound } from '#domain/shared/index.ts'

/**
 * Whose letters end, and of which products; null: of all. Those of a notice are named by its number: there may be fifty of
 * them, and an address has to fit into one line of a letter's head and of a request.
 */
export type Unsubscription =
  | { personId: string; productIds: string[] | null }
  | { personId: string; noticeId: number }

export type Unsubscribes = {
  /** As it stands in an address. */
  sign(of: Unsubscription): string
  /** @throws DomainError `not-found` */
  verify(text: string): Unsubscription
}

/**
 * Addresses that end letters without signing in, signed with HMAC-SHA-256. They have no end, since letters are kept for
 * years, and whoever has one can do nothing else with it.
 */
export function createUnsubscribes(secret: string): Unsubscribes {
  const key = Buffer.from(secret, 'base64url')
  const mac = (payload: string): string =>
    createHmac('sha256', key).update(`unsubscribe/1/${payload}`).digest('base64url')

  return {
    sign(ended) {
      const of = 'noticeId' in ended ? ended.noticeId : ended.productIds
      const payload = Buffer.from(JSON.stringify([ended.personId, of])).toString('base64url')
      return `${payload}.${mac(payload)}`
    },
    verify(text) {
      const [, payload = '', signature = ''] = /^([\w-]{1,4000})\.([\w-]{43})$/.exec(text) ?? []
      const given = Buffer.from(signature)
      const right = Buffer.from(mac(payload))
      if (given.length !== right.length || !timingSafeEqual(given, right)) throw notFound('letter')
      const [personId, of] = JSON.parse(Buffer.from(payload, 'base64url').toString()) as [
        string,
        string[] | number | null,
      ]
      return typeof of === 'number' ? { personId, noticeId: of } : { personId, productIds: of }
    },
  }
}
