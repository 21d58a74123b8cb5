import type { ServerResponse } from 'node:http'
import type { Span } from '#domain/releases/index.ts'
import type { Flight } from './ledger.ts'
import type { ByteRange } from './preconditions.ts'

/** Up to which byte was handed to the connection, and up to which it has certainly left. */
export type Progress = { handed: number; left: number }

/** Sends a part of a content, no more of it in memory than it must, and keeps count. */
export type Transfer = (res: ServerResponse, range: ByteRange, progress: Progress) => Promise<void>

/** More than any line carries until the next record is on disk, in bytes. */
const reach = 1024 ** 3

/**
 * Sends a part of a content as fast as the client takes it. Who takes less than the slowest allowed is let go.
 * @param report.sent called now and then, and at the end, with what went out since the last call
 * @param report.flying up to where it can come before it is called again; null: no further
 */
export async function streamTo(
  res: ServerResponse,
  transfer: Transfer,
  range: ByteRange,
  slowest: { bytes: number; milliseconds: number },
  report: { sent(span: Span): void; flying(flight: Flight | null): void },
): Promise<void> {
  const { start, end } = range
  const progress = { handed: start, left: start }
  let reported = start
  const fly = (from: number): void => report.flying({ from, upTo: Math.min(end + 1, from + reach) })
  fly(start)
  let watched = start
  const watch = setInterval(() => {
    if (progress.left - watched < slowest.bytes) res.destroy()
    watched = progress.left
  }, slowest.milliseconds)
  const tell = setInterval(() => {
    const { left } = progress
    if (left === reported) return
    report.sent([reported, left, left])
    reported = left
    fly(left)
  }, 1000)
  try {
    await transfer(res, range, progress)
    progress.left = progress.handed
  } catch {
    // Whoever asked may go away at any moment: that is no fault of ours.
  } finally {
    clearInterval(watch)
    clearInterval(tell)
  }
  const { handed, left } = progress
  const whole = left === end + 1
  report.flying(null)
  if (handed > reported) report.sent([reported, left, whole ? left : Math.min(handed, end + 1)])
}
