import type { Runtime } from '../runtime.ts'
import { gatherStatistics } from '../stats/gather.ts'

/** Figures are there from the first page on. */
export async function loadStatistics(runtime: Runtime): Promise<void> {
  await gatherStatistics(runtime)
}
