/** Minutes of many tickets: each of them, or where they are too many, how many lie in each of fine steps. */
export type Distribution =
  | { kind: 'exact'; sorted: readonly number[] }
  | { kind: 'stepped'; steps: ReadonlyMap<number, number> }

/** Beyond so many values, percentiles are read from steps. */
export const exactUpTo = 50_000
/** Fewer values than this are said to be few: a percentile of them says little. */
export const fewBelow = 10
/** Steps grow by 1/24 on a natural logarithm: what is read from one is off by 2 % or less. */
export const stepsPerE = 24

export function exactly(values: readonly number[]): Distribution {
  return { kind: 'exact', sorted: values.toSorted((a, b) => a - b) }
}

export function countOf(distribution: Distribution): number {
  if (distribution.kind === 'exact') return distribution.sorted.length
  let count = 0
  for (const of of distribution.steps.values()) count += of
  return count
}

/** The step that a value of minutes lies in. */
export function stepOf(minutes: number): number {
  return Math.round(Math.log(minutes + 1) * stepsPerE)
}

/**
 * The smallest value that at least that share of all values does not exceed (nearest rank), so that it is one that
 * was really measured.
 * @param share from 0 to 1
 * @returns null of nothing
 */
export function percentile(distribution: Distribution, share: number): number | null {
  const count = countOf(distribution)
  if (count === 0) return null
  const rank = Math.max(1, Math.ceil(share * count))
  if (distribution.kind === 'exact') return distribution.sorted[rank - 1] ?? null
  let passed = 0
  for (const step of [...distribution.steps.keys()].sort((a, b) => a - b)) {
    passed += distribution.steps.get(step) ?? 0
    if (passed >= rank) return Math.round(Math.exp(step / stepsPerE) - 1)
  }
  return null
}
