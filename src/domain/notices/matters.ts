import { findAdvisories } from '../advisories/index.ts'
import { eventsNumbered } from '../events/index.ts'
import {
  type ContractChange,
  openingsAmong,
  productsCoveredBy,
  releasesNamed,
  standingsOf,
} from '../releases/index.ts'
import type { Context, Person } from '../shared/index.ts'
import { visibleAmong } from '../tickets/index.ts'
import { advisoryMatter } from './advisory-matter.ts'
import { organisationNames, productNames } from './audience-store.ts'
import { beforeOf } from './contract-change.ts'
import { contractMatter } from './contract-matter.ts'
import type { Matter, Names } from './matter.ts'
import type { NoticeRow } from './notices-store.ts'
import { releaseMatter } from './release-matter.ts'
import { subjectOf } from './subject.ts'
import type { Tidings } from './types.ts'

function named(rows: readonly NoticeRow[], kind: string): string[] {
  return [...new Set(rows.map(({ subject }) => subjectOf(subject)))].flatMap((subject) =>
    subject.kind === kind ? [subject.name] : [],
  )
}

/** What the notices are about and how these people stand to it, asked for all at once. A subject that is gone is left out. */
export async function mattersOf(
  ctx: Context,
  rows: readonly NoticeRow[],
  readers: readonly Person[],
): Promise<Matter[]> {
  const organisationIds = [...new Set(readers.flatMap(({ organisationIds: ids }) => ids))]
  const names = await namesOf(ctx, organisationIds)
  const releases = await releasesNamed(ctx, named(rows, 'release'))
  const replacements = [...releases.values()].flatMap(({ productId, replacement }) =>
    replacement === null ? [] : [`${productId}/${replacement}`],
  )
  const instead = await releasesNamed(ctx, replacements)
  const products = new Set([...releases.values()].map(({ productId }) => productId))
  const standing = await standingsOf(ctx, readers, products)
  const trackings = named(rows, 'advisory')
  const advisories = new Map((await findAdvisories(ctx, trackings)).map((each) => [each.tracking, each]))
  const covered = trackings.length > 0 ? await productsCoveredBy(ctx, organisationIds) : new Map()
  const changes = await contractChanges(ctx, rows)
  const openings = await openingsAmong(ctx, readers, [...changes.values()])
  return rows.flatMap((row) => {
    const change = changes.get(row.eventId)
    if (change) return [contractMatter(row, { change, openings, names })]
    const { name } = subjectOf(row.subject)
    const release = releases.get(name)
    const advisory = advisories.get(name)
    if (release) {
      const replacementOf = () => instead.get(`${release.productId}/${release.replacement}`) ?? null
      return [releaseMatter(row, release, { standing, replacementOf, names })]
    }
    return advisory ? [advisoryMatter(row, advisory, { now: ctx.now, covered, names })] : []
  })
}

/** What the contracts were before, by event. */
async function contractChanges(
  ctx: Context,
  rows: readonly NoticeRow[],
): Promise<Map<number, ContractChange>> {
  const ids = rows.flatMap(({ kind, eventId }) => (kind === 'contract' ? eventId : []))
  const events = await eventsNumbered(ctx.db, ids)
  return new Map(
    events.flatMap(({ id, at, organisationId, subject, data }) => {
      const before = beforeOf(data)
      if (!before || organisationId === null || subject === null) return []
      return [[id, { contractId: subjectOf(subject).name, organisationId, at, before }] as const]
    }),
  )
}

async function namesOf(ctx: Context, organisationIds: readonly string[]): Promise<Names> {
  const products = await productNames(ctx.db)
  const organisations = await organisationNames(ctx.db, organisationIds)
  return { product: (id) => products.get(id) ?? id, organisation: (id) => organisations.get(id) ?? '' }
}

const reference = /^SUP-(\d{1,15})$/

function idsOf(fixes: readonly string[]): number[] {
  return fixes.flatMap((fix) => Number(reference.exec(fix)?.[1] ?? []))
}

/** Leaves of what releases close only tickets that the reader may see. */
export async function withOwnFixes<Told extends { reader: Person; tidings: Tidings[] }>(
  ctx: Context,
  told: readonly Told[],
): Promise<Told[]> {
  const all = told.flatMap(({ tidings }) =>
    tidings.flatMap(({ what }) => ('fixes' in what ? idsOf(what.fixes) : [])),
  )
  const readers = told.map(({ reader }) => reader)
  const seenBy = await visibleAmong(ctx.db, readers, [...new Set(all)])
  return told.map((each) => {
    const seen = seenBy.get(each.reader.id)
    return { ...each, tidings: each.tidings.map((one) => withFixes(one, (id) => seen?.has(id) ?? false)) }
  })
}

function withFixes(tidings: Tidings, isSeen: (id: number) => boolean): Tidings {
  const { what } = tidings
  if (!('fixes' in what)) return tidings
  const fixes = idsOf(what.fixes).filter(isSeen)
  return { ...tidings, what: { ...what, fixes: fixes.map((id) => `SUP-${id}`) } }
}
