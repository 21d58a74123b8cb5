import type { Channel, Decision, Refused } from './entitlement.ts'

export type ReleaseKind = 'full' | 'cumulative' | 'hotfix' | 'security'

export type FileView = {
  id: string
  name: string
  /** Bytes. */
  size: number
  /** Hex. */
  sha256: string
  role: 'installer' | 'documentation' | 'sbom' | 'provenance' | 'signature'
  platform: string | null
  /** A minisign signature stands beside it. */
  signed: boolean
  /** Its content changed or is missing, so nobody may fetch it. */
  offline: boolean
}

export type ReleaseView = {
  product: string
  version: string
  kind: ReleaseKind
  channel: Channel
  severity: 'low' | 'medium' | 'high' | 'critical' | null
  publishedAt: number
  /** Only staff see one under embargo. */
  embargoUntil: number | null
  withdrawn: { reason: { pt: string; en: string }; replacement: string | null } | null
  /** May not be skipped on the way up. */
  required: boolean
  /** At least this version must be installed first; null: any. */
  requires: string | null
  /** Semver range of the versions it can be installed over; null: any. */
  appliesTo: string | null
  supersedes: string[]
  knownIssues: { pt: string; en: string }[]
  /** ISO date; null: none set. */
  supportEnds: string | null
  cves: string[]
  /** Share of the organisations that get it without asking, 0 to 100. */
  rolloutPercent: number
  /** Only for some organisations: its notes, in Markdown, which are on no other page; null: for all. */
  exclusive: { notes: { pt: string; en: string } | null } | null
  decision: Decision
  /** By organisation, where the viewer speaks for more than one. */
  organisations: { id: string; name: string; decision: Decision }[]
  /** Empty where it may not be fetched. */
  files: FileView[]
}

export type ProductTerms = {
  organisation: { id: string; name: string }
  /** ISO date; null: no end. */
  maintenanceEnd: string | null
  ended: boolean
  /** Days after it whose releases still belong to the contract. */
  graceDays: number
  channel: Channel
}

export type ProductUpdates = {
  product: { id: string; name: string }
  terms: ProductTerms[]
  /** Newest first. */
  releases: ReleaseView[]
}

export type UpgradePath = {
  product: string
  from: string
  /** What to install, in order; empty: nothing newer may be fetched. */
  steps: ReleaseView[]
  /** The newest release that is out but may not be fetched, and why. */
  blocked: RefusedRelease | null
  /** Every newer release that may not be fetched or is withdrawn, newest first, and why. */
  refused: RefusedRelease[]
}

export type RefusedRelease = { version: string } & Omit<Refused, 'allowed'>
