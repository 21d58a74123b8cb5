import { distributionOf, percentile } from './distribution.ts'
import { type Counts, missedOf, noCounts } from './metrics.ts'

/** What is summed, in the order of a tally's sums. */
export const summed = [
  'opened',
  'answered',
  'first-response-decided',
  'first-response-kept',
  'resolved',
  'resolution-decided',
  'resolution-kept',
  'once-resolved',
  'reopened',
  'rated',
  'scoreSum',
] as const satisfies readonly (keyof Counts)[]
export type Summed = (typeof summed)[number]

/** What is counted of some tickets in a stretch of time; several add up. Short, since days of it are kept as JSON. */
export type Tally = readonly [
  /** By place in `summed`. */
  sums: readonly number[],
  /** When the promises of first responses break that are neither kept nor broken yet. */
  due: readonly number[],
  /** Open minutes to first responses, and to resolutions. */
  first: readonly number[],
  end: readonly number[],
]

/** A stretch of time, and what is counted in it. */
export type Piece = { from: number; to: number; tally: Tally }

/** Open minutes of several tickets, and how many they are. */
export type Summary = { n: number; median: number | null; p90: number | null }

export type Figures = { counts: Counts; firstResponse: Summary; resolution: Summary }

export function summaryOf(parts: readonly (readonly number[])[]): Summary {
  const all = distributionOf(parts)
  return { n: all.length, median: percentile(all, 0.5), p90: percentile(all, 0.9) }
}

/** Counts of several tallies together: a promise whose time is up by now counts as broken. */
export function countsOf(tallies: readonly Tally[], now: number): Counts {
  const sums = summed.map(() => 0)
  let broken = 0
  for (const [each, due] of tallies) {
    for (let at = 0; at < sums.length; at++) sums[at] = (sums[at] ?? 0) + (each[at] ?? 0)
    for (const at of due) if (at < now) broken++
  }
  const counts = { ...noCounts }
  for (const [at, name] of summed.entries()) counts[name] = sums[at] ?? 0
  counts['first-response-decided'] += broken
  return { ...counts, ...missedOf(counts) }
}

export function figuresOf(tallies: readonly Tally[], now: number): Figures {
  return {
    counts: countsOf(tallies, now),
    firstResponse: summaryOf(tallies.map(([, , first]) => first)),
    resolution: summaryOf(tallies.map(([, , , end]) => end)),
  }
}
