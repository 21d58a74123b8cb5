import type { AdvisoryRevision, Tlp, Words } from '../advisories/index.ts'
import type { ReleaseKind } from '../releases/index.ts'
import type { Person } from '../shared/index.ts'
import type { Opened } from './opened.ts'
import type { Notice, Right } from './who-is-told.ts'

type Severity = Notice['severity']
type Named = { id: string; name: string }

export type What =
  | {
      kind: 'release' | 'turn'
      version: string
      releaseKind: ReleaseKind
      severity: Severity
      cves: string[]
      /** References of the tickets that it closes and the reader may see. */
      fixes: string[]
    }
  | { kind: 'withdrawal'; version: string; reason: Words; replacement: string | null }
  | {
      kind: 'advisory' | 'advisory-change'
      tracking: string
      tlp: Tlp
      severity: Severity
      /** null: TLP:RED, which says nothing outside the portal. */
      title: Words | null
      cve: string | null
      /** Of the products that the reader is told of, those that a release mends. */
      mended: { product: string; version: string }[]
      /** Says of every product that nothing has to be done. */
      notAffected: boolean
      /** What has changed; nothing of TLP:RED. */
      changes: AdvisoryRevision[]
    }
  | { kind: 'advisory-withdrawal'; tracking: string; title: Words | null; reason: Words | null }
  /** What a contract opens of one product, the newest first. */
  | { kind: 'contract'; opened: Opened[] }

/** One thing as one person is told of it. */
export type Tidings = {
  /** What it tells of; several where one thing happened more than once. */
  eventIds: number[]
  /** When it came out. */
  at: number
  when: 'at-once' | 'weekly'
  what: What
  products: Named[]
  /** Of theirs, those that it concerns. */
  organisations: Named[]
  right: Right
  /** ISO date, the last day of the maintenance it is theirs by; null: no end, or by another right. */
  maintenanceEnd: string | null
}

/** What one letter tells one person. */
export type ToldPerson = {
  reader: Person
  tidings: Tidings[]
  /** How many more there are that the letter leaves out. */
  more: number
}
