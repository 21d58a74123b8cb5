import { type Context, notAllowed } from '../shared/index.ts'
import { findByTrackings } from './store.ts'
import type { Advisory } from './types.ts'

/** Advisories by their names, whoever may read them: for deciding who is told. */
export function findAdvisories(ctx: Context, trackings: readonly string[]): Promise<Advisory[]> {
  if (ctx.actor.kind !== 'system') throw notAllowed('system-only')
  return findByTrackings(ctx.db, trackings)
}
