import { z } from 'zod'
import {
  type Context,
  conflict,
  invalid,
  isSupervisor,
  notAllowed,
  notFound,
  parse,
} from '../shared/index.ts'
import { loadDraft, requireManager } from './draft.ts'
import { fileName, largestSignature, releaseKey } from './facts.ts'
import { findReleaseKey } from './overview-store.ts'
import {
  deleteUpload,
  findUpload,
  insertUpload,
  receivedUploads,
  type UploadRow,
  updateUpload,
  uploadsBefore,
  uploadsOf,
} from './uploads-store.ts'

/** 5 GB and some. */
export const largestReleaseFile: number = 6 * 1024 ** 3
const mostOpen = 100

const beginSchema = z.object({
  ...releaseKey,
  id: z.string().regex(/^[0-9a-f]{32}$/),
  name: fileName,
  size: z
    .int()
    .max(largestReleaseFile)
    .refine((size) => size > 0, 'empty-file'),
})

/** Notes that a file of a draft is on its way. One of the same name that did not arrive is given up. @returns ids of those */
export async function beginReleaseUpload(ctx: Context, input: unknown): Promise<string[]> {
  requireManager(ctx)
  if (ctx.actor.kind !== 'person') throw notAllowed('publish-not-yours')
  const personId = ctx.actor.id
  const { id, name, size, ...key } = parse(beginSchema, input)
  if (name.endsWith('.minisig') && size > largestSignature)
    throw invalid([{ field: 'files', code: 'malformed', params: { name } }])
  return ctx.write(async (tx) => {
    const { release } = await loadDraft(tx, key)
    const open = await uploadsOf(tx, release.id)
    const same = open.filter((upload) => upload.name === name)
    if (open.length - same.length >= mostOpen)
      throw invalid([{ field: 'files', code: 'too-many', params: { max: mostOpen } }])
    for (const upload of same) await deleteUpload(tx, upload.id)
    await insertUpload(tx, { id, name, size, personId, releaseId: release.id, createdAt: ctx.now })
    return same.map((upload) => upload.id)
  })
}

/** An upload that this person may go on with. @throws DomainError `not-found` when it is another's, or over */
export async function getReleaseUpload(ctx: Context, id: string): Promise<UploadRow> {
  const upload = await findUpload(ctx.db, id)
  const mine = ctx.actor.kind === 'person' && isSupervisor(ctx.actor) && upload?.personId === ctx.actor.id
  if (!upload || !mine) throw notFound('upload')
  return upload
}

/** All of its bytes are there. */
export async function endReleaseUpload(ctx: Context, id: string): Promise<void> {
  await ctx.write((tx) => updateUpload(tx, id, { receivedAt: ctx.now }))
}

function requireSystem({ actor }: Context): void {
  if (actor.kind !== 'system') throw notAllowed('system-only')
}

export async function listReceivedUploads(ctx: Context): Promise<UploadRow[]> {
  requireSystem(ctx)
  return receivedUploads(ctx.db)
}

export type ReceivedUpload = UploadRow

/** Which release an upload's file is for. */
export async function getReleaseKey(ctx: Context, id: string): Promise<{ product: string; version: string }> {
  requireSystem(ctx)
  const key = await findReleaseKey(ctx.db, id)
  if (!key) throw notFound('release')
  return key
}

export async function uploadIsKnown(ctx: Context, id: string): Promise<boolean> {
  requireSystem(ctx)
  return (await findUpload(ctx.db, id)) !== null
}

/** Takes an upload off the list when its file is in the draft; @param refusal why it is not */
export async function settleUpload(ctx: Context, id: string, refusal: string | null): Promise<void> {
  requireSystem(ctx)
  await ctx.write((tx) => (refusal === null ? deleteUpload(tx, id) : updateUpload(tx, id, { refusal })))
}

/** Gives an upload up. */
export async function dropReleaseUpload(ctx: Context, input: unknown): Promise<string> {
  requireManager(ctx)
  const { id } = parse(z.object({ id: z.string().max(64) }), input)
  return ctx.write(async (tx) => {
    const upload = await findUpload(tx, id)
    if (!upload) throw notFound('upload')
    if (upload.receivedAt !== null && upload.refusal === null) throw conflict('upload-settling')
    await deleteUpload(tx, id)
    return id
  })
}

/** Uploads that nobody went on with for so long. @returns their ids */
export async function sweepReleaseUploads(ctx: Context, age: number): Promise<string[]> {
  requireSystem(ctx)
  const old = await uploadsBefore(ctx.db, ctx.now - age)
  await ctx.write(async (tx) => {
    for (const { id } of old) await deleteUpload(tx, id)
  })
  return old.map(({ id }) => id)
}
