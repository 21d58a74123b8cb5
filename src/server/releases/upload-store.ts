import { mkdir } from 'node:fs/promises'
import { FileStore } from '@tus/file-store'
import type { Config } from '../config.ts'
import { uploadsFolder } from './upload-files.ts'

/** Where bytes of unfinished uploads wait; they outlive the process. */
export async function createUploadStore(config: Pick<Config, 'dataDir'>): Promise<FileStore> {
  const directory = uploadsFolder(config)
  await mkdir(directory, { recursive: true })
  return new FileStore({ directory })
}
