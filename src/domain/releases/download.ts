import { z } from 'zod'
import { type Context, DomainError, notAllowed, notFound, parse } from '../shared/index.ts'
import { best, type Decision } from './entitlement.ts'
import { usageOf } from './grant-store.ts'
import { hiddenIn } from './hidden-names.ts'
import { type Judged, judge, rightsOf } from './judge.ts'
import { readerFor } from './reader.ts'
import { type FileRow, findFile, findRelease, type ReleaseRow } from './store.ts'
import type { FileView } from './types.ts'
import { fileView } from './updates.ts'

const fileSchema = z.object({
  product: z.string().min(1).max(64),
  version: z.string().min(1).max(40),
  name: z.string().min(1).max(200),
  /** Of the reader's organisations, the one that it is fetched for; absent: the first that has the right. */
  organisation: z.string().min(1).max(64).optional(),
  /** What an earlier authorisation was for: this file of this organisation, and nothing else. */
  bound: z.object({ fileId: z.string(), organisationId: z.string() }).optional(),
})

export type FoundDownload = FileView & {
  fileId: string
  product: string
  version: string
  /** Whose right it is. */
  organisationId: string
  reason: string
  /** minisign signature, whole text. */
  signature: string | null
}

/**
 * A file that the viewer may fetch now.
 * @throws DomainError `not-found` when it is not theirs to know of or no organisation of theirs, `not-allowed` with the reason as its code, `gone`
 * when it was withdrawn
 */
export async function findDownload(ctx: Context, input: unknown): Promise<FoundDownload> {
  const { product, version, name, organisation, bound } = parse(fileSchema, input)
  const actor = await readerFor(ctx, { organisation })
  // Asked whatever there is: how long it takes tells nobody of what is not theirs.
  const rights = await rightsOf(ctx, actor, product)
  const release = await findRelease(ctx.db, product, version)
  const judged = release && judge(rights, release, ctx.now)
  const file = judged && (await findFile(ctx.db, release.id, name))
  if (!file || (bound && bound.fileId !== file.id)) throw notFound('file')
  if (judged.decision.reason === 'withdrawn') throw withdrawn(release, await hiddenIn(ctx, rights, release))
  const { reason, organisationId } = rightTo(judged, release, bound?.organisationId ?? null)
  if (file.offlineReason !== null) throw notAllowed('file-offline')
  return found(file, release, { reason, organisationId: organisationId ?? actor.organisationId })
}

function found(
  file: FileRow,
  release: ReleaseRow,
  right: { reason: string; organisationId: string },
): FoundDownload {
  const { id: fileId, signature } = file
  return {
    ...fileView(file),
    ...right,
    fileId,
    signature,
    product: release.productId,
    version: release.version,
  }
}

function withdrawn({ replacement }: ReleaseRow, hidden: ReadonlySet<string>): DomainError {
  const named = replacement !== null && !hidden.has(replacement)
  return new DomainError('gone', 'withdrawn', named ? { details: { replacement } } : {})
}

/** @param organisationId the only one whose right counts; null: any */
function rightTo(
  judged: Judged,
  { freeForAll }: ReleaseRow,
  organisationId: string | null,
): { reason: string; organisationId: string | null } {
  const by = judged.by.filter(
    ({ terms }) => organisationId === null || terms.organisationId === organisationId,
  )
  const giver = by.find((each) => each.decision.allowed)
  const decision = by.length > 0 ? best(by.map((each) => each.decision)) : withoutTerms(judged, freeForAll)
  if (decision.allowed)
    return { reason: decision.reason, organisationId: giver?.terms.organisationId ?? null }
  const { allowed: _, reason, ...details } = decision
  throw new DomainError('not-allowed', reason, { details })
}

/** Where no contract of that organisation counts: what others’ contracts allow is not its right. */
function withoutTerms({ by, decision }: Judged, freeForAll: boolean): Decision {
  return by.length === 0 || freeForAll ? decision : { allowed: false, reason: 'no-contract' }
}

const day = 86_400_000

/**
 * The quota of the token that signed in.
 * @param unrecorded bytes sent today that are not in the database yet
 * @throws DomainError `too-many` `quota-spent`, with the seconds until it is free again
 */
export async function checkQuota(
  ctx: Context,
  quota: { tokenId: string; dailyBytes: number | null } | null,
  unrecorded: number,
): Promise<void> {
  if (quota === null || quota.dailyBytes === null) return
  const today = new Date(ctx.now).toISOString().slice(0, 10)
  const spent = (await usageOf(ctx.db, quota.tokenId, today)) + unrecorded
  if (spent < quota.dailyBytes) return
  const until = Date.parse(today) + day
  throw new DomainError('too-many', 'quota-spent', {
    details: { retryAfter: Math.ceil((until - ctx.now) / 1000), until: new Date(until).toISOString() },
  })
}
