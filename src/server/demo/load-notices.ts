import { writeNotices } from '../mail/write-notices.ts'
import type { Runtime } from '../runtime.ts'

/** The evening on which the demo world's security fix had come out: whoever is told of it was told by then. */
const evening = Date.parse('2026-10-19T18:00:00Z')

/** The letters of the fix; the jobs write those of what came out since. */
export function loadNotices(runtime: Runtime): Promise<void> {
  return writeNotices(runtime, () => ({ ...runtime.context({ kind: 'system', name: 'demo' }), now: evening }))
}
