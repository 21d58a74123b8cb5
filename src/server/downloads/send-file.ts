import type { IncomingMessage, ServerResponse } from 'node:http'
import { checkQuota, type FoundDownload } from '#domain/releases/index.ts'
import { DomainError, type Person } from '#domain/shared/index.ts'
import type { Call } from '../http/server.ts'
import type { Runtime } from '../runtime.ts'
import { attachmentNamed, reprDigest } from './content-headers.ts'
import { retryAfterBusy, slowest } from './limits.ts'
import { parseByteRange, whatIsAsked } from './preconditions.ts'
import { streamTo } from './stream.ts'
import { fromFile, fromStream } from './transfer.ts'
import type { Asker } from './who-asks.ts'

/** Answers with a file or one part of it, once the asker is known and may have it. */
export async function sendFile(
  runtime: Runtime,
  { asker, file, actor }: { asker: Asker; file: FoundDownload; actor: Person },
  req: IncomingMessage,
  res: ServerResponse,
  call: Call,
): Promise<void> {
  const etag = `"${file.sha256}"`
  res.setHeader('ETag', etag)
  res.setHeader('Accept-Ranges', 'bytes')
  res.setHeader('Cache-Control', 'private, no-transform')
  const asked = whatIsAsked(req.method ?? 'GET', req.headers, { etag, size: file.size })
  if (asked.status === 304) {
    res.writeHead(304).end()
    return
  }
  if (asked.status === 412) throw new DomainError('conflict', 'precondition-failed')
  if (asked.status === 416) {
    res.setHeader('Content-Range', `bytes */${file.size}`)
    throw new DomainError('invalid', 'range-not-satisfiable')
  }
  const range = asked.status === 206 ? asked.range : { start: 0, end: file.size - 1 }
  const headers = {
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': attachmentNamed(file.name),
    ...reprDigest(file.sha256, req.headers['want-repr-digest']?.toString()),
  }
  const part =
    asked.status === 206 ? { 'Content-Range': `bytes ${range.start}-${range.end}/${file.size}` } : {}
  if (req.method === 'HEAD') {
    res.writeHead(200, { ...headers, 'Content-Length': file.size }).end()
    return
  }
  const release = await takeSlot(runtime, asker, actor.organisationId)
  try {
    const elsewhere = await sentElsewhere(runtime, file, req)
    const opened = {
      actor,
      file,
      client: { address: call.clientAddress, userAgent: req.headers['user-agent'] ?? '' },
      sender: elsewhere?.sender ?? ('portal' as const),
      at: asker.ctx.now,
      requestId: call.requestId,
    }
    const grantId = await runtime.ledger.open(asker.ctx, asker.grant?.id ?? null, opened)
    if (elsewhere) {
      // Nobody tells us how much of it arrives, so no byte is certain.
      runtime.ledger.sent(grantId, actor.tokenId, [range.start, range.start, range.end + 1])
      res.writeHead(elsewhere.status, { ...headers, ...elsewhere.headers }).end()
      return
    }
    const { files } = runtime
    const transfer = files.open
      ? fromFile(await files.open(file.sha256), runtime.largePieces)
      : fromStream(files.read(file.sha256, range))
    res.writeHead(asked.status, { ...headers, ...part, 'Content-Length': range.end - range.start + 1 })
    await streamTo(res, transfer, range, slowest, {
      sent: (span) => runtime.ledger.sent(grantId, actor.tokenId, span),
      flying: (flight) => runtime.ledger.flying(grantId, actor.tokenId, call.requestId, flight),
    })
  } finally {
    release()
  }
}

/**
 * A partner's downloads are its own, whomever they are for: it must not bar those of its customers.
 * @throws DomainError `too-many`: `quota-spent`, `too-many-downloads`
 */
async function takeSlot(
  runtime: Runtime,
  { ctx, quota }: Asker,
  organisationId: string,
): Promise<() => void> {
  await checkQuota(ctx, quota, quota ? runtime.ledger.unrecorded(quota.tokenId) : 0)
  const release = runtime.slots.take(organisationId)
  if (release) return release
  throw new DomainError('too-many', 'too-many-downloads', { details: { retryAfter: retryAfterBusy } })
}

type Elsewhere = { sender: 'proxy' | 'store'; status: number; headers: Record<string, string> }

/** A proxy in front, or the store itself, may send instead of us; null: we do. */
async function sentElsewhere(
  { config, files }: Runtime,
  file: FoundDownload,
  { headers }: IncomingMessage,
): Promise<Elsewhere | null> {
  const address = config.s3Redirect
    ? await files.addressOf?.(file.sha256, { disposition: attachmentNamed(file.name), seconds: 900 })
    : null
  if (address)
    return { sender: 'store', status: 302, headers: { Location: address, 'Cache-Control': 'no-store' } }
  if (config.accelRedirect === null) return null
  // What nginx would read otherwise than we do: ranges that we ignore, and a tag that it compares with its own.
  const { range } = headers
  const misread = range !== undefined && parseByteRange(range, file.size) === null
  if (misread || headers['if-match'] !== undefined) return null
  const path = `${config.accelRedirect}${file.sha256.slice(0, 2)}/${file.sha256}`
  return { sender: 'proxy', status: 200, headers: { 'X-Accel-Redirect': path } }
}
