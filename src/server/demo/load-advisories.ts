import { demoAdvisories } from '#db/seed/advisories.ts'
import { publishAdvisory, saveAdvisory } from '#domain/advisories/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { readBills } from '../advisories/read-bills.ts'
import type { Runtime } from '../runtime.ts'

const system = { kind: 'system', name: 'demo' } as const

/** The advisories of the demo world, each published on its day, and what is inside its releases. */
export async function loadAdvisories(runtime: Runtime): Promise<void> {
  for (const { date, change, ...facts } of demoAdvisories) {
    const at = Date.parse(`${date}T11:00:00Z`)
    const ctx: Context = { ...runtime.context(system), now: at }
    const { id } = await saveAdvisory(ctx, facts)
    if (change === null) continue
    await publishAdvisory(ctx, { id, revision: 1 })
    if (!change) continue
    const later: Context = { ...ctx, now: Date.parse(`${change.date}T09:30:00Z`) }
    await saveAdvisory(later, { ...facts, ...change.facts, id, revision: 2, change: change.words })
  }
  await readBills(runtime)
}
