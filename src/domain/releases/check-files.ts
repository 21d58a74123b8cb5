import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import { type Context, notAllowed, parse } from '../shared/index.ts'
import { findFileById, updateFile } from './release-files-store.ts'

const checkSchema = z.object({ id: z.string().max(64), found: z.enum(['whole', 'missing', 'altered']) })

export type CheckedFile = {
  /** null: it is as it was. */
  change: 'taken-offline' | 'restored' | null
  eventId: number | null
  product: string
  version: string
  name: string
}

/**
 * Keeps what a comparison of a stored file with its hash found. One that is no longer what was published goes
 * offline; one that is right again comes back. @returns null: the file has gone meanwhile
 */
export async function recordFileCheck(ctx: Context, input: unknown): Promise<CheckedFile | null> {
  if (ctx.actor.kind !== 'system') throw notAllowed('system-only')
  const { id, found } = parse(checkSchema, input)
  return ctx.write(async (tx) => {
    const file = await findFileById(tx, id)
    if (!file) return null
    const offlineReason = found === 'whole' ? null : found
    await updateFile(tx, id, { offlineReason, checkedAt: ctx.now })
    const { product, version, name, sha256 } = file
    const where = { product, version, name }
    if (file.offlineReason === offlineReason) return { change: null, eventId: null, ...where }
    const change = offlineReason === null ? 'restored' : 'taken-offline'
    const eventId = await recordEvent(ctx, tx, {
      type: `file.${change}`,
      subject: `release:${product}/${version}`,
      data: { name, sha256, reason: offlineReason ?? file.offlineReason },
    })
    return { change, eventId, ...where }
  })
}
