import type { ContractChange, OpenedRelease, Openings } from '../releases/index.ts'
import { type Listener, type Matter, type Names, toldTo } from './matter.ts'
import type { NoticeRow } from './notices-store.ts'
import { newestOf, withoutKnown } from './opened.ts'
import { endOf, isOfSecurity } from './release-matter.ts'
import type { Tidings } from './types.ts'

export type ContractMeans = {
  change: ContractChange
  openings: Openings
  names: Names
}

/** Releases that a contract opened: a new one, or one that was extended. */
export function contractMatter(row: NoticeRow, means: ContractMeans): Matter {
  const { change, openings } = means
  const tellOf = (listener: Listener): Tidings[] =>
    listener.reader.organisationIds.includes(change.organisationId)
      ? [...openings(listener.reader, change)].flatMap((opened) => tell(listener, row, opened, means))
      : []
  return { row, outAt: row.dueAt, productIds: [], tell: tellOf }
}

function tell(
  listener: Listener,
  row: NoticeRow,
  [productId, all]: [string, OpenedRelease[]],
  { change: { organisationId }, names }: ContractMeans,
): Tidings[] {
  const wanted = all
    .filter((each) => isWanted(listener, each, organisationId))
    .map((each) => ({ version: each.release.version, channel: each.release.channel, each }))
  const isKnown = (version: string): boolean =>
    listener.knows(`release:${productId}/${version}`, organisationId)
  const opened = withoutKnown(wanted, isKnown)
  const [first] = newestOf(opened)
  if (!first) return []
  return [
    {
      eventIds: [row.eventId],
      at: row.dueAt,
      when: 'weekly',
      what: { kind: 'contract', opened: opened.map(({ version, channel }) => ({ version, channel })) },
      products: [{ id: productId, name: names.product(productId) }],
      organisations: [{ id: organisationId, name: names.organisation(organisationId) }],
      right: first.each.decision,
      maintenanceEnd: endOf(first.each.judged, [organisationId], first.each.decision),
    },
  ]
}

function isWanted(listener: Listener, { release, decision }: OpenedRelease, organisationId: string): boolean {
  const { productId: product, severity } = release
  const notice = { product, security: isOfSecurity(release), severity, calm: true }
  return toldTo(listener, notice, [organisationId], () => decision) !== null
}
