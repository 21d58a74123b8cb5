import type { AdvisoryStatement } from './statement.ts'

export type Words = { pt: string; en: string }
export type Tlp = 'clear' | 'green' | 'amber' | 'red'
export type Severity = 'low' | 'medium' | 'high' | 'critical'

export type AdvisoryRevision = { number: number; at: number; summary: Words }

export type Advisory = {
  id: string
  /** Its name everywhere, such as `ADV-2026-0001`. */
  tracking: string
  status: 'draft' | 'published' | 'withdrawn'
  tlp: Tlp
  severity: Severity
  title: Words
  /** Markdown. */
  summary: Words
  /** Markdown; empty where nothing helps. */
  workaround: Words
  cve: string | null
  cwe: { id: string; name: string } | null
  /** CVSS 3.1 vector. */
  cvss: string | null
  /** null: a draft that nobody scheduled. */
  publishedAt: number | null
  updatedAt: number
  revision: number
  /** By product. */
  statements: AdvisoryStatement[]
  /** Newest last. */
  revisions: AdvisoryRevision[]
  /** Of TLP:RED: whom it is for. */
  organisations: string[]
}
