import { z } from 'zod'
import { type Context, hasScope, invalid, notAllowed, notFound, type Person, parse } from '../shared/index.ts'
import type { Refused } from './entitlement.ts'
import { judge, type Rights, rightsOf } from './judge.ts'
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

/** @throws DomainError `not-allowed` for visitors and for tokens without the scope */
export function requireReader(ctx: Context): Person {
  const { actor } = ctx
  if (actor.kind !== 'person' || !hasScope(actor, 'updates:read')) throw notAllowed('updates-not-yours')
  return actor
}

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
  const { organisationId, organisationName, maintenanceEnd } = line
  const ended = maintenanceEnd !== null && Date.parse(maintenanceEnd) + 86_400_000 <= now
  return { organisation: { id: organisationId, name: organisationName }, maintenanceEnd, ended }
}

async function updatesOf(ctx: Context, product: ProductRow, reader: Person): Promise<ProductUpdates | null> {
  const rights = await rightsOf(ctx, reader, product.id)
  const { terms } = rights
  const rows = await releasesOf(ctx.db, product.id)
  const seen = rows.flatMap((row) => {
    const view = releaseView(ctx, rights, row)
    return view ? [{ row, view }] : []
  })
  if (terms.length === 0 && seen.length === 0 && !rights.staff) return null
  const open = seen.filter(({ view }) => view.decision.allowed)
  const files = await filesOf(
    ctx.db,
    open.map(({ row }) => row.id),
  )
  for (const { row, view } of open) {
    view.files = files.filter(({ releaseId }) => releaseId === row.id).map(fileView)
  }
  return {
    product: { id: product.id, name: product.name },
    terms: terms.map((line) => termsView(ctx.now, line)),
    releases: seen.map(({ view }) => view),
  }
}

/** Every product that the viewer may know of, with its releases and how they stand to them. */
export async function listUpdates(ctx: Context): Promise<ProductUpdates[]> {
  const actor = requireReader(ctx)
  const found = []
  for (const product of await listProducts(ctx.db)) found.push(await updatesOf(ctx, product, actor))
  return found.filter((updates) => updates !== null)
}

const productSchema = z.object({ product: z.string().min(1).max(64) })

/** @throws DomainError `not-found` also for a product that no contract of the viewer's names */
export async function getProductUpdates(ctx: Context, input: unknown): Promise<ProductUpdates> {
  const actor = requireReader(ctx)
  const { product: id } = parse(productSchema, input)
  const product = await findProduct(ctx.db, id)
  const updates = product && (await updatesOf(ctx, product, actor))
  if (!updates) throw notFound('product')
  return updates
}

export const upgradePathSchema = z.object({
  product: z.string().min(1).max(64),
  /** The version that is installed. */
  from: z.string().min(1).max(40),
  platform: z.string().max(40).optional(),
  channel: z.enum(['stable', 'rc', 'beta']).optional(),
})

function blockedBy(version: string, { allowed: _, ...why }: Refused): RefusedRelease {
  return { version, ...why }
}

/** What to install, in order, to come from a version to the newest one that the viewer may fetch. */
export async function getUpgradePath(ctx: Context, input: unknown): Promise<UpgradePath> {
  const values = parse(upgradePathSchema, input)
  const from = parseVersion(values.from)
  if (!from) throw invalid([{ field: 'from', code: 'not-a-version' }])
  const { product, releases } = await getProductUpdates(ctx, { product: values.product })
  const { platform, channel = 'stable' } = values
  const channels = { stable: ['stable'], rc: ['stable', 'rc'], beta: ['stable', 'rc', 'beta'] }[channel]
  const candidates = releases
    .filter((release) => channels.includes(release.channel) && release.embargoUntil === null)
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
