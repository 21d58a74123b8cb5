import { sendReports } from '#domain/stats/index.ts'
import type { Runtime } from '../runtime.ts'
import { createComposeReport } from './compose-report.ts'

/** Puts the reports that are due into the outbox. */
export async function sendDueReports(runtime: Runtime): Promise<void> {
  const { publicUrl } = runtime.config
  const send = (): Promise<number> => {
    const ctx = runtime.context({ kind: 'system', name: 'reports' })
    return sendReports(ctx, createComposeReport(publicUrl, 'Balcão', ctx.now), publicUrl.hostname)
  }
  while ((await send()) > 0);
}
