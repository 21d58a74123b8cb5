import { z } from 'zod'
import {
  type Context,
  hasScope,
  invalid,
  isStaff,
  notAllowed,
  notFound,
  type Person,
  parse,
} from '../shared/index.ts'
import { best, type Decision, decide, isVisible } from './entitlement.ts'
import {
  type FileRow,
  filesOf,
  findProduct,
  listProducts,
  type ProductRow,
  type ReleaseRow,
  releasesOf,
  type TermsRow,
  termsOf,
} from './store.ts'
import type { FileView, ProductTerms, ProductUpdates, ReleaseView, UpgradePath } from './types.ts'
import { pathFrom } from './upgrade-path.ts'
import { parseVersion } from './version.ts'

/** @throws DomainError `not-allowed` for visitors and for tokens without the scope */
export function requireReader(ctx: Context): Person {
  const { actor } = ctx
  if (actor.kind !== 'person' || !hasScope(actor, 'updates:read')) throw notAllowed('updates-not-yours')
  return actor
}

export function fileView({ name, size, sha256, role, platform }: FileRow): FileView {
  return { name, size, sha256, role, platform }
}

/** How each of the viewer's organisations stands to one release; null: not theirs to know of. */
export function judge(
  ctx: Context,
  terms: readonly TermsRow[],
  release: ReleaseRow,
): { decision: Decision; by: { terms: TermsRow; decision: Decision }[] } | null {
  if (isStaff(ctx.actor)) {
    const yanked = release.status === 'yanked'
    const decision: Decision = yanked
      ? { allowed: false, reason: 'withdrawn' }
      : { allowed: true, reason: 'staff' }
    return release.status === 'draft' ? null : { decision, by: [] }
  }
  const seeing = terms.filter((line) => isVisible(line, release, ctx.now))
  if (seeing.length === 0 && !isVisible(null, release, ctx.now)) return null
  const by = seeing.map((line) => ({ terms: line, decision: decide(line, release, ctx.now) }))
  const decisions = by.length > 0 ? by.map(({ decision }) => decision) : [decide(null, release, ctx.now)]
  return { decision: best(decisions), by }
}

function releaseView(ctx: Context, terms: readonly TermsRow[], row: ReleaseRow): ReleaseView | null {
  const judged = judge(ctx, terms, row)
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

async function updatesOf(
  ctx: Context,
  product: ProductRow,
  terms: TermsRow[],
): Promise<ProductUpdates | null> {
  const rows = await releasesOf(ctx.db, product.id)
  const seen = rows.flatMap((row) => {
    const view = releaseView(ctx, terms, row)
    return view ? [{ row, view }] : []
  })
  if (terms.length === 0 && seen.length === 0 && !isStaff(ctx.actor)) return null
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
  const terms = await termsOf(ctx.db, actor.organisationIds, null)
  const found = []
  for (const product of await listProducts(ctx.db)) {
    found.push(
      await updatesOf(
        ctx,
        product,
        terms.filter(({ productId }) => productId === product.id),
      ),
    )
  }
  return found.filter((updates) => updates !== null)
}

const productSchema = z.object({ product: z.string().min(1).max(64) })

/** @throws DomainError `not-found` also for a product that no contract of the viewer's names */
export async function getProductUpdates(ctx: Context, input: unknown): Promise<ProductUpdates> {
  const actor = requireReader(ctx)
  const { product: id } = parse(productSchema, input)
  const product = await findProduct(ctx.db, id)
  const terms = product ? await termsOf(ctx.db, actor.organisationIds, id) : []
  const updates = product && (await updatesOf(ctx, product, terms))
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
  const newest = candidates.find(({ yanked }) => !yanked)
  const blocked =
    newest && !newest.allowed ? { version: newest.version, reason: newest.decision.reason } : null
  return { product: product.id, from, steps, blocked }
}
