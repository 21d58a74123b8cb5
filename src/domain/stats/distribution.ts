/** Fewer values than this are said to be few: a percentile of them says little. */
export const fewBelow = 10

/** Minutes of several tickets in order. */
export type Distribution = Int32Array

export function distributionOf(parts: readonly (readonly number[])[]): Distribution {
  const all = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all.sort()
}

/**
 * The smallest value that at least that share of all values does not exceed (nearest rank), so that it is one that
 * was really measured.
 * @param share from 0 to 1
 * @returns null of nothing
 */
export function percentile(sorted: Distribution, share: number): number | null {
  return sorted[Math.max(1, Math.ceil(share * sorted.length)) - 1] ?? null
}
