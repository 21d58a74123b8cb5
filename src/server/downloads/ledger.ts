import { randomUUID } from 'node:crypto'
import {
  type DownloadNote,
  type Opened,
  openGrant,
  recordDownloads,
  type Span,
} from '#domain/releases/index.ts'
import type { Context } from '#domain/shared/index.ts'
import type { Logger } from '../log.ts'

/**
 * The audit of downloads, written behind the streams. What a killed process had not recorded counts once its client goes
 * on from there.
 */
export type Ledger = {
  /**
   * Begins a download, or a further range of one.
   * @param id of the grant that was signed; null: found by person, file and token
   * @returns the id of its row
   */
  open(ctx: Context, id: string | null, opened: Opened): Promise<string>
  sent(grantId: string, tokenId: string | null, span: Span): void
  /** @param flight what a stream may send before its next word; null: it has ended */
  flying(grantId: string, tokenId: string | null, stream: string, flight: Flight | null): void
  /** Bytes a token fetched that are not in the database yet. */
  unrecorded(tokenId: string): number
  flush(): Promise<void>
}

/** From where the record of a stream goes on, and up to where it can have come before the next. */
export type Flight = { from: number; upTo: number }

const behind = 1000

type Note = DownloadNote & { flights: Map<string, Flight | null> }

function joined(older: Note, newer: Note): Note {
  const flights = new Map([...older.flights, ...newer.flights])
  return { ...older, sent: [...older.sent, ...newer.sent], flights }
}

export function createLedger(system: () => Context, log: Logger): Ledger {
  let notes = new Map<string, Note>()
  const process = randomUUID()
  /** Downloads that begin now, by person, file and token: two ranges at once are one. */
  const begun = new Map<string, { id: string; size: number; at: number }>()
  let timer: NodeJS.Timeout | null = null
  let writing: Promise<void> = Promise.resolve()

  function noteOf(grantId: string, tokenId: string | null): Note {
    const note = notes.get(grantId) ?? { grantId, opened: null, sent: [], flights: new Map(), tokenId }
    notes.set(grantId, note)
    timer ??= setTimeout(() => void flush(), behind)
    return note
  }

  async function write(): Promise<void> {
    const taken = notes
    if (taken.size === 0) return
    notes = new Map()
    try {
      await recordDownloads(system(), [...taken.values()], process)
    } catch (error) {
      log.error({ err: error, downloads: taken.size }, 'downloads not recorded')
      for (const [id, note] of taken) {
        const newer = notes.get(id)
        notes.set(id, newer ? joined(note, newer) : note)
      }
      timer ??= setTimeout(() => void flush(), behind * 10)
      return
    }
    for (const [key, { at }] of begun) if (Math.abs(Date.now() - at) > 10 * behind) begun.delete(key)
  }

  function flush(): Promise<void> {
    if (timer) clearTimeout(timer)
    timer = null
    writing = writing.then(write)
    return writing
  }

  return {
    async open(ctx, id, opened) {
      const { actor, file } = opened
      const key = `${actor.id} ${file.fileId} ${actor.tokenId}`
      const ranges = { personId: actor.id, fileId: file.fileId, tokenId: actor.tokenId }
      const found = id ?? begun.get(key)?.id ?? (await openGrant(ctx, ranges))
      // Looked up anew: another range may have begun while this one asked the database.
      const grantId = found ?? begun.get(key)?.id ?? ctx.ids.next()
      if (!found) begun.set(key, { id: grantId, size: file.size, at: opened.at })
      const note = noteOf(grantId, actor.tokenId)
      note.opened ??= opened
      return grantId
    },
    sent(grantId, tokenId, span) {
      noteOf(grantId, tokenId).sent.push({ span, at: Date.now() })
    },
    flying(grantId, tokenId, stream, flight) {
      noteOf(grantId, tokenId).flights.set(stream, flight)
    },
    unrecorded(tokenId) {
      let bytes = 0
      for (const note of notes.values()) {
        if (note.tokenId === tokenId) for (const { span } of note.sent) bytes += span[1] - span[0]
      }
      return bytes
    },
    flush,
  }
}
