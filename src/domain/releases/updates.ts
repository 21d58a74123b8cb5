import { z } from 'zod'
import { type Context, invalid, notFound, parse } from '../shared/index.ts'
import type { Channel, Refused } from './entitlement.ts'
import { notesOfExclusive } from './exclusive-store.ts'
import { withoutHidden } from './hidden-names.ts'
import { judge, type Rights, rightsIn, rightsOf } from './judge.ts'
import { readerFor, type Whose } from './reader.ts'
import {
  type FileRow,
  filesOf,
  findProduct,
  listProducts,
  type ProductRow,
  type ReleaseRow,
  releasesOf,
  type TermsRow,
} from './store.ts'
import type {
  FileView,
  ProductTerms,
  ProductUpdates,
  RefusedRelease,
  ReleaseView,
  UpgradePath,
} from './types.ts'
import { pathFrom } from './upgrade-path.ts'
import { compareVersions, parseVersion } from './version.ts'

export { requireReader } from './require-reader.ts'

export function fileView({
  id,
  name,
  size,
  sha256,
  role,
  platform,
  signature,
  offlineReason,
}: FileRow): FileView {
  return {
    id,
    name,
    size,
    sha256,
    role,
    platform,
    signed: signature !== null,
    offline: offlineReason !== null,
  }
}

export function releaseView(ctx: Context, rights: Rights, row: ReleaseRow): ReleaseView | null {
  const judged = judge(rights, row, ctx.now)
  if (!judged) return null
  return {
    product: row.productId,
    version: row.version,
    kind: row.kind,
    channel: row.channel,
    severity: row.severity,
    publishedAt: row.publishedAt ?? row.createdAt,
    embargoUntil: row.embargoUntil !== null && row.embargoUntil > ctx.now ? row.embargoUntil : null,
    withdrawn:
      row.status === 'yanked'
        ? { reason: row.yankedReason ?? { pt: '', en: '' }, replacement: row.replacement }
        : null,
    required: row.required,
    requires: row.requires,
    appliesTo: row.appliesTo,
    supersedes: row.supersedes,
    knownIssues: row.knownIssues,
    supportEnds: row.supportEnds,
    cves: row.cves,
    rolloutPercent: row.rolloutPercent,
    exclusive: row.exclusive ? { notes: null } : null,
    decision: judged.decision,
    organisations: judged.by.map(({ terms: line, decision }) => ({
      id: line.organisationId,
      name: line.organisationName,
      decision,
    })),
    files: [],
  }
}

function termsView(now: number, line: TermsRow): ProductTerms {
  const { organisationId, organisationName, maintenanceEnd, graceDays, channel } = line
  const ended = maintenanceEnd !== null && Date.parse(maintenanceEnd) + 86_400_000 <= now
  return {
    organisation: { id: organisationId, name: organisationName },
    ...{ maintenanceEnd, ended, graceDays, channel },
  }
}

/** What is left out where nobody looks at it. */
type Depth = { files: boolean }

async function updatesOf(
  ctx: Context,
  product: ProductRow,
  rights: Rights,
  depth: Depth,
): Promise<ProductUpdates | null> {
  const { terms } = rights
  const rows = await releasesOf(ctx.db, product.id)
  const seen = rows.flatMap((row) => {
    const view = releaseView(ctx, rights, row)
    return view ? [{ row, view }] : []
  })
  if (terms.length === 0 && seen.length === 0 && !rights.staff) return null
  // Staff know of all, drafts too, which are in no list of what is out.
  const shown = new Set(seen.map(({ row }) => row.version))
  const hidden = new Set(
    rights.staff ? [] : rows.flatMap(({ version }) => (shown.has(version) ? [] : [version])),
  )
  const all = seen.map(({ row, view }) => ({ row, view: withoutHidden(view, (each) => hidden.has(each)) }))
  if (depth.files) await addContents(ctx, all)
  return {
    product: { id: product.id, name: product.name },
    terms: terms.map((line) => termsView(ctx.now, line)),
    releases: all.map(({ view }) => view),
  }
}

/** Files of what may be fetched, and the notes that are on no other page. */
async function addContents(
  ctx: Context,
  seen: readonly { row: ReleaseRow; view: ReleaseView }[],
): Promise<void> {
  const ids = (of: typeof seen): string[] => of.map(({ row }) => row.id)
  const open = seen.filter(({ view }) => view.decision.allowed)
  const files = Map.groupBy(await filesOf(ctx.db, ids(open)), ({ releaseId }) => releaseId)
  for (const { row, view } of open) view.files = (files.get(row.id) ?? []).map(fileView)
  const exclusive = seen.filter(({ row }) => row.exclusive)
  const notes = await notesOfExclusive(ctx.db, ids(exclusive))
  for (const { row, view } of exclusive) view.exclusive = { notes: notes.get(row.id) ?? null }
}

