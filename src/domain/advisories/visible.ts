import { type Actor, isStaff } from '../shared/index.ts'
import type { Advisory } from './types.ts'

/** What decides who may read: the products that somebody's contracts name, for the organisations they speak for. */
export type AdvisoryReader = {
  staff: boolean
  signedIn: boolean
  products: ReadonlySet<string>
  organisations: readonly string[]
}

export function readerOf(actor: Actor, products: readonly string[]): AdvisoryReader {
  return {
    staff: isStaff(actor),
    signedIn: actor.kind === 'person',
    products: new Set(products),
    organisations: actor.kind === 'person' ? actor.organisationIds : [],
  }
}

type Facts = Pick<Advisory, 'status' | 'tlp' | 'publishedAt' | 'organisations'> & {
  statements: readonly { productId: string }[]
}

export function isAdvisoryOut({ status, publishedAt }: Facts, now: number): boolean {
  return status !== 'draft' && publishedAt !== null && publishedAt <= now
}

/**
 * Who may read an advisory (Traffic Light Protocol 2.0): clear, everybody; green, whoever is signed in; amber, those
 * whose contracts name a product of it; red, the organisations it names.
 */
export function maySeeAdvisory(reader: AdvisoryReader, advisory: Facts, now: number): boolean {
  if (reader.staff) return true
  if (!isAdvisoryOut(advisory, now)) return false
  switch (advisory.tlp) {
    case 'clear':
      return true
    case 'green':
      return reader.signedIn
    case 'amber':
      return advisory.statements.some(({ productId }) => reader.products.has(productId))
    case 'red':
      return advisory.organisations.some((id) => reader.organisations.includes(id))
  }
}
