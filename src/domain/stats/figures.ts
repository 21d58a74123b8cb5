import type { Reader } from '../shared/index.ts'
import { countOf, type Distribution, exactUpTo, percentile } from './distribution.ts'
import { countCohort, distributions, type Grouped } from './figures-store.ts'
import { type Cohort, type Counts, type Dimension, type Filter, noCounts } from './metrics.ts'
import type { Range } from './period.ts'

/** Open minutes of several tickets. `n`: how many; `stepped`: read from a histogram, within 2 %. */
export type Summary = { n: number; median: number | null; p90: number | null; stepped: boolean }

export type Figures = { counts: Counts; firstResponse: Summary; resolution: Summary }

export const noSummary: Summary = { n: 0, median: null, p90: null, stepped: false }

export function summaryOf(distribution: Distribution | undefined): Summary {
  if (!distribution) return noSummary
  return {
    n: countOf(distribution),
    median: percentile(distribution, 0.5),
    p90: percentile(distribution, 0.9),
    stepped: distribution.kind === 'stepped',
  }
}

/** Where a report looks: which tickets, by what, and when it is asked. */
export type Scope = { db: Reader; filter: Filter; now: number }

/** By group. */
export type Figured = Map<string, Figures>

const timed: readonly Cohort[] = ['opened', 'resolved', 'first-resolved', 'rated']

/** More than so many tickets: their times are read from steps. */
function isExact(counts: Grouped<Partial<Counts>>, name: 'answered' | 'resolved'): boolean {
  let all = 0
  for (const groups of counts.values()) for (const each of groups.values()) all += each[name] ?? 0
  return all <= exactUpTo
}

/**
 * All figures of each of several stretches of time, for all tickets or by group.
 * @param by null: all, under the empty word
 */
export async function figuresOf(
  { db, filter, now }: Scope,
  ranges: readonly Range[],
  by: Dimension | null = null,
): Promise<Figured[]> {
  const counted = await Promise.all(timed.map((cohort) => countCohort(db, cohort, ranges, filter, by, now)))
  const [opened, resolved] = counted as [Grouped<Partial<Counts>>, Grouped<Partial<Counts>>]
  const [first, end] = await Promise.all([
    distributions(db, 'first-response', ranges, filter, by, isExact(opened, 'answered')),
    distributions(db, 'resolution', ranges, filter, by, isExact(resolved, 'resolved')),
  ])
  return ranges.map((_, part) => {
    const groups = new Set(counted.flatMap((grouped) => [...(grouped.get(part)?.keys() ?? [])]))
    const figured: Figured = new Map()
    for (const group of groups) {
      const counts = Object.assign({}, noCounts, ...counted.map((each) => each.get(part)?.get(group)))
      const firstResponse = summaryOf(first.get(part)?.get(group))
      figured.set(group, { counts, firstResponse, resolution: summaryOf(end.get(part)?.get(group)) })
    }
    return figured
  })
}

export const noFigures: Figures = { counts: noCounts, firstResponse: noSummary, resolution: noSummary }