/**
 * Every product that the viewer may know of, with its releases and how they stand to them, without their files.
 * @param whose whose rights are asked for; absent: all of the actor's
 */
export async function listUpdates(ctx: Context, whose: Whose = {}): Promise<ProductUpdates[]> {
  const reader = await readerFor(ctx, whose)
  const rightsTo = await rightsIn(ctx, reader, null)
  const found = []
  for (const product of await listProducts(ctx.db))
    found.push(await updatesOf(ctx, product, rightsTo(product.id), { files: false }))
  return found.filter((updates) => updates !== null)
}

const productSchema = z.object({
  product: z.string().min(1).max(64),
  organisation: z.string().max(64).optional(),
  as: z.string().max(64).optional(),
})

/** @throws DomainError `not-found` also for a product that no contract of the viewer's names */
export async function getProductUpdates(
  ctx: Context,
  input: unknown,
  depth: Depth = { files: true },
): Promise<ProductUpdates> {
  const { product: id, ...whose } = parse(productSchema, input)
  const reader = await readerFor(ctx, whose)
  const product = await findProduct(ctx.db, id)
  const updates = product && (await updatesOf(ctx, product, await rightsOf(ctx, reader, id), depth))
  if (!updates) throw notFound('product')
  return updates
}

export const upgradePathSchema = z.object({
  product: z.string().min(1).max(64),
  /** The version that is installed. */
  from: z.string().min(1).max(40),
  platform: z.string().max(40).optional(),
  channel: z.enum(['stable', 'rc', 'beta']).optional(),
  /** One of the organisations that you speak for; absent: the best of what they may. */
  organisation: z.string().max(64).optional(),
})

function blockedBy(version: string, { allowed: _, ...why }: Refused): RefusedRelease {
  return { version, ...why }
}

/** What to install, in order, to come from a version to the newest one that the viewer may fetch. */
export async function getUpgradePath(ctx: Context, input: unknown): Promise<UpgradePath> {
  const values = parse(upgradePathSchema, input)
  const from = parseVersion(values.from)
  if (!from) throw invalid([{ field: 'from', code: 'not-a-version' }])
  const { product, organisation, platform } = values
  const updates = await getProductUpdates(ctx, { product, organisation })
  const path = pathIn(updates, { ...values, from })
  const installers = updates.releases.flatMap(({ files }) => files.filter(({ role }) => role === 'installer'))
  const known = !platform || installers.some((file) => (file.platform ?? platform) === platform)
  // A mistyped platform would look as if nothing were newer.
  if (!known && installers.length > 0 && !path.blocked) {
    throw invalid([{ field: 'platform', code: 'unknown' }])
  }
  return path
}

/** Whether there is anything of a release to install there. */
function isFor({ files }: Pick<ReleaseView, 'files'>, platform: string): boolean {
  const installers = files.filter(({ role }) => role === 'installer')
  return installers.length === 0 || installers.some((file) => (file.platform ?? platform) === platform)
}

/** The same of updates that are at hand. @param wanted `from` is a version as it is written whole */
export function pathIn(
  { product, releases }: ProductUpdates,
  wanted: { from: string; platform?: string | undefined; channel?: Channel | undefined },
): UpgradePath {
  const { from, platform, channel = 'stable' } = wanted
  const channels = { stable: ['stable'], rc: ['stable', 'rc'], beta: ['stable', 'rc', 'beta'] }[channel]
  const candidates = releases
    .filter((release) => channels.includes(release.channel) && release.embargoUntil === null)
    .filter((release) => !platform || isFor(release, platform))
    .map((release) => ({ ...release, allowed: release.decision.allowed, yanked: release.withdrawn !== null }))
  const steps = pathFrom(from, candidates).map(({ allowed: _, yanked: __, ...release }) => ({
    ...release,
    files: release.files.filter((file) => !platform || file.platform === null || file.platform === platform),
  }))
  const newest = candidates.find(({ yanked, version }) => !yanked && compareVersions(version, from) > 0)
  const blocked = newest && !newest.decision.allowed ? blockedBy(newest.version, newest.decision) : null
  const refused = candidates.flatMap(({ version, decision }) =>
    decision.allowed || compareVersions(version, from) <= 0 ? [] : [blockedBy(version, decision)],
  )
  return { product: product.id, from, steps, blocked, refused }
}
