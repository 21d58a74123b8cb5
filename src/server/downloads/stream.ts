import type { ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Span } from '#domain/releases/index.ts'
import type { Flight } from './ledger.ts'
import type { ByteRange } from './preconditions.ts'

/** More than any line carries until the next record is on disk, in bytes. */
const reach = 1024 ** 3

/**
 * Sends a part of a content as fast as the client takes it, and no more of it into memory. Who takes less than the
 * slowest allowed is let go.
 * @param report.sent called now and then, and at the end, with what went out since the last call
 * @param report.flying up to where it can come before it is called again; null: no further
 */
export async function streamTo(
  res: ServerResponse,
  content: Readable,
  { start, end }: ByteRange,
  slowest: { bytes: number; milliseconds: number },
  report: { sent(span: Span): void; flying(flight: Flight | null): void },
): Promise<void> {
  /** Handed to the connection, and of it what had certainly left when the last piece came. */
  let handed = start
  let left = start
  content.on('data', (piece: Buffer) => {
    left = Math.max(left, handed - res.writableLength)
    handed += piece.length
  })
  let reported = start
  const fly = (from: number): void => report.flying({ from, upTo: Math.min(end + 1, from + reach) })
  fly(start)
  let watched = start
  const watch = setInterval(() => {
    const now = Math.max(left, handed - res.writableLength)
    if (now - watched < slowest.bytes) res.destroy()
    watched = now
  }, slowest.milliseconds)
  const tell = setInterval(() => {
    if (left === reported) return
    report.sent([reported, left, left])
    reported = left
    fly(left)
  }, 1000)
  try {
    await pipeline(content, res)
    left = handed
  } catch {
    // Whoever asked may go away at any moment: that is no fault of ours.
  } finally {
    clearInterval(watch)
    clearInterval(tell)
  }
  const whole = left === end + 1
  report.flying(null)
  if (handed > reported) report.sent([reported, left, whole ? left : Math.min(handed, end + 1)])
}
