import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { type FileStore, isHash, prepareSpool, type StoredFile, spool } from './store.ts'

export type S3Place = {
  /** `s3://bucket/prefix`. */
  url: string
  /** Of another service that speaks S3; absent: Amazon's. */
  endpoint: string | undefined
  /** Where contents wait, on this machine, until their hash is known. */
  spoolDir: string
}

const partSize = 16 * 1024 * 1024
const freshFor = 12 * 3_600_000

/**
 * Contents in a bucket, named `prefix/ab/abcdef…`. A content is spooled to disk, since its name is its hash, and sent in
 * parts: four at once, each sent again where the line fails. Credentials and region come from the usual AWS variables.
 */
export async function createS3Store({ url, endpoint, spoolDir }: S3Place): Promise<FileStore> {
  const { hostname: bucket, pathname } = new URL(url)
  const prefix = decodeURIComponent(pathname).replace(/^\/+|\/+$/g, '')
  const base = prefix === '' ? '' : `${prefix}/`
  const client = new S3Client({
    ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
    region: process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'] ?? 'us-east-1',
    // Other services know no checksums in trailers; the hash in the name is stronger than they are.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  await prepareSpool(spoolDir)

  function at(hash: string): { Bucket: string; Key: string } {
    if (!isHash(hash)) throw new Error(`not a content hash: ${hash.slice(0, 80)}`)
    return { Bucket: bucket, Key: `${base}${hash.slice(0, 2)}/${hash}` }
  }

  async function found(hash: string): Promise<{ size: number; storedAt: number } | null> {
    try {
      const { ContentLength, LastModified } = await client.send(new HeadObjectCommand(at(hash)))
      return { size: ContentLength ?? 0, storedAt: LastModified?.getTime() ?? 0 }
    } catch (error) {
      if ((error as Error).name === 'NotFound' || (error as Error).name === 'NoSuchKey') return null
      throw error
    }
  }

  async function put(content: Readable | AsyncIterable<Uint8Array>, limit: number): Promise<StoredFile> {
    const path = join(spoolDir, randomUUID())
    try {
      const stored = await spool(content, path, limit)
      const held = await found(stored.hash)
      // What has lain there for long may be about to be swept, so it is sent again to be new.
      if (held?.size !== stored.size || held.storedAt < Date.now() - freshFor) {
        const upload = new Upload({
          client,
          params: {
            ...at(stored.hash),
            Body: createReadStream(path),
            ContentType: 'application/octet-stream',
          },
          partSize,
        })
        await upload.done()
      }
      return stored
    } finally {
      await rm(path, { force: true })
    }
  }

  async function* contentOf(hash: string, range?: { start: number; end: number }): AsyncGenerator<Buffer> {
    const abort = new AbortController()
    try {
      const part = range ? { Range: `bytes=${range.start}-${range.end}` } : {}
      const { Body } = await client.send(new GetObjectCommand({ ...at(hash), ...part }), {
        abortSignal: abort.signal,
      })
      yield* Body as Readable
    } finally {
      // A reader that went away must not leave the rest on the line.
      abort.abort()
    }
  }

  return {
    put,
    has: async (hash) => (await found(hash)) !== null,
    read: (hash, range) =>
      Readable.from(contentOf(hash, range), { objectMode: false, highWaterMark: 128 * 1024 }),
    async remove(hash) {
      await client.send(new DeleteObjectCommand(at(hash)))
    },
    async *list() {
      let from: string | undefined
      do {
        const page = await client.send(
          new ListObjectsV2Command({ Bucket: bucket, Prefix: base, ContinuationToken: from }),
        )
        for (const { Key, LastModified } of page.Contents ?? []) {
          const hash = Key?.slice(Key.lastIndexOf('/') + 1) ?? ''
          if (isHash(hash)) yield { hash, storedAt: LastModified?.getTime() ?? 0 }
        }
        from = page.IsTruncated ? page.NextContinuationToken : undefined
      } while (from !== undefined)
    },
    async check() {
      await client.send(new HeadBucketCommand({ Bucket: bucket }))
    },
    addressOf(hash, { disposition, seconds }) {
      const command = new GetObjectCommand({
        ...at(hash),
        ResponseContentDisposition: disposition,
        ResponseContentType: 'application/octet-stream',
        ResponseCacheControl: 'private, no-transform',
      })
      return getSignedUrl(client, command, { expiresIn: seconds })
    },
  }
}
