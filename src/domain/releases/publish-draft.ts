import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import {
  actorId,
  type Context,
  conflict,
  type FieldProblem,
  invalid,
  notAllowed,
  parse,
  type Reader,
  type Transaction,
} from '../shared/index.ts'
import { factFaults, loadDraft, requireApprover, requireManager, touchDraft } from './draft.ts'
import { checkSignature } from './draft-files.ts'
import {
  type DraftRow,
  highestSequence,
  newestOf,
  organisationsOf,
  updateDraft,
  updateRelease,
} from './draft-store.ts'
import { releaseKey } from './facts.ts'
import { activeKeys, personsOf } from './keys-store.ts'
import type { Signing } from './signing-keys.ts'
import { filesOf, findReleases, type ReleaseRow } from './store.ts'
import { uploadsOf } from './uploads-store.ts'
import { compareVersions } from './version.ts'

/** What is wrong with a release's notes, as the server that publishes them finds. */
export type CheckNotes = (
  release: Pick<
    ReleaseRow,
    | 'productId'
    | 'version'
    | 'exclusive'
    | 'kind'
    | 'status'
    | 'publishedAt'
    | 'embargoUntil'
    | 'yankedReason'
    | 'replacement'
  >,
  draft: Pick<DraftRow, 'notes' | 'summary' | 'publishAt'>,
) => Promise<FieldProblem[]>
export type PublishMeans = { signing: Signing; checkNotes: CheckNotes }

const publishSchema = z.object({ ...releaseKey, revision: z.int().optional() })

/** Everything that keeps a draft from being published; none: it may be. */
export async function whatIsMissing(
  db: Reader | Transaction,
  release: ReleaseRow,
  draft: DraftRow,
  signing: Signing,
  now: number,
): Promise<FieldProblem[]> {
  const named = await organisationsOf(db, release.id)
  const organisations = release.exclusive ? named.map(({ id }) => id) : undefined
  const { productId: product, ...facts } = release
  const missing = await factFaults(db, { ...facts, ...draft, product, organisations })
  return [
    ...missing,
    ...(await orderFaults(db, release, draft, now)),
    ...(await prerequisiteFaults(db, release)),
    ...(await fileFaults(db, release, signing)),
  ]
}

/** A version comes after those of its channel, but for a hotfix of an older one. */
async function orderFaults(
  db: Reader | Transaction,
  release: ReleaseRow,
  draft: DraftRow,
  now: number,
): Promise<FieldProblem[]> {
  const newest = await newestOf(db, release.productId, release.channel, now)
  const { kind, version } = release
  if (!newest || kind === 'hotfix' || draft.older || compareVersions(version, newest.version) > 0) return []
  return [{ field: 'version', code: 'older-than', params: { version: newest.version } }]
}

/** What has to be there first is out, and nothing that somebody who gets this one may not know of. */
async function prerequisiteFaults(db: Reader | Transaction, release: ReleaseRow): Promise<FieldProblem[]> {
  const { requires: version, productId } = release
  if (version === null) return []
  const [required] = await findReleases(db, [`${productId}/${version}`])
  if (!required) return []
  const fault = (code: string): FieldProblem[] => [{ field: 'requires', code, params: { version } }]
  if (required.status !== 'published') return fault('release-not-out')
  if (!required.exclusive) return []
  if (!release.exclusive) return fault('requires-exclusive')
  const theirs = new Set((await organisationsOf(db, required.id)).map(({ id }) => id))
  const named = await organisationsOf(db, release.id)
  return named.every(({ id }) => theirs.has(id)) ? [] : fault('requires-exclusive')
}

async function fileFaults(
  db: Reader | Transaction,
  release: ReleaseRow,
  signing: Signing,
): Promise<FieldProblem[]> {
  const files = await filesOf(db, [release.id])
  const faults: FieldProblem[] = []
  const fault = (code: string, name = ''): void => {
    faults.push({ field: 'files', code, params: { name } })
  }
  if (!files.some(({ role }) => role === 'installer')) fault('no-installer')
  const coming = (await uploadsOf(db, release.id)).filter(({ refusal }) => refusal === null)
  for (const { name } of coming) fault('upload-open', name)
  const keys = await activeKeys(db, release.productId)
  const highest = await highestSequence(db, release.productId, release.id)
  for (const { offlineReason, signature, name, blake2b } of files) {
    if (offlineReason !== null) fault('file-damaged', name)
    if (signature === null) {
      if (keys.length > 0) fault('unsigned', name)
      continue
    }
    const checked = await checkSignature(db, release, { name, blake2b }, signature, highest, signing)
    if ('fault' in checked) fault(checked.fault, name)
    else if (checked.sequence !== release.sequence) fault('signed-sequence', name)
  }
  return faults
}

