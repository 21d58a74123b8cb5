import { type Context, isStaff, type Person } from '../shared/index.ts'
import { best, type Decision, decide, isVisible, type Standing } from './entitlement.ts'
import { acceptedFor, namedIn, requestedBy, revisionsInForce } from './standing-store.ts'
import { type ReleaseRow, type TermsRow, termsOf } from './store.ts'

/** All that the decisions on one product's releases need to know of whoever asks. */
export type Rights = {
  staff: boolean
  terms: readonly TermsRow[]
  /** What each organisation stands like, by release. */
  standing(terms: TermsRow | null, releaseId: string): Standing
}

/**
 * What people's rights are, by person and product; asked for all of them at once, since a page shows all products, and a
 * notice has many readers.
 * @param readers each with the organisations whose rights are asked about
 * @param productId the only one that is asked about; null: all
 */
export async function rightsAmong(
  ctx: Context,
  readers: readonly Person[],
  productId: string | null,
): Promise<(reader: Person, productId: string) => Rights> {
  const organisationIds = [...new Set(readers.flatMap((reader) => reader.organisationIds))]
  // A licence counts as their own organisation accepted it, also where only others’ rights are asked for.
  const accepting = [...new Set([...organisationIds, ...readers.map((reader) => reader.organisationId)])]
  const [terms, revisions, accepted, named, requested] = await Promise.all([
    termsOf(ctx.db, organisationIds, productId),
    revisionsInForce(ctx.db, productId, ctx.now),
    acceptedFor(ctx.db, accepting, productId),
    namedIn(ctx.db, organisationIds),
    requestedBy(ctx.db, organisationIds),
  ])
  const byProduct = Map.groupBy(terms, (line) => line.productId)
  return (reader, product) => {
    const revision = revisions.get(product) ?? null
    const isAccepted = (organisation: string): boolean =>
      accepted.has(`${product}/${revision}/${organisation}`)
    const lines = byProduct.get(product) ?? []
    // Partners speak for hundreds, and a page of readers asks about many releases.
    const own = new Set(reader.organisationIds)
    return {
      staff: isStaff(reader),
      terms: lines.filter(({ organisationId }) => own.has(organisationId)),
      standing(line, releaseId) {
        const organisation = line?.organisationId ?? reader.organisationId
        // What a partner accepted for itself holds for what it fetches for others.
        const open = revision !== null && !isAccepted(organisation) && !isAccepted(reader.organisationId)
        return {
          terms: line,
          named: named.has(`${releaseId}/${organisation}`),
          requested: requested.has(`${releaseId}/${organisation}`),
          openEula: open ? revision : null,
        }
      },
    }
  }
}

/**
 * What somebody's rights are, by product.
 * @param reader whoever asks, or, for the house looking as an organisation, somebody of it
 * @param productId the only one that is asked about; null: all
 */
export async function rightsIn(
  ctx: Context,
  reader: Person,
  productId: string | null,
): Promise<(productId: string) => Rights> {
  const rightsTo = await rightsAmong(ctx, [reader], productId)
  return (product) => rightsTo(reader, product)
}

export async function rightsOf(ctx: Context, reader: Person, productId: string): Promise<Rights> {
  return (await rightsIn(ctx, reader, productId))(productId)
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
