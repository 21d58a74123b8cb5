import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Config } from '../config.ts'
import { createLocalStore } from './local-store.ts'
import type { FileStore } from './store.ts'

/**
 * The store that an address names: a folder, or a bucket. The client for S3 is loaded only where there is one.
 * @param url `file:` or `s3:`
 */
export async function openStore(
  url: string,
  { dataDir, s3Endpoint }: Pick<Config, 'dataDir' | 's3Endpoint'>,
): Promise<FileStore> {
  if (!url.startsWith('s3:')) return createLocalStore(fileURLToPath(url))
  const { createS3Store } = await import('./s3-store.ts')
  return createS3Store({ url, endpoint: s3Endpoint, spoolDir: join(dataDir, 'incoming') })
}
