import { type Context, parse } from '../shared/index.ts'
import { findPending } from './attachment-store.ts'
import { uploadsSchema } from './inputs.ts'
import { mayLodge } from './policy.ts'
import type { AttachmentView } from './types.ts'

/** Those of these uploads that are the actor's own and wait for a message: what a form shows again. */
export async function pendingUploads(ctx: Context, ids: unknown): Promise<AttachmentView[]> {
  const wanted = parse(uploadsSchema, ids)
  if (!mayLodge(ctx.actor) || wanted.length === 0) return []
  return findPending(ctx.db, ctx.actor.id, wanted)
}
