import type { Runtime } from '#server/runtime.ts'
import { siteToServe } from '#server/site/publisher.ts'

/** A site as the content and the code are; without any to show, a stop with the reason. */
export async function siteOrStop(runtime: Runtime): Promise<void> {
  try {
    await siteToServe(runtime)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
    await runtime.close()
    process.exit(1)
  }
}
