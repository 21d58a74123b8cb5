import { distributionOf, percentile } from './distribution.ts'
import { type Counts, noCounts } from './metrics.ts'

/** What is counted of some tickets in a stretch of time; several add up. */
export type Tally = {
  counts: Partial<Counts>
  /** When the promises of first responses break that are neither kept nor broken yet. */
  due: readonly number[]
  /** Open minutes. */
  first: readonly number[]
  end: readonly number[]
}

/** By group; of all, under the empty word. */
export type Tallies = ReadonlyMap<string, Tally>

/** A stretch of time, and what is counted in it. */
export type Piece = { from: number; to: number; tallies: Tallies }

/** Open minutes of several tickets, and how many they are. */
export type Summary = { n: number; median: number | null; p90: number | null }

export type Figures = { counts: Counts; firstResponse: Summary; resolution: Summary }

export const noSummary: Summary = { n: 0, median: null, p90: null }
export const noFigures: Figures = { counts: noCounts, firstResponse: noSummary, resolution: noSummary }

export function summaryOf(parts: readonly (readonly number[])[]): Summary {
  const sorted = distributionOf(parts)
  return { n: sorted.length, median: percentile(sorted, 0.5), p90: percentile(sorted, 0.9) }
}

/** Counts of several tallies together: a promise whose time is up by now counts as broken. */
export function countsOf(tallies: readonly Tally[], now: number): Counts {
  const counts: Record<string, number> = { ...noCounts }
  for (const tally of tallies) {
    for (const [name, value] of Object.entries(tally.counts)) counts[name] = (counts[name] ?? 0) + value
    for (const at of tally.due) {
      if (at >= now) continue
      counts['first-response-missed'] = (counts['first-response-missed'] ?? 0) + 1
      counts['first-response-decided'] = (counts['first-response-decided'] ?? 0) + 1
    }
  }
  return counts as Counts
}

export function figuresOf(tallies: readonly Tally[], now: number): Figures {
  return {
    counts: countsOf(tallies, now),
    firstResponse: summaryOf(tallies.map(({ first }) => first)),
    resolution: summaryOf(tallies.map(({ end }) => end)),
  }
}

/** The figures of each group, of several pieces together. */
export function figuresByGroup(pieces: readonly Piece[], now: number): Map<string, Figures> {
  const gathered = new Map<string, Tally[]>()
  for (const { tallies } of pieces)
    for (const [group, tally] of tallies) {
      const held = gathered.get(group)
      if (held) held.push(tally)
      else gathered.set(group, [tally])
    }
  return new Map([...gathered].map(([group, each]) => [group, figuresOf(each, now)]))
}
