import { findTokenByHash } from '#domain/accounts/index.ts'
import { saveReport } from '#domain/stats/index.ts'
import { sha256 } from '../auth/hash.ts'
import type { Runtime } from '../runtime.ts'
import { gatherStatistics } from '../stats/gather.ts'

/** Figures are there from the first page on, and two reports that somebody comes back to. */
export async function loadStatistics(runtime: Runtime): Promise<void> {
  await gatherStatistics(runtime)
  const found = await findTokenByHash(runtime.database.reader, sha256('bal_demo_helena'))
  if (!found) return
  const helena = runtime.context({ ...found.actor, scopes: 'all', tokenId: null }, 'demo')
  await saveReport(helena, {
    name: 'Semana, por técnico',
    shared: true,
    schedule: 'weekly',
    hour: 8,
    recipients: ['helena'],
    filter: { period: 'last-week', by: 'agent' },
  })
  await saveReport(helena, {
    name: 'Vila Nova este trimestre',
    filter: { period: 'quarter', organisation: 'vila-nova', by: 'priority' },
  })
}
