import {
  bestDecision,
  type Judged,
  type ReleaseRow,
  rolloutPlace,
  type Standings,
} from '../releases/index.ts'
import { type Listener, type Matter, type Names, toldTo } from './matter.ts'
import type { NoticeRow } from './notices-store.ts'
import type { Tidings, What } from './types.ts'
import type { Notice, Right } from './who-is-told.ts'

export type ReleaseMeans = {
  standing: Standings
  /** The release that replaces one that was withdrawn. */
  replacementOf(release: ReleaseRow): ReleaseRow | null
  names: Names
}

/** A release that came out, whose turn has come for more organisations, or that was withdrawn. */
export function releaseMatter(row: NoticeRow, release: ReleaseRow, means: ReleaseMeans): Matter {
  const withdrawal = row.kind === 'withdrawal'
  const gone = release.status === 'draft' || (!withdrawal && release.status === 'yanked')
  return {
    row,
    outAt: gone || release.publishedAt === null ? null : outAt(row, release),
    productIds: [release.productId],
    tell: (listener) => (gone ? [] : tell(listener, row, release, means)),
  }
}

function outAt({ dueAt }: NoticeRow, { publishedAt, embargoUntil }: ReleaseRow): number {
  return Math.max(dueAt, publishedAt ?? 0, embargoUntil ?? 0)
}

function noticeOf({ kind }: NoticeRow, release: ReleaseRow): Notice {
  return {
    product: release.productId,
    security: isOfSecurity(release),
    severity: kind === 'withdrawal' ? null : release.severity,
  }
}

export function isOfSecurity({ kind, cves }: ReleaseRow): boolean {
  return kind === 'security' || cves.length > 0
}

/** Among those that it is about: those whose turn has come by this, and that were not told before. */
function concerned({ row, release, listener }: Asked, organisationId: string): boolean {
  if (row.kind === 'withdrawal') return true
  if (listener.knows(row.subject, organisationId)) return false
  if (row.kind === 'release') return true
  const place = rolloutPlace(organisationId, release.id)
  return place >= (row.turnFrom ?? 0) && place < (row.turnTo ?? 100)
}

type Asked = { row: NoticeRow; release: ReleaseRow; listener: Listener }

function tell(
  listener: Listener,
  row: NoticeRow,
  release: ReleaseRow,
  { standing, replacementOf, names }: ReleaseMeans,
): Tidings[] {
  const { reader } = listener
  // A withdrawal is for those who could fetch it before.
  const judged = standing(reader, { ...release, status: 'published' })
  if (!judged || !isAsked(listener, release, judged)) return []
  const theirs = judged.by.length > 0 ? lines(judged) : new Map([[reader.organisationId, judged.decision]])
  const asked = { row, release, listener }
  const ids = [...theirs.keys()].filter((id) => concerned(asked, id))
  const told = toldTo(listener, noticeOf(row, release), ids, (id) => theirs.get(id) ?? null)
  if (!told) return []
  const instead = replacementOf(release)
  const replacement = instead && standing(reader, instead) ? instead.version : null
  return [
    {
      eventIds: [row.eventId],
      at: row.dueAt,
      when: told.when,
      what: whatOf(row, release, replacement),
      products: [{ id: release.productId, name: names.product(release.productId) }],
      organisations: told.organisationIds.map((id) => ({ id, name: names.organisation(id) })),
      right: told.decision,
      maintenanceEnd: endOf(judged, told.organisationIds, told.decision),
    },
  ]
}

/** What is free for all is told unasked to nobody who has no contract for it. */
function isAsked({ choiceOf }: Listener, { productId }: ReleaseRow, { by }: Judged): boolean {
  return by.length > 0 || choiceOf(productId) !== null
}

/** The best of each organisation's contract lines. */
function lines({ by }: Judged): Map<string, Right> {
  const each = Map.groupBy(by, ({ terms }) => terms.organisationId)
  return new Map([...each].map(([id, theirs]) => [id, bestDecision(theirs.map(({ decision }) => decision))]))
}

/** The last day of the maintenance that it is theirs by; null where there is none, or not one for all of them. */
export function endOf({ by }: Judged, ids: readonly string[], right: Right): string | null {
  const ends = new Map<string, string | null>()
  for (const { terms, decision } of by) {
    const { organisationId: id, maintenanceEnd } = terms
    if (!ids.includes(id) || decision.reason !== right.reason) continue
    const held = ends.get(id)
    ends.set(id, held === undefined ? maintenanceEnd : later(held, maintenanceEnd))
  }
  const [end = null, ...others] = new Set(ends.values())
  return others.length === 0 ? end : null
}

function later(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return null
  return one > other ? one : other
}

function whatOf(row: NoticeRow, release: ReleaseRow, replacement: string | null): What {
  const { version, kind: releaseKind, severity, cves, fixes, yankedReason } = release
  if (row.kind === 'withdrawal')
    return { kind: 'withdrawal', version, reason: yankedReason ?? { pt: '', en: '' }, replacement }
  const kind = row.kind === 'turn' ? 'turn' : 'release'
  return { kind, version, releaseKind, severity, cves, fixes }
}
