import type { Facts } from './facts.ts'
import { type Dimension, dimensions } from './metrics.ts'
import { summed } from './tally.ts'

/** What is summed of a group in a month, in the order of its columns: what reports count, and what is open. */
export const sumNames = [...summed, 'open'] as const
export type SumName = (typeof sumNames)[number]
export type Sums = Readonly<Record<SumName, number>>

/** Stands for all time where months have their first moment: what is open is open now. */
export const allTime = 0

/** What one ticket adds to which month. */
type Share = readonly [month: number, sums: Partial<Sums>]

const one = (said: boolean): number => (said ? 1 : 0)

function sharesOf(facts: Facts, monthOf: (at: number) => number): Share[] {
  const { createdAt, resolvedAt, firstResolvedAt, ratedAt } = facts
  const shares: Share[] = [
    [
      monthOf(createdAt),
      {
        opened: 1,
        answered: one(facts.firstResponseMinutes !== null),
        'first-response-decided': one(facts.firstResponseKept !== null),
        'first-response-kept': one(facts.firstResponseKept === 1),
      },
    ],
  ]
  if (resolvedAt !== null)
    shares.push([
      monthOf(resolvedAt),
      {
        resolved: 1,
        'resolution-decided': one(facts.resolutionKept !== null),
        'resolution-kept': one(facts.resolutionKept === 1),
      },
    ])
  if (firstResolvedAt !== null)
    shares.push([monthOf(firstResolvedAt), { 'once-resolved': 1, reopened: one(facts.reopened > 0) }])
  if (ratedAt !== null) shares.push([monthOf(ratedAt), { rated: 1, scoreSum: facts.score ?? 0 }])
  if (facts.open) shares.push([allTime, { open: 1 }])
  return shares
}

/** The group of a ticket in each dimension, as sums call it. */
function groupsOf(facts: Facts): Record<Dimension, string> {
  return {
    organisation: facts.organisationId,
    product: facts.productId,
    requestType: facts.requestType,
    team: facts.teamId,
    line: String(facts.line),
    agent: facts.agentId,
    priority: String(facts.priority),
  }
}

/** A row of the sums, and by how much each of them changes. */
export type SumChange = { by: Dimension; month: number; grp: string; changes: number[] }

/**
 * How sums change when tickets that were counted in them by `before` are counted by `after`.
 * @param monthOf the first moment of the month around an instant
 */
export function sumChanges(
  before: readonly Facts[],
  after: readonly Facts[],
  monthOf: (at: number) => number,
): SumChange[] {
  const rows = new Map<string, SumChange>()
  const add = (facts: Facts, sign: 1 | -1): void => {
    const groups = groupsOf(facts)
    for (const [month, sums] of sharesOf(facts, monthOf))
      for (const by of dimensions) {
        const grp = groups[by]
        const key = JSON.stringify([by, month, grp])
        const held = rows.get(key) ?? { by, month, grp, changes: sumNames.map(() => 0) }
        rows.set(key, held)
        for (const [at, name] of sumNames.entries())
          held.changes[at] = (held.changes[at] ?? 0) + sign * (sums[name] ?? 0)
      }
  }
  for (const facts of before) add(facts, -1)
  for (const facts of after) add(facts, 1)
  return [...rows.values()].filter(({ changes }) => changes.some((change) => change !== 0))
}
