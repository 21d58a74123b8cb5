import { z } from 'zod'
import {
  type Context,
  decodeCursor,
  encodeCursor,
  isDesk,
  notAllowed,
  notFound,
  type Page,
  parse,
} from '../shared/index.ts'
import { coveredOrganisations, fetchedBy, installedByOrganisation, requestedFor } from './adoption-store.ts'
import { organisationsOf } from './draft-store.ts'
import { type Channel, isOut, isVisible, rolloutPlace } from './entitlement.ts'
import { findProduct, findRelease, type ReleaseRow } from './store.ts'
import { compareVersions, parseVersion } from './version.ts'

const filters = ['all', 'fetched', 'not-fetched', 'missing'] as const
const blank = z.literal('').transform(() => undefined)

export const adoptionSchema = z.object({
  product: z.string().min(1).max(64),
  version: z.string().min(1).max(40),
  /** `missing`: runs an earlier version, or is not known to run any, and has not fetched this one. */
  show: z.union([blank, z.enum(filters)]).optional(),
  cursor: z.string().max(500).optional(),
})

export type Adopter = {
  id: string
  name: string
  /** What it runs where people work; null: nobody knows. */
  installed: string | null
  /** First time that a file of the release went out whole to it; null: never. */
  fetchedAt: number | null
  /** Its turn in the rollout has come. */
  reached: 'percent' | 'request' | null
  /** Neither fetched it nor runs it or a later one. */
  missing: boolean
}

export type Adoption = {
  product: { id: string; name: string }
  release: Pick<
    ReleaseRow,
    | 'version'
    | 'kind'
    | 'severity'
    | 'status'
    | 'publishedAt'
    | 'rolloutPercent'
    | 'exclusive'
    | 'embargoUntil'
  >
  /** Whom an exclusive release is for. */
  named: { id: string; name: string }[]
  totals: {
    /** Organisations that it is for. */
    organisations: number
    fetched: number
    missing: number
    byPercent: number
    byRequest: number
  }
  page: Page<Adopter>
}

/** More than so many are not looked at. */
const most = 20_000

/** Whom a release has reached: who fetched it, who asked for it, and who still runs an earlier version. */
export async function releaseAdoption(ctx: Context, input: unknown, size = 50): Promise<Adoption> {
  if (!isDesk(ctx.actor) || ctx.actor.scopes !== 'all') throw notAllowed('desk-only')
  const { product: id, version, show = 'all', cursor } = parse(adoptionSchema, input)
  const product = await findProduct(ctx.db, id)
  const release = product && (await findRelease(ctx.db, id, parseVersion(version) ?? version))
  if (!release || release.status === 'draft') throw notFound('release')
  const named = release.exclusive ? await organisationsOf(ctx.db, release.id) : []
  const adopters = await adoptersOf(ctx, release, new Set(named.map((organisation) => organisation.id)))
  const count = (is: (adopter: Adopter) => boolean): number => adopters.filter(is).length
  const shown = adopters.filter(
    ({ fetchedAt, missing }) =>
      show === 'all' ||
      (show === 'fetched' && fetchedAt !== null) ||
      (show === 'not-fetched' && fetchedAt === null) ||
      (show === 'missing' && missing),
  )
  const { kind, severity, status, publishedAt, rolloutPercent, exclusive, embargoUntil } = release
  return {
    product: { id: product.id, name: product.name },
    release: {
      ...{ version: release.version, kind, severity, status, publishedAt, rolloutPercent, exclusive },
      embargoUntil,
    },
    named,
    totals: {
      organisations: adopters.length,
      fetched: count(({ fetchedAt }) => fetchedAt !== null),
      missing: count(({ missing }) => missing),
      byPercent: count(({ reached }) => reached === 'percent'),
      byRequest: count(({ reached }) => reached === 'request'),
    },
    page: pageOf(shown, cursor, size),
  }
}

/** By name; the cursor names the last one that was shown. */
function pageOf(shown: Adopter[], cursor: string | undefined, size: number): Page<Adopter> {
  const [after] = decodeCursor(cursor) ?? []
  const start = typeof after === 'string' ? shown.findIndex((adopter) => adopter.id === after) + 1 : 0
  const items = shown.slice(start, start + size)
  const last = items.at(-1)
  return { items, next: last && start + size < shown.length ? encodeCursor([last.id]) : null }
}

async function adoptersOf(ctx: Context, release: ReleaseRow, named: Set<string>): Promise<Adopter[]> {
  const { db, now } = ctx
  const [lines, installed, fetched, requested] = await Promise.all([
    coveredOrganisations(db, release.productId, now, most),
    installedByOrganisation(db, release.productId, most),
    fetchedBy(db, release.id),
    requestedFor(db, release.id),
  ])
  // What is not out yet is judged as it will be.
  const due = isOut(release, now) ? now : Math.max(release.publishedAt ?? now, release.embargoUntil ?? now)
  const adopters = new Map<string, Adopter>()
  for (const { channel, organisationId, organisationName } of lines) {
    if (adopters.has(organisationId)) continue
    const isNamed = named.has(organisationId)
    if (!mayKnow(release, organisationId, channel, isNamed, due)) continue
    const runs = installed.get(organisationId) ?? null
    const fetchedAt = fetched.get(organisationId) ?? null
    const byPercent =
      release.kind === 'security' || rolloutPlace(organisationId, release.id) < release.rolloutPercent
    adopters.set(organisationId, {
      ...{ id: organisationId, name: organisationName, installed: runs, fetchedAt },
      reached: byPercent ? 'percent' : requested.has(organisationId) ? 'request' : null,
      missing: fetchedAt === null && !runsAtLeast(runs, release.version),
    })
  }
  return [...adopters.values()]
}

function mayKnow(
  release: ReleaseRow,
  organisationId: string,
  channel: Channel,
  named: boolean,
  at: number,
): boolean {
  const terms = { organisationId, productId: release.productId, contractId: '', startsAt: 0, channel }
  const open = { suspendedAt: null, endsAt: null, maintenanceEnd: null, graceDays: 0 }
  return isVisible({ terms: { ...terms, ...open }, named, requested: false, openEula: null }, release, at)
}

function runsAtLeast(installed: string | null, version: string): boolean {
  const parsed = installed === null ? null : parseVersion(installed)
  return parsed !== null && compareVersions(parsed, version) >= 0
}
