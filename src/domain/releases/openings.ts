import { type Context, notAllowed, type Person } from '../shared/index.ts'
import { best, type Channel, type Decision } from './entitlement.ts'
import { type Judged, judge, rightsAmong } from './judge.ts'
import { type ReleaseRow, releasesOf, type TermsRow, termsOf } from './store.ts'

type Line = { product: string; maintenanceEnd: string | null; graceDays: number; channel: Channel }

/** What of a contract was otherwise before it was changed. */
export type TermsBefore = {
  /** There was no such contract. */
  none: boolean
  startsAt?: number
  endsAt?: number | null
  suspendedAt?: number | null
  /** All its products as they were. */
  lines?: Line[]
}

export type ContractChange = {
  contractId: string
  organisationId: string
  at: number
  before: TermsBefore
}

export type OpenedRelease = { release: ReleaseRow; judged: Judged; decision: Decision }

/**
 * Releases that somebody may fetch for an organisation because of a change, by product, the newest version first. Whether
 * the reader speaks for that organisation is the caller's question.
 */
export type Openings = (reader: Person, change: ContractChange) => Map<string, OpenedRelease[]>

/** What these people's organisations may fetch now, and could not before these changes of their contracts. */
export async function openingsAmong(
  ctx: Context,
  readers: readonly Person[],
  changes: readonly ContractChange[],
): Promise<Openings> {
  if (ctx.actor.kind !== 'system') throw notAllowed('system-only')
  const changed = new Set(changes.map(({ organisationId }) => organisationId))
  const concerned = readers.flatMap((reader) => {
    const organisationIds = reader.organisationIds.filter((id) => changed.has(id))
    return organisationIds.length > 0 ? [{ ...reader, organisationIds }] : []
  })
  if (concerned.length === 0) return () => new Map()
  const organisationIds = [...new Set(concerned.flatMap((reader) => reader.organisationIds))]
  const rightsTo = await rightsAmong(ctx, concerned, null)
  const contractIds = new Set(changes.map(({ contractId }) => contractId))
  const lines = (await termsOf(ctx.db, organisationIds, null)).filter((line) =>
    contractIds.has(line.contractId),
  )
  const productsOf = Map.groupBy(lines, ({ contractId }) => contractId)
  const releases = new Map<string, ReleaseRow[]>()
  for (const id of new Set(lines.map(({ productId }) => productId)))
    releases.set(id, await releasesOf(ctx.db, id))
  const openedOf = (reader: Person, change: ContractChange, productId: string): OpenedRelease[] => {
    const one = { ...reader, organisationIds: [change.organisationId] }
    const now = rightsTo(one, productId)
    const before = { ...now, terms: termsBefore(now.terms, change, productId) }
    return (releases.get(productId) ?? []).flatMap((release) => {
      const judged = judge(now, release, ctx.now)
      const decision = judged && withinReach(judged)
      if (!judged || !decision) return []
      const held = judge(before, release, change.at)
      return held && (withinReach(held) || held.decision.reason === 'free-for-all')
        ? []
        : [{ release, judged, decision }]
    })
  }
  const askedOf = (reader: Person, change: ContractChange): Map<string, OpenedRelease[]> =>
    new Map(
      (productsOf.get(change.contractId) ?? [])
        .filter(({ organisationId }) => organisationId === change.organisationId)
        .map(({ productId }) => [productId, openedOf(reader, change, productId)]),
    )
  // The same for everybody of one organisation: what counts of a reader is whom they speak for, and their own licence.
  const found = new Map<ContractChange, Map<string, Map<string, OpenedRelease[]>>>()
  return (reader, change) => {
    const byOrganisation = found.get(change) ?? new Map<string, Map<string, OpenedRelease[]>>()
    const opened = byOrganisation.get(reader.organisationId) ?? askedOf(reader, change)
    found.set(change, byOrganisation.set(reader.organisationId, opened))
    return opened
  }
}

/** By a contract it may be fetched, or could at once by accepting the licence. */
function withinReach({ by }: Judged): Decision | null {
  if (by.length === 0) return null
  const decision = best(by.map((line) => line.decision))
  return decision.allowed || decision.reason === 'eula-required' ? decision : null
}

function termsBefore(
  terms: readonly TermsRow[],
  { contractId, before }: ContractChange,
  productId: string,
): TermsRow[] {
  const others = terms.filter((line) => line.contractId !== contractId)
  if (before.none) return others
  const { none: _, lines, ...was } = before
  const held = terms.filter((line) => line.contractId === contractId)
  if (!lines) return [...others, ...held.map((line) => ({ ...line, ...was }))]
  const [any] = held
  const line = lines.find(({ product }) => product === productId)
  if (!any || !line) return others
  const { maintenanceEnd, graceDays, channel } = line
  return [...others, { ...any, ...was, maintenanceEnd, graceDays, channel }]
}
