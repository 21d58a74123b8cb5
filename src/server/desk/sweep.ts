import { sweepRuns } from '#domain/bulk/index.ts'
import { sweepDrafts } from '#domain/drafts/index.ts'
import type { Runtime } from '../runtime.ts'

/** Forgets what the desk keeps for a while only. */
export async function sweepDesk(runtime: Runtime): Promise<void> {
  const ctx = runtime.context({ kind: 'system', name: 'desk' })
  await sweepRuns(ctx)
  await sweepDrafts(ctx)
}
