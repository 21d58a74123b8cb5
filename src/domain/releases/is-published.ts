import { type Context, notAllowed } from '../shared/index.ts'
import { findRelease } from './store.ts'

/** Whether customers may fetch a version by now: published, its embargo over, and not withdrawn. */
export async function isPublished(ctx: Context, product: string, version: string): Promise<boolean> {
  if (ctx.actor.kind !== 'system') throw notAllowed('system-only')
  const release = await findRelease(ctx.db, product, version)
  // Who waits for it may be of an organisation that must not learn of it: the desk tells the ones it is for.
  if (release?.status !== 'published' || release.exclusive) return false
  const { publishedAt, createdAt, embargoUntil } = release
  return (publishedAt ?? createdAt) <= ctx.now && (embargoUntil === null || embargoUntil <= ctx.now)
}
