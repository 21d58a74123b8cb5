import { type BillFile, billsToRead, recordBill } from '#domain/advisories/index.ts'
import type { Runtime } from '../runtime.ts'

/** In bytes; a larger one is not read. */
const largest = 64 * 1024 * 1024

async function parsed({ files }: Pick<Runtime, 'files'>, { sha256, size }: BillFile): Promise<unknown> {
  if (size > largest) return undefined
  const text = Buffer.concat(await files.read(sha256).toArray()).toString('utf8')
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** Reads the bills of materials (SBOM) of releases, so that their components can be searched. */
export async function readBills(runtime: Runtime): Promise<void> {
  const ctx = runtime.context({ kind: 'system', name: 'bills' })
  for (const file of await billsToRead(ctx)) {
    const components = await recordBill(ctx, file, await parsed(runtime, file))
    runtime.log.info({ file: file.fileId, components }, 'bill of materials read')
  }
}
