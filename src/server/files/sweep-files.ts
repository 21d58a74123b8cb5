import { sweepContents, sweepUploads } from '#domain/tickets/index.ts'
import type { Runtime } from '../runtime.ts'

/** Frees what nobody will ask for: abandoned uploads, and contents that nothing names. */
export async function sweepFiles(runtime: Pick<Runtime, 'context' | 'files' | 'log'>): Promise<void> {
  const ctx = runtime.context({ kind: 'system', name: 'files.sweep' })
  const uploads = await sweepUploads(ctx)
  const contents = await sweepContents(ctx, runtime.files.list())
  if (uploads + contents > 0) runtime.log.info({ uploads, contents }, 'files swept')
}
