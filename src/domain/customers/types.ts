import type { OwnDays } from '../sla/index.ts'
import type { Reference, Status, WaitingFor } from '../tickets/index.ts'

/** A product that a contract covers. */
export type Covered = {
  id: string
  name: string
  /** ISO date, inclusive; null: no end. */
  maintenanceEnd: string | null
  ended: boolean
  /** Days after it whose releases still belong to it. */
  graceDays: number
  channel: 'stable' | 'rc' | 'beta'
}

export type ContractView = {
  id: string
  level: string
  startsAt: number
  /** From then on it promises nothing; null: no end. */
  endsAt: number | null
  ended: boolean
  suspended: boolean
  products: Covered[]
}

export type PastTicket = {
  reference: Reference
  subject: string
  status: Status
  waitingFor: WaitingFor | null
  requester: string
  updatedAt: number
}

export type PastDownload = { product: string; version: string; file: string; person: string; at: number }

/** What runs where. */
export type Installed = {
  id: string
  productId: string
  product: string
  environment: 'production' | 'test' | 'training' | 'development'
  version: string
  /** ISO date */
  since: string | null
  recordedBy: string | null
  recordedAt: number
}

/** The same of several organisations. */
export type InstalledAt = Installed & { organisationId: string }

/** Of the last twelve months. */
export type Satisfaction = { average: number; count: number }

export type OrganisationNote = { id: string; html: string; author: string; createdAt: number }

/** What an agent should know beside a ticket. */
export type CustomerBeside = {
  contract: ContractView | null
  installed: Installed[]
  open: number
  /** Others of the same organisation, the requester's first. */
  tickets: PastTicket[]
  downloads: PastDownload[]
  satisfaction: Satisfaction | null
  notes: OrganisationNote[]
}

export type CustomerView = {
  id: string
  name: string
  kind: 'customer' | 'partner' | 'house'
  closedDays: OwnDays
  contracts: ContractView[]
  /** Of the contract in force, which alone promises; null: there is none. */
  level: string | null
  installed: Installed[]
  /** Without an address: a machine's account. */
  people: { id: string; name: string; email: string | null; role: string; disabled: boolean }[]
  /** Partners that look after it, and organisations that it looks after. */
  partners: { id: string; name: string }[]
  looksAfter: { id: string; name: string }[]
  open: number
  /** Opened in the last twelve months. */
  lately: number
  tickets: PastTicket[]
  downloads: PastDownload[]
  satisfaction: Satisfaction | null
  notes: OrganisationNote[]
}
