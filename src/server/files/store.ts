import type { Readable } from 'node:stream'

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

/** Where contents live, named by their SHA-256 (hex). Nothing is held in memory whole. */
export type FileStore = {
  /** Streams to disk, syncs, and answers only when the content is safe. @throws FileTooLarge */
  put(content: Readable | AsyncIterable<Uint8Array>, limit: number): Promise<StoredFile>
  has(hash: string): Promise<boolean>
  /** `start` and `end` are inclusive byte offsets. */
  read(hash: string, range?: { start: number; end: number }): Readable
  remove(hash: string): Promise<void>
  /** An address by which the client fetches the content from the store itself, for a short time; absent: there is none. */
  addressOf?(hash: string, options: { name: string }): Promise<string | null>
  /** Every content, in no order, with when it was stored (UTC epoch milliseconds). */
  list(): AsyncIterable<{ hash: string; storedAt: number }>
}
