import { countPeople } from '#domain/accounts/index.ts'
import type { Runtime } from '../runtime.ts'
import { loadAdministration } from './load-administration.ts'
import { loadAdvisories } from './load-advisories.ts'
import { loadFeedback } from './load-feedback.ts'
import { loadFields } from './load-fields.ts'
import { loadMachines } from './load-machines.ts'
import { loadNotices } from './load-notices.ts'
import { loadPeople } from './load-people.ts'
import { loadPortal } from './load-portal.ts'
import { loadProcesses } from './load-processes.ts'
import { loadPublishing } from './load-publishing.ts'
import { loadReleases } from './load-releases.ts'
import { loadRules } from './load-rules.ts'
import { loadStatistics } from './load-statistics.ts'
import { loadTickets } from './load-tickets.ts'
import { createSigner } from './signer.ts'

/** Loads the demo world into an empty database; what people did since stays. */
export async function loadDemo(runtime: Runtime): Promise<void> {
  if ((await countPeople(runtime.database.reader)) > 0) return
  await loadPeople(runtime, Date.now())
  const signer = createSigner()
  await loadReleases(runtime, signer)
  await loadPublishing(runtime, signer)
  await loadAdvisories(runtime)
  await loadNotices(runtime)
  await loadTickets(runtime)
  await loadRules(runtime)
  await loadProcesses(runtime)
  await loadFeedback(runtime)
  await loadAdministration(runtime)
  await loadPortal(runtime)
  await loadFields(runtime)
  await loadMachines(runtime)
  await loadStatistics(runtime)
}
