import { recordEvent } from '../events/index.ts'
import { type Context, notAllowed, type Person } from '../shared/index.ts'
import type { FoundDownload } from './download.ts'
import { addUsage, type GrantRow, grantWithSize, insertGrant, updateGrant } from './grant-store.ts'
import { addSpan, arrivedUnseen, covers, mayHaveGone, type Span } from './spans.ts'

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
  /** By stream: from where its record goes on, and up to where it can have come before the next; null: it has ended. */
  flights: ReadonlyMap<string, { from: number; upTo: number } | null>
  tokenId: string | null
}

/**
 * Writes what downloads did since the last call, all in one transaction; parts of one download are one row.
 * @param process names who records: what another one left in flight was cut off with it
 */
export async function recordDownloads(
  ctx: Context,
  notes: readonly DownloadNote[],
  process: string,
): Promise<void> {
  if (ctx.actor.kind !== 'system') throw notAllowed('system-only')
  await ctx.write(async (tx) => {
    for (const note of notes) {
      if (note.opened) await open(ctx, tx, note.grantId, note.opened)
      if (note.sent.length > 0 || note.flights.size > 0) await add(tx, note, process)
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

async function add(tx: Tx, note: DownloadNote, process: string): Promise<void> {
  const row = await grantWithSize(tx, note.grantId)
  if (!row) return
  let spans: Span[] = row.spans
  const inFlight = { ...row.inFlight }
  for (const [stream, [sender, from, upTo]] of Object.entries(inFlight)) {
    if (sender === process) continue
    spans = mayHaveGone(spans, from, upTo)
    delete inFlight[stream]
  }
  let bytes = 0
  for (const { span } of note.sent) {
    for (const each of spans) bytes += arrivedUnseen(each, span)
    spans = addSpan(spans, span)
    bytes += span[1] - span[0]
  }
  for (const [stream, flight] of note.flights) {
    if (flight) inFlight[stream] = [process, flight.from, flight.upTo]
    else delete inFlight[stream]
  }
  await updateGrant(tx, note.grantId, {
    spans,
    inFlight,
    ...timesOf(row, note, spans),
    bytes: row.bytes + bytes,
  })
  if (note.tokenId === null || bytes === 0) return
  const day = new Date(Math.max(...note.sent.map(({ at }) => at))).toISOString().slice(0, 10)
  await addUsage(tx, note.tokenId, day, bytes)
}

type Times = Pick<GrantRow, 'firstByteAt' | 'completedAt'>

function timesOf(
  row: Times & { size: number },
  { sent }: DownloadNote,
  spans: readonly Span[],
): Partial<GrantRow> {
  const [first] = sent
  if (!first) return {}
  const times = sent.map(({ at }) => at)
  const lastSentAt = Math.max(...times)
  return {
    firstByteAt: row.firstByteAt ?? Math.min(...times),
    lastSentAt,
    completedAt: row.completedAt ?? (covers(spans, row.size) ? lastSentAt : null),
  }
}
