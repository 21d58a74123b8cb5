import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import { type Context, notAllowed, notFound, parse } from '../shared/index.ts'
import { judge, rightsOf } from './judge.ts'
import { addSent, findFile, findOpenGrant, findProduct, findRelease, insertGrant } from './store.ts'
import type { FileView } from './types.ts'
import { fileView, requireReader } from './updates.ts'

const hour = 3_600_000

const fileSchema = z.object({
  product: z.string().min(1).max(64),
  version: z.string().min(1).max(40),
  name: z.string().min(1).max(200),
})

export type FoundDownload = FileView & {
  fileId: string
  /** minisign's, whole text. */
  signature: string | null
  product: string
  version: string
  /** Whose right it is. */
  organisationId: string
  reason: string
}

/**
 * A file that the viewer may fetch now.
 * @throws DomainError `not-found` when it is not theirs to know of, `not-allowed` with the reason as its code
 */
export async function findDownload(ctx: Context, input: unknown): Promise<FoundDownload> {
  const actor = requireReader(ctx)
  const { product, version, name } = parse(fileSchema, input)
  const known = await findProduct(ctx.db, product)
  const release = known && (await findRelease(ctx.db, product, version))
  const judged = release && judge(await rightsOf(ctx, actor, product), release, ctx.now)
  const file = judged && (await findFile(ctx.db, release.id, name))
  if (!file) throw notFound('file')
  const { decision, by } = judged
  if (!decision.allowed) throw notAllowed(decision.reason)
  if (file.offlineReason !== null) throw notAllowed('file-offline')
  const giver = by.find((each) => each.decision.allowed)
  return {
    ...fileView(file),
    fileId: file.id,
    signature: file.signature,
    product,
    version,
    organisationId: giver?.terms.organisationId ?? actor.organisationId,
    reason: decision.reason,
  }
}

/** Records that a download begins; ranges of one download within an hour share its grant. @returns the grant's id */
export async function grantDownload(
  ctx: Context,
  file: FoundDownload,
  client: { address: string; userAgent: string },
): Promise<string> {
  const actor = requireReader(ctx)
  return ctx.write(async (tx) => {
    const open = await findOpenGrant(tx, actor.id, file.fileId, ctx.now)
    if (open && open.tokenId === actor.tokenId) return open.id
    const id = ctx.ids.next()
    await insertGrant(tx, {
      id,
      fileId: file.fileId,
      personId: actor.id,
      organisationId: file.organisationId,
      tokenId: actor.tokenId,
      reason: file.reason,
      address: client.address.slice(0, 64),
      userAgent: client.userAgent.slice(0, 300),
      grantedAt: ctx.now,
      expiresAt: ctx.now + hour,
      bytes: 0,
    })
    await recordEvent(ctx, tx, {
      type: 'file.granted',
      organisationId: file.organisationId,
      subject: `release:${file.product}/${file.version}`,
      data: {
        grantId: id,
        name: file.name,
        sha256: file.sha256,
        reason: file.reason,
        tokenId: actor.tokenId,
      },
    })
    return id
  })
}

/** Adds what was sent to the grant. @param complete whether the file's last byte went out */
export async function recordSent(
  ctx: Context,
  grantId: string,
  bytes: number,
  complete: boolean,
): Promise<void> {
  await ctx.write((tx) => addSent(tx, grantId, bytes, complete ? ctx.now : null))
}
