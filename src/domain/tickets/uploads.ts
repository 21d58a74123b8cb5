import { z } from 'zod'
import { type Context, conflict, DomainError, notAllowed, notFound, parse } from '../shared/index.ts'
import { countPending, deleteUpload, findReadable, insertUpload, isHashUsed } from './attachment-store.ts'
import { mayLodge, mayRead, mayWrite } from './policy.ts'
import type { AttachmentView, FoundAttachment } from './types.ts'

export { maxAttachments } from './inputs.ts'

const day = 86_400_000
const maxPendingADay = 100

const uploadSchema = z.object({
  /** SHA-256 (hex): the content's name in the file store. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().trim().min(1).max(200),
  /** Bytes. */
  size: z.int().min(0),
  type: z
    .string()
    .max(255)
    .transform((type) =>
      /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type.toLowerCase() : 'application/octet-stream',
    ),
})

/** A stored file waits for the message that its uploader is writing. */
export async function recordUpload(ctx: Context, input: unknown): Promise<AttachmentView> {
  const { actor } = ctx
  if (!mayLodge(actor) || !mayWrite(actor)) throw notAllowed('tickets-not-yours')
  const { hash, ...file } = parse(uploadSchema, input)
  const id = ctx.ids.next()
  await ctx.write(async (tx) => {
    if ((await countPending(tx, actor.id, ctx.now - day)) >= maxPendingADay) {
      throw new DomainError('too-many', 'too-many-uploads')
    }
    await insertUpload(tx, { id, hash, ...file, uploaderId: actor.id, createdAt: ctx.now })
  })
  // The same content may have been removed for somebody else while this upload ended.
  if (await ctx.files.has(hash)) return { id, ...file }
  await ctx.write((tx) => deleteUpload(tx, actor.id, id))
  throw conflict('upload-lost')
}

/** Takes back an upload that no message has taken yet; its content goes unless something else holds it. */
export async function removeUpload(ctx: Context, input: unknown): Promise<void> {
  const { actor } = ctx
  const { id } = parse(idSchema, input)
  if (!mayLodge(actor) || !mayWrite(actor)) throw notAllowed('tickets-not-yours')
  const unused = await ctx.write(async (tx) => {
    const hash = await deleteUpload(tx, actor.id, id)
    if (!hash) throw notFound('attachment')
    return (await isHashUsed(tx, hash)) ? null : hash
  })
  if (unused) await ctx.files.remove(unused)
}

const idSchema = z.object({ id: z.string().min(1).max(64) })

/** What to send for an attachment's address. @throws DomainError `not-found` also when it is not theirs to see */
export async function findAttachment(ctx: Context, input: unknown): Promise<FoundAttachment> {
  const { id } = parse(idSchema, input)
  const row = mayRead(ctx.actor) ? await findReadable(ctx.db, ctx.actor, id) : null
  if (!row) throw notFound('attachment')
  return { id: row.id, hash: row.hash, name: row.name, size: row.size, type: row.type }
}
