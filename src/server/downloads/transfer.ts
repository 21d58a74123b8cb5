import type { ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { OpenContent } from '../files/store.ts'
import type { Slots } from './slots.ts'
import type { Progress, Transfer } from './stream.ts'

/** From a store that gives a stream. */
export function fromStream(content: Readable): Transfer {
  return async (res, _range, progress) => {
    content.on('data', (piece: Buffer) => {
      progress.left = Math.max(progress.left, progress.handed - res.writableLength)
      progress.handed += piece.length
    })
    await pipeline(content, res)
  }
}

const small = 64 * 1024
const large = 512 * 1024
/** So many downloads at once have large pieces, and so no more than 8 MB go into them however many there are. */
export const mostLarge = 8
/** Who takes as much in so few milliseconds gets large pieces, who keeps one waiting for so many small ones again. */
const fast = { bytes: 4 * large, milliseconds: 100 }
const slow = 250

/**
 * From a content that is read into memory of ours: two pieces, one on its way while the other is read. New memory for each
 * piece, as streams take it, costs more than reading and sending it.
 * @param largePieces of the whole process: who may have them
 */
export function fromFile(content: OpenContent, largePieces: Slots): Transfer {
  return async (res, { start, end }, progress) => {
    let giveBack: (() => void) | null = null
    const lanes = [laneOf(res, progress), laneOf(res, progress)]
    let paceFrom = performance.now()
    let paceAt = start
    try {
      for (let at = start, turn = 0; at <= end; turn ^= 1) {
        const lane = lanes[turn] as Lane
        const waited = await lane.free()
        if (giveBack && waited > slow) {
          giveBack()
          giveBack = null
        } else if (!giveBack && progress.left - paceAt >= fast.bytes) {
          if (performance.now() - paceFrom < fast.milliseconds) giveBack = largePieces.take('all')
          paceFrom = performance.now()
          paceAt = progress.left
        }
        const size = giveBack ? large : small
        const got = await content.read(lane.room(Math.min(size, end + 1 - at)), at)
        if (got === 0) throw new Error('the content ends before it should')
        lane.send(got)
        at += got
      }
      await Promise.all(lanes.map(({ free }) => free()))
      res.end()
    } finally {
      giveBack?.()
      await content.close()
    }
  }
}

type Lane = {
  /** Waits until what was sent has left. @returns how long, in milliseconds @throws where the connection has gone */
  free(): Promise<number>
  /** Memory for the next piece. */
  room(bytes: number): Buffer
  send(bytes: number): void
}

function laneOf(res: ServerResponse, progress: Progress): Lane {
  let memory = Buffer.alloc(0)
  let sending: Promise<void> = Promise.resolve()
  return {
    async free() {
      const began = performance.now()
      await sending
      return performance.now() - began
    },
    room(bytes) {
      // Also when it need not be so large any more: then most of it would lie about.
      const wanted = bytes > small ? large : small
      if (memory.length !== wanted) memory = Buffer.allocUnsafeSlow(wanted)
      return memory.subarray(0, bytes)
    },
    send(bytes) {
      progress.handed += bytes
      sending = new Promise((done, gone) => {
        // Those that wait behind another answer on the same connection are never told that it has gone.
        const closed = (): void => gone(new Error('the connection has gone'))
        if (res.destroyed) return closed()
        res.once('close', closed)
        res.write(memory.subarray(0, bytes), (error) => {
          res.off('close', closed)
          if (error) return gone(error)
          progress.left += bytes
          done()
        })
      })
      sending.catch(() => undefined)
    },
  }
}
