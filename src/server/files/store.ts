import { createHash } from 'node:crypto'
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { DomainError } from '#domain/shared/index.ts'

export type StoredFile = { hash: string; size: number }

/** `limit` in bytes. */
export class FileTooLarge extends Error {
  override name = 'FileTooLarge'
  readonly limit: number
  constructor(limit: number) {
    super(`file larger than ${limit} bytes`)
    this.limit = limit
  }
}

export type OpenContent = {
  /** @returns how many bytes were read; 0 at the end */
  read(into: Buffer, position: number): Promise<number>
  close(): Promise<void>
}

/** Where contents live, named by their SHA-256 (hex). Nothing is held in memory whole. */
export type FileStore = {
  /**
   * Streams to disk, syncs, and answers only when the content is safe.
   * @throws FileTooLarge; DomainError `disk-full`
   */
  put(content: Readable | AsyncIterable<Uint8Array>, limit: number): Promise<StoredFile>
  has(hash: string): Promise<boolean>
  /** `start` and `end` are inclusive byte offsets. */
  read(hash: string, range?: { start: number; end: number }): Readable
  /** The same for who brings the memory, which spares a fast download half of its time; absent: it cannot. */
  open?(hash: string): Promise<OpenContent>
  remove(hash: string): Promise<void>
  /** An address by which the client fetches the content from the store itself, for a short time; absent: there is none. */
  addressOf?(hash: string, options: { disposition: string; seconds: number }): Promise<string | null>
  /** Every content, in no order, with when it was stored (UTC epoch milliseconds). */
  list(): AsyncIterable<{ hash: string; storedAt: number }>
  /** Whether it can be reached now. @throws what kept it from being reached */
  check(): Promise<void>
}

export const isHash = (hash: string): boolean => /^[0-9a-f]{64}$/.test(hash)

/** Whether it says that a disk takes no more, or no more of this user's. */
function isFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes(String((error as NodeJS.ErrnoException).code))
}

/** Writes a content to a new file and syncs it; nothing is left where that fails. @throws as `put` */
export async function spool(
  content: Readable | AsyncIterable<Uint8Array>,
  path: string,
  limit: number,
): Promise<StoredFile> {
  const digest = createHash('sha256')
  const file = await open(path, 'wx')
  let size = 0
  try {
    for await (const chunk of content as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength
      if (size > limit) throw new FileTooLarge(limit)
      digest.update(chunk)
      // A disk that is nearly full takes a part, without an error.
      for (let at = 0; at < chunk.byteLength; ) at += (await file.write(chunk, at)).bytesWritten
    }
    await file.sync()
  } catch (error) {
    await file.close()
    await rm(path, { force: true })
    throw isFull(error) ? new DomainError('conflict', 'disk-full') : error
  }
  await file.close()
  return { hash: digest.digest('hex'), size }
}

const abandonedAfter = 3_600_000

/**
 * Makes the folder where contents wait, and removes from it what a killed process left half-written, which was never
 * acknowledged. Another process of this portal may be writing there now: what was touched within the hour stays.
 */
export async function prepareSpool(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const name of await readdir(folder)) {
    const found = await stat(join(folder, name)).catch(() => null)
    if (found && found.mtimeMs < Date.now() - abandonedAfter) await rm(join(folder, name), { force: true })
  }
}
