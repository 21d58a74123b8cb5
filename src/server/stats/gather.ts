import type { Context } from '#domain/shared/index.ts'
import { continueRebuild, gatherFacts, keepDays } from '#domain/stats/index.ts'
import type { Runtime } from '../runtime.ts'

/** Batches in one turn of the job: others have work too. */
const most = 100

const context = (runtime: Runtime): Context => runtime.context({ kind: 'system', name: 'statistics' })

async function repeat(runtime: Runtime, step: (ctx: Context) => Promise<boolean>): Promise<void> {
  for (let n = 0; n < most && (await step(context(runtime))); n++) {
    // Requests that came meanwhile go first.
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** What changed since the last turn, a stretch of what is made anew, and days that were counted before. */
export async function gatherStatistics(runtime: Runtime): Promise<void> {
  await repeat(runtime, gatherFacts)
  await repeat(runtime, continueRebuild)
  await repeat(runtime, keepDays)
}
