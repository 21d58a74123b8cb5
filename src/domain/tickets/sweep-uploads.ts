import type { Context } from '../shared/index.ts'
import { deleteAbandoned, isHashUsed, usedHashes } from './attachment-store.ts'

const day = 86_400_000
/** A draft in the browser may name its uploads that long. */
const keptFor = 7 * day
const batch = 200

/** Removes uploads that no message took within a week, and their contents unless something else holds them. */
export async function sweepUploads(ctx: Context): Promise<number> {
  let removed = 0
  for (;;) {
    const hashes = await ctx.write((tx) => deleteAbandoned(tx, ctx.now - keptFor, batch))
    for (const hash of new Set(hashes)) {
      if (!(await ctx.write((tx) => isHashUsed(tx, hash)))) await ctx.files.remove(hash)
    }
    removed += hashes.length
    if (hashes.length < batch) return removed
  }
}

/**
 * Removes stored contents that nothing names: those of forms that were refused before their uploads were recorded.
 * @param stored contents with the time they were stored; the ones of the last day may still get their row
 */
export async function sweepContents(
  ctx: Context,
  stored: AsyncIterable<{ hash: string; storedAt: number }>,
): Promise<number> {
  let removed = 0
  let waiting: string[] = []
  async function sweep(): Promise<void> {
    const used = await usedHashes(ctx.db, waiting)
    for (const hash of waiting) {
      if (used.has(hash)) continue
      await ctx.files.remove(hash)
      removed += 1
    }
    waiting = []
  }
  for await (const { hash, storedAt } of stored) {
    if (storedAt > ctx.now - day) continue
    waiting.push(hash)
    if (waiting.length >= batch) await sweep()
  }
  await sweep()
  return removed
}
