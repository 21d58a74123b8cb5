import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import { largestReleaseFile } from '#domain/releases/index.ts'
import type { FileStore } from '../files/store.ts'
import { signedHash } from './minisign.ts'

/** What the release verbs take of a file that is in the store. */
export type ReleaseFile = {
  name: string
  size: number
  sha256: string
  /** What minisign signs. */
  blake2b: string
  platform: string | null
  role: 'installer' | 'documentation' | 'sbom' | 'provenance'
}

type Content = Readable | AsyncIterable<Uint8Array>

/** Streams a content into the store, counting both hashes as it goes; its name tells platform and role. */
export async function storeContent(files: FileStore, name: string, content: Content): Promise<ReleaseFile> {
  const digest = signedHash()
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of content as AsyncIterable<Uint8Array>) {
      digest.update(chunk)
      yield chunk
    }
  }
  const { hash, size } = await files.put(counted(), largestReleaseFile)
  return { size, sha256: hash, blake2b: digest.digest('hex'), ...kindOf(name) }
}

export function storeReleaseFile(files: FileStore, path: string): Promise<ReleaseFile> {
  return storeContent(files, basename(path), createReadStream(path))
}

/** What minisign signs, of a content that is in the store. */
export async function hashesOf(files: FileStore, sha256: string): Promise<{ blake2b: string }> {
  const digest = signedHash()
  for await (const chunk of files.read(sha256) as AsyncIterable<Buffer>) digest.update(chunk)
  return { blake2b: digest.digest('hex') }
}

/** The same without keeping anything: for trying what would be published. */
export async function describeReleaseFile(path: string): Promise<ReleaseFile> {
  const [digest, hash] = [signedHash(), createHash('sha256')]
  let size = 0
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    digest.update(chunk)
    hash.update(chunk)
    size += chunk.length
  }
  const hashes = { sha256: hash.digest('hex'), blake2b: digest.digest('hex') }
  return { size, ...hashes, ...kindOf(basename(path)) }
}

function kindOf(name: string): Pick<ReleaseFile, 'name' | 'platform' | 'role'> {
  return { name, platform: platformOf(name), role: roleOf(name) }
}

/** `gestor-server-7.4.2-linux-x64.tar.gz` is for `linux-x64`; a file that names none is for all. */
export function platformOf(name: string): string | null {
  return /(?:^|[-_.])((?:linux|windows|darwin|macos)-(?:x64|arm64|x86))(?=[-_.]|$)/.exec(name)?.[1] ?? null
}

/** What a file is for, by its name. */
export function roleOf(name: string): ReleaseFile['role'] {
  if (/\.(cdx|spdx)\.(json|xml)$/.test(name)) return 'sbom'
  if (/\.(intoto\.jsonl|provenance\.json)$/.test(name)) return 'provenance'
  if (/\.(pdf|md|txt)$/.test(name)) return 'documentation'
  return 'installer'
}
