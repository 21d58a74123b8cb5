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
  channel: Channel
}

export type ReleaseFacts = {
  status: 'draft' | 'published' | 'yanked'
  channel: Channel
  publishedAt: number | null
  embargoUntil: number | null
  freeForAll: boolean
}

export type Allowed = { allowed: true; reason: 'maintenance' | 'free-for-all' | 'staff' }
export type Refused = {
  allowed: false
  reason: 'no-contract' | 'contract-not-begun' | 'contract-suspended' | 'maintenance-ended' | 'withdrawn'
}
export type Decision = Allowed | Refused

const day = 86_400_000
const rank: Record<Channel, number> = { stable: 0, rc: 1, beta: 2 }

/** Whether it is out at all: neither draft, nor to come, nor under embargo. */
export function isOut(release: ReleaseFacts, now: number): boolean {
  const { status, publishedAt, embargoUntil } = release
  return status !== 'draft' && publishedAt !== null && publishedAt <= now && (embargoUntil ?? 0) <= now
}

/** Whether somebody with these terms may know of it. */
export function isVisible(terms: Terms | null, release: ReleaseFacts, now: number): boolean {
  if (!isOut(release, now)) return false
  return release.freeForAll || (terms !== null && rank[release.channel] <= rank[terms.channel])
}

/** Whether one organisation may fetch a release it may know of, and why. A withdrawn one is nobody's. */
export function decide(terms: Terms | null, release: ReleaseFacts, now: number): Decision {
  if (release.status === 'yanked') return { allowed: false, reason: 'withdrawn' }
  if (release.freeForAll) return { allowed: true, reason: 'free-for-all' }
  if (!terms || (terms.endsAt ?? now + 1) <= now) return { allowed: false, reason: 'no-contract' }
  if (terms.suspendedAt !== null && terms.suspendedAt <= now)
    return { allowed: false, reason: 'contract-suspended' }
  if (terms.startsAt > now) return { allowed: false, reason: 'contract-not-begun' }
  const end = terms.maintenanceEnd === null ? Infinity : Date.parse(terms.maintenanceEnd) + day
  return (release.publishedAt ?? Infinity) < end
    ? { allowed: true, reason: 'maintenance' }
    : { allowed: false, reason: 'maintenance-ended' }
}

/** The best of several organisations' decisions: allowed if any is, else the reason that comes nearest. */
export function best(decisions: readonly Decision[]): Decision {
  const order: Decision['reason'][] = [
    'withdrawn',
    'maintenance-ended',
    'contract-suspended',
    'contract-not-begun',
    'no-contract',
  ]
  const allowed = decisions.find((decision) => decision.allowed)
  if (allowed) return allowed
  const [nearest] = decisions.toSorted((a, b) => order.indexOf(a.reason) - order.indexOf(b.reason))
  return nearest ?? { allowed: false, reason: 'no-contract' }
}
