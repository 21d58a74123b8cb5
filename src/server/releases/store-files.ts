import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import type { FileStore } from '../files/store.ts'

/** What the release verbs take of a file that is in the store. */
export type ReleaseFile = {
  name: string
  size: number
  sha256: string
  platform: string | null
  role: string
}

/** 5 GB and some. */
const largest = 6 * 1024 ** 3

/** Streams a file into the store; its name tells platform and role. */
export async function storeReleaseFile(files: FileStore, path: string): Promise<ReleaseFile> {
  const { hash, size } = await files.put(createReadStream(path), largest)
  const name = basename(path)
  return { name, size, sha256: hash, platform: platformOf(name), role: roleOf(name) }
}

/** `gestor-server-7.4.2-linux-x64.tar.gz` is for `linux-x64`; a file that names none is for all. */
export function platformOf(name: string): string | null {
  return /(?:^|[-_.])((?:linux|windows|darwin|macos)-(?:x64|arm64|x86))(?=[-_.]|$)/.exec(name)?.[1] ?? null
}

/** What a file is for, by its name. */
export function roleOf(name: string): string {
  if (/\.(cdx|spdx)\.json$/.test(name)) return 'sbom'
  if (/\.(pdf|md|txt)$/.test(name)) return 'documentation'
  return 'installer'
}

/** Whether a stored content still is what its name says. */
export async function isWhole(files: FileStore, sha256: string): Promise<boolean> {
  const digest = createHash('sha256')
  try {
    for await (const chunk of files.read(sha256)) digest.update(chunk as Buffer)
  } catch {
    return false
  }
  return digest.digest('hex') === sha256
}
