import { sweepRuns } from '#domain/bulk/index.ts'
import type { Runtime } from '../runtime.ts'

/** Forgets what the desk keeps for a while only. */
export async function sweepDesk(runtime: Runtime): Promise<void> {
  await sweepRuns(runtime.context({ kind: 'system', name: 'desk' }))
}
