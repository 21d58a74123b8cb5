import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { listFiles } from './content.ts'

/** SHA-256 (hex) of which files there are, how large and of when; and of the address that links are written with. */
export async function contentFingerprint({
  contentDir,
  publicUrl,
}: Pick<Config, 'contentDir' | 'publicUrl'>): Promise<string> {
  const digest = createHash('sha256').update(publicUrl.href)
  for (const path of await listFiles(contentDir)) {
    const { size, mtimeMs } = statSync(join(contentDir, path))
    digest.update(`\n${path} ${size} ${mtimeMs}`)
  }
  return digest.digest('hex')
}
