import { recordEvent } from '../events/index.ts'
import { type Context, notAllowed, type Person } from '../shared/index.ts'
import type { FoundDownload } from './download.ts'
import { addUsage, grantWithSize, insertGrant, updateGrant } from './grant-store.ts'
import { addSpan, covers, type Span } from './spans.ts'

/** How long one authorisation to fetch a file serves, and the ranges of one download share a row of the audit. */
export const grantLifetime: number = 12 * 3_600_000

/** That somebody was let fetch a file. */
export type Opened = {
  actor: Person
  file: FoundDownload
  client: { address: string; userAgent: string }
  sender: 'portal' | 'proxy' | 'store'
  at: number
  requestId: string
}

/** What happened to one download since it was last recorded. */
export type DownloadNote = {
  grantId: string
  opened: Opened | null
  sent: { span: Span; at: number }[]
  tokenId: string | null
}

/** Writes what downloads did since the last call, all in one transaction; parts of one download are one row. */
export async function recordDownloads(ctx: Context, notes: readonly DownloadNote[]): Promise<void> {
  if (ctx.actor.kind !== 'system') throw notAllowed('system-only')
  await ctx.write(async (tx) => {
    for (const note of notes) {
      if (note.opened) await open(ctx, tx, note.grantId, note.opened)
      if (note.sent.length > 0) await add(tx, note)
    }
  })
}

type Tx = Parameters<Parameters<Context['write']>[0]>[0]

async function open(ctx: Context, tx: Tx, id: string, opened: Opened): Promise<void> {
  const { actor, file, client, at, sender, requestId } = opened
  const isNew = await insertGrant(tx, {
    id,
    fileId: file.fileId,
    personId: actor.id,
    organisationId: file.organisationId,
    tokenId: actor.tokenId,
    reason: file.reason,
    address: client.address.slice(0, 64),
    userAgent: client.userAgent.slice(0, 300),
    sender,
    grantedAt: at,
    expiresAt: at + grantLifetime,
    bytes: 0,
  })
  if (!isNew) return
  const { name, sha256, organisationId, product, version, reason } = file
  await recordEvent({ ...ctx, actor, now: at, requestId }, tx, {
    type: 'file.granted',
    organisationId,
    subject: `release:${product}/${version}`,
    data: { grantId: id, name, sha256, reason, tokenId: actor.tokenId },
  })
}

async function add(tx: Tx, { grantId, sent, tokenId }: DownloadNote): Promise<void> {
  const row = await grantWithSize(tx, grantId)
  if (!row) return
  let spans: Span[] = row.spans
  let bytes = 0
  for (const { span } of sent) {
    spans = addSpan(spans, span)
    bytes += span[1] - span[0]
  }
  const lastSentAt = Math.max(...sent.map(({ at }) => at))
  await updateGrant(tx, grantId, {
    spans,
    bytes: row.bytes + bytes,
    firstByteAt: row.firstByteAt ?? Math.min(...sent.map(({ at }) => at)),
    lastSentAt,
    completedAt: row.completedAt ?? (covers(spans, row.size) ? lastSentAt : null),
  })
  if (tokenId !== null && bytes > 0)
    await addUsage(tx, tokenId, new Date(lastSentAt).toISOString().slice(0, 10), bytes)
}
