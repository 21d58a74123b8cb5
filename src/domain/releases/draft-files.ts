import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import { type Context, conflict, invalid, notFound, parse, type Transaction } from '../shared/index.ts'
import { loadDraft, requireManager, touchDraft } from './draft.ts'
import { type DraftRow, highestSequence, updateRelease } from './draft-store.ts'
import { fileShape, releaseKey, signatureText } from './facts.ts'
import { activeKeys } from './keys-store.ts'
import { deleteFile, putFileRow, updateFile } from './release-files-store.ts'
import type { Signing } from './signing-keys.ts'
import { type FileRow, filesOf, findFile, type ReleaseRow } from './store.ts'
import { checkClaims } from './trusted-comment.ts'

const mostFiles = 100

const addSchema = z.object({ ...releaseKey, file: z.object(fileShape) })

/** Puts a file that is in the store into a draft; one of the same name is replaced, and its signature with it. */
export async function addReleaseFile(ctx: Context, input: unknown): Promise<{ revision: number }> {
  requireManager(ctx)
  const { file, ...key } = parse(addSchema, input)
  if (!(await ctx.files.has(file.sha256)))
    throw invalid([{ field: 'files', code: 'missing', params: { name: file.name } }])
  return ctx.write(async (tx) => {
    const { release, draft } = await loadDraft(tx, key)
    const held = await filesOf(tx, [release.id])
    const same = held.find(({ name }) => name === file.name)
    if (same?.sha256 === file.sha256 && same.role === file.role && same.platform === file.platform) {
      return { revision: draft.revision }
    }
    if (!same && held.length >= mostFiles)
      throw invalid([{ field: 'files', code: 'too-many', params: { max: mostFiles } }])
    const kept = same?.sha256 === file.sha256 ? same.signature : null
    const row = { ...file, id: ctx.ids.next(), releaseId: release.id, createdAt: ctx.now }
    await putFileRow(tx, { ...row, signature: kept, offlineReason: null, checkedAt: ctx.now })
    return changed(ctx, tx, release, draft, {
      type: 'release.file-added',
      data: { name: file.name, sha256: file.sha256 },
    })
  })
}

async function changed(
  ctx: Context,
  tx: Transaction,
  release: ReleaseRow,
  draft: DraftRow,
  event: { type: string; data: Record<string, unknown> },
): Promise<{ revision: number }> {
  const revision = await touchDraft(ctx, tx, draft)
  await recordEvent(ctx, tx, { ...event, subject: `release:${release.productId}/${release.version}` })
  return { revision }
}

const nameSchema = z.object({ ...releaseKey, name: z.string().min(1).max(200) })

export async function removeReleaseFile(ctx: Context, input: unknown): Promise<{ revision: number }> {
  requireManager(ctx)
  const { name, ...key } = parse(nameSchema, input)
  return ctx.write(async (tx) => {
    const { release, draft } = await loadDraft(tx, key)
    if (!(await deleteFile(tx, release.id, name))) throw notFound('file')
    return changed(ctx, tx, release, draft, { type: 'release.file-removed', data: { name } })
  })
}

const describeSchema = z.object({
  ...releaseKey,
  name: z.string().min(1).max(200),
  role: z.enum(['installer', 'documentation', 'sbom', 'provenance']),
  platform: z.union([z.literal('').transform(() => null), fileShape.platform]),
})

/** Says what a draft's file is for. */
export async function describeReleaseFile(ctx: Context, input: unknown): Promise<{ revision: number }> {
  requireManager(ctx)
  const { name, role, platform, ...key } = parse(describeSchema, input)
  return ctx.write(async (tx) => {
    const { release, draft } = await loadDraft(tx, key)
    const file = await findFile(tx, release.id, name)
    if (!file) throw notFound('file')
    if (file.role === role && file.platform === platform) return { revision: draft.revision }
    await updateFile(tx, file.id, { role, platform })
    return changed(ctx, tx, release, draft, {
      type: 'release.file-described',
      data: { name, role, platform },
    })
  })
}

/**
 * Why a signature does not hold for a file of a release, or the number that it was signed with.
 * @param highest number of the product's other releases
 */
export async function checkSignature(
  db: Parameters<typeof activeKeys>[0],
  release: Pick<ReleaseRow, 'productId' | 'version' | 'sequence'>,
  file: Pick<FileRow, 'name' | 'blake2b'>,
  signature: string,
  highest: number,
  signing: Signing,
): Promise<{ sequence: number; keyId: string } | { fault: string }> {
  const keys = await activeKeys(db, release.productId)
  if (file.blake2b === null) return { fault: 'not-hashed' }
  const verified = signing.verify(
    signature,
    file.blake2b,
    keys.map(({ publicKey }) => publicKey),
  )
  if ('fault' in verified) return verified
  const { productId: product, version, sequence } = release
  const claims = checkClaims(verified.comment, { product, version, sequence, highest, name: file.name })
  return 'fault' in claims ? claims : { sequence: claims.sequence, keyId: verified.keyId }
}

const signSchema = z.object({ ...releaseKey, name: z.string().min(1).max(200), signature: signatureText })

/** Takes the signature of a draft's file when a key of the product made it for exactly this file. */
export async function signReleaseFile(
  ctx: Context,
  input: unknown,
  signing: Signing,
): Promise<{ revision: number }> {
  requireManager(ctx)
  const { name, signature, ...key } = parse(signSchema, input)
  return ctx.write(async (tx) => {
    const { release, draft } = await loadDraft(tx, key)
    const file = await findFile(tx, release.id, name)
    if (!file) throw conflict('signature-without-file')
    const highest = await highestSequence(tx, release.productId, release.id)
    const checked = await checkSignature(tx, release, file, signature, highest, signing)
    if ('fault' in checked) throw invalid([{ field: 'files', code: checked.fault, params: { name } }])
    if (file.signature === signature) return { revision: draft.revision }
    // Whoever signs may count for themselves, as long as the count goes up.
    if (checked.sequence !== release.sequence)
      await updateRelease(tx, release.id, { sequence: checked.sequence })
    await updateFile(tx, file.id, { signature })
    return changed(ctx, tx, release, draft, {
      type: 'release.file-signed',
      data: { name, keyId: checked.keyId },
    })
  })
}
