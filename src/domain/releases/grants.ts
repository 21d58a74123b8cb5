import { type Context, notAllowed } from '../shared/index.ts'
import { findOpenGrant, secretOf } from './grant-store.ts'

/** The download that a further range of the same person, file and token belongs to; null: none is open. */
export function openGrant(
  ctx: Context,
  of: { personId: string; fileId: string; tokenId: string | null },
): Promise<string | null> {
  return findOpenGrant(ctx.db, of, ctx.now)
}

/** What the portal signs with, by name; `fresh` becomes it at the first call. */
export function portalSecret(ctx: Context, name: string, fresh: string): Promise<string> {
  if (ctx.actor.kind !== 'system') throw notAllowed('system-only')
  return ctx.write((tx) => secretOf(tx, name, fresh, ctx.now))
}
