export type Channel = 'stable' | 'rc' | 'beta'

/** What one organisation's contract says of one product. */
export type Terms = {
  organisationId: string
  productId: string
  contractId: string
  startsAt: number
  suspendedAt: number | null
  /** From then on there is no contract; null: no end. */
  endsAt: number | null
  /** ISO date, the last day (UTC) whose releases belong to the contract; null: no end. */
  maintenanceEnd: string | null
  /** Days after it whose releases still belong to it. */
  graceDays: number
  channel: Channel
}

export type ReleaseFacts = {
  id: string
  status: 'draft' | 'published' | 'yanked'
  kind: 'full' | 'cumulative' | 'hotfix' | 'security'
  channel: Channel
  publishedAt: number | null
  embargoUntil: number | null
  freeForAll: boolean
  /** Only for the organisations it names. */
  exclusive: boolean
  /** Share of the organisations that get it without asking, 0 to 100. */
  rolloutPercent: number
}

/** How one organisation stands to one release, besides the contract. */
export type Standing = {
  terms: Terms | null
  /** An exclusive release names it. */
  named: boolean
  /** Asked for the release before its turn. */
  requested: boolean
  /** Revision of the product's licence that nobody accepted for it yet; null: none open. */
  openEula: number | null
}

export type Allowed = {
  allowed: true
  reason: 'maintenance' | 'grace' | 'security-fix' | 'free-for-all' | 'staff'
}
export type RefusalReason =
  | 'no-contract'
  | 'contract-not-begun'
  | 'contract-suspended'
  | 'contract-ended'
  | 'maintenance-ended'
  | 'rollout-waiting'
  | 'eula-required'
  | 'withdrawn'
export type Refused = {
  allowed: false
  reason: RefusalReason
  /** ISO date: when contract or maintenance ended, or the contract begins. */
  date?: string
  /** Of the licence to accept. */
  revision?: number
}
export type Decision = Allowed | Refused

const day = 86_400_000
/** How far a channel is from what everybody gets: who has one has those before it. */
export const channelRank: Record<Channel, number> = { stable: 0, rc: 1, beta: 2 }

const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** Whether it is out at all: neither draft, nor to come, nor under embargo. */
export function isOut(
  release: Pick<ReleaseFacts, 'status' | 'publishedAt' | 'embargoUntil'>,
  now: number,
): boolean {
  const { status, publishedAt, embargoUntil } = release
  return status !== 'draft' && publishedAt !== null && publishedAt <= now && (embargoUntil ?? 0) <= now
}

/** Whether an organisation that stands so may know of it. What it may not know of answers 404. */
export function isVisible({ terms, named }: Standing, release: ReleaseFacts, now: number): boolean {
  if (!isOut(release, now) || (release.exclusive && !named)) return false
  return release.freeForAll || (terms !== null && channelRank[release.channel] <= channelRank[terms.channel])
}

/**
 * Where an organisation stands in a release's rollout, 0 to 99: the same at each question, and another for each
 * release, so that nobody is always last. FNV-1a with a final mix: its low digits alone would favour some.
 */
export function rolloutPlace(organisationId: string, releaseId: string): number {
  let hash = 0x811c9dc5
  for (const letter of `${releaseId}/${organisationId}`) {
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b)
  return ((hash ^ (hash >>> 16)) >>> 0) % 100
}

function byContract(terms: Terms | null, release: ReleaseFacts, now: number): Decision {
  if (!terms) return { allowed: false, reason: 'no-contract' }
  if (terms.startsAt > now)
    return { allowed: false, reason: 'contract-not-begun', date: isoDay(terms.startsAt) }
  if (terms.suspendedAt !== null && terms.suspendedAt <= now)
    return { allowed: false, reason: 'contract-suspended' }
  // Without delay and free, whatever has ended: Cyber Resilience Act, annex I, part II, 8.
  if (release.kind === 'security') return { allowed: true, reason: 'security-fix' }
  if (terms.endsAt !== null && terms.endsAt <= now) {
    return { allowed: false, reason: 'contract-ended', date: isoDay(terms.endsAt) }
  }
  if (terms.maintenanceEnd === null) return { allowed: true, reason: 'maintenance' }
  const end = Date.parse(terms.maintenanceEnd) + day
  const at = release.publishedAt ?? Infinity
  if (at < end) return { allowed: true, reason: 'maintenance' }
  if (at < end + terms.graceDays * day) return { allowed: true, reason: 'grace' }
  return { allowed: false, reason: 'maintenance-ended', date: terms.maintenanceEnd }
}

/** Whether one organisation may fetch a release it may know of, and why. A withdrawn one is nobody's. */
export function decide(standing: Standing, release: ReleaseFacts, now: number): Decision {
  if (release.status === 'yanked') return { allowed: false, reason: 'withdrawn' }
  const { terms, requested, openEula } = standing
  const decision: Decision = release.freeForAll
    ? { allowed: true, reason: 'free-for-all' }
    : byContract(terms, release, now)
  if (!decision.allowed) return decision
  const waits =
    terms !== null &&
    release.kind !== 'security' &&
    !requested &&
    rolloutPlace(terms.organisationId, release.id) >= release.rolloutPercent
  if (waits) return { allowed: false, reason: 'rollout-waiting' }
  if (openEula !== null) return { allowed: false, reason: 'eula-required', revision: openEula }
  return decision
}

const nearness: readonly RefusalReason[] = [
  'withdrawn',
  'eula-required',
  'rollout-waiting',
  'maintenance-ended',
  'contract-ended',
  'contract-suspended',
  'contract-not-begun',
  'no-contract',
]

/** The best of several organisations' decisions: allowed if any is, else the reason that comes nearest. */
export function best(decisions: readonly Decision[]): Decision {
  const allowed = decisions.find((decision) => decision.allowed)
  if (allowed) return allowed
  const [nearest] = decisions
    .filter((decision) => !decision.allowed)
    .toSorted((a, b) => nearness.indexOf(a.reason) - nearness.indexOf(b.reason))
  return nearest ?? { allowed: false, reason: 'no-contract' }
}
