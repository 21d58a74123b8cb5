import { z } from 'zod'
import {
  type Context,
  decodeCursor,
  type FieldProblem,
  notFound,
  type Page,
  parse,
  toPage,
} from '../shared/index.ts'
import { requireApprover } from './draft.ts'
import { findDraft, organisationsOf } from './draft-store.ts'
import { keySchema } from './facts.ts'
import { activeKeys, personsOf } from './keys-store.ts'
import { countStates, type ListedRow, listReleaseRows, namesOf } from './overview-store.ts'
import { mayPublishNow, whatIsMissing } from './publish-draft.ts'
import type { Signing } from './signing-keys.ts'
import { filesOf, findProduct, findRelease, type ReleaseRow } from './store.ts'
import type { FileView } from './types.ts'
import { fileView } from './updates.ts'
import { uploadsOf } from './uploads-store.ts'
import { parseVersion } from './version.ts'

/** Where a release stands, in one word. */
export type ReleaseState = 'draft' | 'submitted' | 'scheduled' | 'published' | 'yanked'

export function stateOfRelease(
  release: Pick<ReleaseRow, 'status' | 'publishedAt' | 'embargoUntil'>,
  submitted: boolean,
  now: number,
): ReleaseState {
  const { status, publishedAt, embargoUntil } = release
  if (status === 'draft') return submitted ? 'submitted' : 'draft'
  if (status === 'yanked') return 'yanked'
  return Math.max(publishedAt ?? 0, embargoUntil ?? 0) > now ? 'scheduled' : 'published'
}

export type ListedRelease = {
  product: { id: string; name: string }
  version: string
  kind: ReleaseRow['kind']
  channel: ReleaseRow['channel']
  severity: ReleaseRow['severity']
  state: ReleaseState
  exclusive: boolean
  /** When it was published, or will be there for everybody; null: a draft. */
  at: number | null
  createdAt: number
  files: number
  /** Files that nobody may fetch. */
  offline: number
}

const states = ['draft', 'submitted', 'scheduled', 'published', 'yanked', 'offline'] as const
const blank = z.literal('').transform(() => null)
export const listReleasesSchema = z.object({
  product: z
    .union([blank, z.string().max(64)])
    .nullable()
    .catch(null)
    .default(null),
  state: z.enum(states).nullable().catch(null).default(null),
  cursor: z.string().max(200).nullable().catch(null).default(null),
})

function listed({ release, productName, state, files, offline }: ListedRow, now: number): ListedRelease {
  const { productId, version, kind, channel, severity, exclusive, createdAt, publishedAt, embargoUntil } =
    release
  return {
    ...{ version, kind, channel, severity, exclusive, createdAt, files, offline },
    product: { id: productId, name: productName },
    state: stateOfRelease(release, state === 'submitted', now),
    at: publishedAt === null ? null : Math.max(publishedAt, embargoUntil ?? 0),
  }
}

/** Every release, drafts included, the newest first. */
export async function listReleases(ctx: Context, input: unknown, size = 50): Promise<Page<ListedRelease>> {
  requireApprover(ctx)
  const { product, state, cursor } = parse(listReleasesSchema, input)
  const [at, id] = decodeCursor(cursor) ?? []
  const after = typeof at === 'number' && typeof id === 'string' ? { at, id } : null
  const rows = await listReleaseRows(ctx.db, { product, status: state, after, now: ctx.now, limit: size + 1 })
  const page = toPage(rows, size, ({ release }) => [release.createdAt, release.id])
  return { ...page, items: page.items.map((row) => listed(row, ctx.now)) }
}

/** How many releases wait for somebody, and how many files are offline. */
export async function countReleases(
  ctx: Context,
): Promise<{ drafts: number; submitted: number; offline: number }> {
  requireApprover(ctx)
  return countStates(ctx.db)
}

export type ManagedFile = FileView & {
  signature: string | null
  checkedAt: number | null
  offlineReason: 'missing' | 'altered' | null
}
export type ManagedRelease = {
  release: ReleaseRow
  product: { id: string; name: string }
  state: ReleaseState
  organisations: { id: string; name: string }[]
  files: ManagedFile[]
  uploads: {
    id: string
    name: string
    size: number
    received: boolean
    refusal: string | null
    createdAt: number
  }[]
  /** null: it was published without a draft. */
  draft: {
    revision: number
    summary: { pt: string; en: string } | null
    notes: { pt: string; en: string } | null
    publishAt: number | null
    older: boolean
    /** Of the command that made it; null: people did. */
    fingerprint: string | null
    changedAt: number
    changedBy: string | null
    submittedAt: number | null
    submittedBy: string | null
    approvedAt: number | null
    approvedBy: string | null
  } | null
  /** What keeps a draft from being published. */
  missing: readonly FieldProblem[]
  persons: number
  /** Whether this reader may publish it now, or why not. */
  mayPublish: ReturnType<typeof mayPublishNow>
  /** Files of this product have to be signed. */
  signed: boolean
}

/** One release with all that its managers need. */
export async function getManagedRelease(
  ctx: Context,
  input: unknown,
  signing: Signing,
): Promise<ManagedRelease> {
  requireApprover(ctx)
  const key = parse(keySchema, input)
  const release = await findRelease(ctx.db, key.product, parseVersion(key.version) ?? key.version)
  const product = release && (await findProduct(ctx.db, release.productId))
  if (!release || !product) throw notFound('release')
  const draft = await findDraft(ctx.db, release.id)
  const names = await namesOf(ctx.db, draft ? [draft.changedBy, draft.submittedBy, draft.approvedBy] : [])
  const nameOf = (id: string | null): string | null => (id === null ? null : (names.get(id) ?? id))
  const persons = (await personsOf(ctx.db)).get(release.productId) ?? 1
  const open = release.status === 'draft' && draft !== null
  return {
    release,
    persons,
    product: { id: product.id, name: product.name },
    state: stateOfRelease(release, draft?.state === 'submitted', ctx.now),
    organisations: await organisationsOf(ctx.db, release.id),
    files: (await filesOf(ctx.db, [release.id])).map((row) => {
      const { signature, checkedAt, offlineReason } = row
      return { ...fileView(row), signature, checkedAt, offlineReason }
    }),
    uploads: (await uploadsOf(ctx.db, release.id)).map(
      ({ id, name, size, receivedAt, refusal, createdAt }) => ({
        ...{ id, name, size, refusal, createdAt },
        received: receivedAt !== null,
      }),
    ),
    draft: draft && {
      revision: draft.revision,
      summary: draft.summary,
      notes: draft.notes,
      publishAt: draft.publishAt,
      older: draft.older,
      fingerprint: draft.fingerprint,
      changedAt: draft.changedAt,
      changedBy: nameOf(draft.changedBy),
      submittedAt: draft.submittedAt,
      submittedBy: nameOf(draft.submittedBy),
      approvedAt: draft.approvedAt,
      approvedBy: nameOf(draft.approvedBy),
    },
    missing: open ? await whatIsMissing(ctx.db, release, draft, signing, ctx.now) : [],
    mayPublish: open ? mayPublishNow(ctx.actor, draft, persons) : true,
    signed: (await activeKeys(ctx.db, release.productId)).length > 0,
  }
}
