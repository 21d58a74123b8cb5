import type { Channel, ContractChange, OpenedRelease, Openings, ReleaseRow } from '../releases/index.ts'
import { type Listener, type Matter, type Names, toldTo } from './matter.ts'
import type { NoticeRow } from './notices-store.ts'
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
  const opened = all.filter((each) => isWanted(listener, each, organisationId))
  const newest = newestOf(opened)
  const [first] = newest
  const told = ({ release }: OpenedRelease): boolean => listener.knows(subjectOf(release), organisationId)
  if (!first || told(first)) return []
  return [
    {
      eventIds: [row.eventId],
      at: row.dueAt,
      when: 'weekly',
      what: {
        kind: 'contract',
        newest: newest.map(({ release }) => release.version),
        older: opened.length - newest.length,
      },
      products: [{ id: productId, name: names.product(productId) }],
      organisations: [{ id: organisationId, name: names.organisation(organisationId) }],
      right: first.decision,
      maintenanceEnd: endOf(first.judged, [organisationId], first.decision),
    },
  ]
}

function subjectOf({ productId, version }: ReleaseRow): string {
  return `release:${productId}/${version}`
}

function isWanted(listener: Listener, { release, decision }: OpenedRelease, organisationId: string): boolean {
  const { productId: product, severity } = release
  const notice = { product, security: isOfSecurity(release), severity, calm: true }
  return toldTo(listener, notice, [organisationId], () => decision) !== null
}

const channels: readonly Channel[] = ['stable', 'rc', 'beta']

/** Of each channel the newest, where it is newer than those of steadier ones. @param opened the newest first */
function newestOf(opened: readonly OpenedRelease[]): OpenedRelease[] {
  const places = channels.map((channel) => opened.findIndex(({ release }) => release.channel === channel))
  return places.flatMap((place, at) => {
    const found = opened[place]
    const steadier = places.slice(0, at).filter((other) => other >= 0)
    return found && steadier.every((other) => place < other) ? [found] : []
  })
}
