import { type Context, isStaff, type Person } from '../shared/index.ts'
import { best, type Decision, decide, isVisible, type Standing } from './entitlement.ts'
import { acceptedFor, currentEula, namedIn, requestedBy } from './standing-store.ts'
import { type ReleaseRow, type TermsRow, termsOf } from './store.ts'

/** All that the decisions on one product's releases need to know of whoever asks. */
export type Rights = {
  staff: boolean
  terms: readonly TermsRow[]
  /** Licence in force; null: the product has none. */
  eula: { revision: number } | null
  /** What each organisation stands like, by release. */
  standing(terms: TermsRow | null, releaseId: string): Standing
}

/** @param reader whoever asks, or, for the house looking as an organisation, somebody of it */
export async function rightsOf(ctx: Context, reader: Person, productId: string): Promise<Rights> {
  const { organisationIds } = reader
  const terms = await termsOf(ctx.db, organisationIds, productId)
  const eula = await currentEula(ctx.db, productId, ctx.now)
  const accepted = eula ? await acceptedFor(ctx.db, productId, eula.revision, organisationIds) : new Set()
  const named = await namedIn(ctx.db, productId, organisationIds)
  const requested = await requestedBy(ctx.db, productId, organisationIds)
  return {
    staff: isStaff(reader),
    terms,
    eula,
    standing(line, releaseId) {
      const organisation = line?.organisationId ?? reader.organisationId
      // What a partner accepted for itself holds for what it fetches for others.
      const open = eula && !accepted.has(organisation) && !accepted.has(reader.organisationId)
      return {
        terms: line,
        named: named.has(`${releaseId}/${organisation}`),
        requested: requested.has(`${releaseId}/${organisation}`),
        openEula: open ? eula.revision : null,
      }
    },
  }
}

export type Judged = { decision: Decision; by: { terms: TermsRow; decision: Decision }[] }

/** How each of the reader's organisations stands to one release; null: not theirs to know of. */
export function judge(rights: Rights, release: ReleaseRow, now: number): Judged | null {
  if (rights.staff) {
    if (release.status === 'draft') return null
    const withdrawn = release.status === 'yanked'
    const decision: Decision = withdrawn
      ? { allowed: false, reason: 'withdrawn' }
      : { allowed: true, reason: 'staff' }
    return { decision, by: [] }
  }
  const by = rights.terms.flatMap((terms) => {
    const standing = rights.standing(terms, release.id)
    return isVisible(standing, release, now) ? [{ terms, decision: decide(standing, release, now) }] : []
  })
  if (by.length > 0) return { decision: best(by.map(({ decision }) => decision)), by }
  const alone = rights.standing(null, release.id)
  return isVisible(alone, release, now) ? { decision: decide(alone, release, now), by } : null
}