async function requireReady(
  ctx: Context,
  key: z.output<typeof publishSchema>,
  { signing, checkNotes }: PublishMeans,
): Promise<void> {
  const { release, draft } = await loadDraft(ctx.db, key)
  const missing = await whatIsMissing(ctx.db, release, draft, signing, ctx.now)
  const notes = await checkNotes(release, draft)
  if (missing.length + notes.length > 0) throw invalid([...missing, ...notes])
}

/** Hands a draft to the second person. */
export async function submitDraft(ctx: Context, input: unknown, means: PublishMeans): Promise<void> {
  requireManager(ctx)
  const key = parse(publishSchema, input)
  await requireReady(ctx, key, means)
  await ctx.write(async (tx) => {
    const { release, draft } = await loadDraft(tx, key)
    if (draft.state === 'submitted') return
    const set = { state: 'submitted', submittedAt: ctx.now, submittedBy: actorId(ctx.actor) } as const
    await updateDraft(tx, release.id, set)
    await recordEvent(ctx, tx, {
      type: 'release.submitted',
      subject: `release:${key.product}/${release.version}`,
    })
  })
}

/** Takes a submitted draft back, to go on writing. */
export async function returnDraft(ctx: Context, input: unknown): Promise<void> {
  requireApprover(ctx)
  const key = parse(publishSchema, input)
  await ctx.write(async (tx) => {
    const { release, draft } = await loadDraft(tx, key)
    if (draft.state !== 'submitted') throw conflict('not-submitted')
    // Whoever only gives it back has not written in it.
    const { changedBy, changedAt } = draft
    await touchDraft(ctx, tx, draft, { changedBy, changedAt })
    await recordEvent(ctx, tx, {
      type: 'release.returned',
      subject: `release:${key.product}/${release.version}`,
    })
  })
}

/** Whether this actor may publish a draft now; a code: why not. */
export function mayPublishNow(
  actor: Context['actor'],
  draft: Pick<DraftRow, 'state' | 'submittedBy' | 'changedBy' | 'submittedAt'>,
  persons: number,
): true | 'second-person-needed' | 'other-person-needed' {
  if (persons < 2) return true
  if (draft.state !== 'submitted') return 'second-person-needed'
  // A command has no face: it is never the second one.
  if (actor.kind !== 'person') return 'other-person-needed'
  const first = [draft.submittedBy, draft.changedBy]
  return first.includes(actor.id) ? 'other-person-needed' : true
}

/**
 * Publishes a draft: at once, or for the moment it names. Where the product asks for two persons, it is the second one
 * who does, after the first has submitted it.
 */
export async function publishDraft(
  ctx: Context,
  input: unknown,
  means: PublishMeans,
): Promise<{ id: string; version: string; publishedAt: number }> {
  requireApprover(ctx)
  const key = parse(publishSchema, input)
  await requireReady(ctx, key, means)
  return ctx.write(async (tx) => {
    const { release, draft } = await loadDraft(tx, key)
    const persons = (await personsOf(tx)).get(key.product) ?? 1
    if (persons < 2) requireManager(ctx)
    const may = mayPublishNow(ctx.actor, draft, persons)
    if (may !== true) throw notAllowed(may)
    // Looked at again where nothing can come between.
    const missing = await whatIsMissing(tx, release, draft, means.signing, ctx.now)
    if (missing.length > 0) throw invalid(missing)
    const publishedAt = Math.max(ctx.now, draft.publishAt ?? ctx.now)
    await updateRelease(tx, release.id, { status: 'published', publishedAt })
    const approved = persons < 2 ? {} : { approvedBy: actorId(ctx.actor), approvedAt: ctx.now }
    await updateDraft(tx, release.id, { state: 'published', ...approved })
    const files = (await filesOf(tx, [release.id])).map(({ name, sha256 }) => ({ name, sha256 }))
    await recordEvent(ctx, tx, {
      type: 'release.published',
      subject: `release:${key.product}/${release.version}`,
      data: {
        kind: release.kind,
        publishedAt,
        files,
        ...(persons < 2 ? {} : { submittedBy: draft.submittedBy }),
      },
    })
    return { id: release.id, version: release.version, publishedAt }
  })
}
