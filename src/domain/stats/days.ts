import type { Context } from '../shared/index.ts'
import { zoneOf } from '../sla/index.ts'
import { type By, keepDay, keptDays, someStaleDays } from './days-store.ts'
import { type Stays, type StaysPiece, tallyStays } from './lines-store.ts'
import type { Filter } from './metrics.ts'
import { dayAround, daysWithin, type Range } from './period.ts'
import type { Piece, Tally } from './tally.ts'
import { tally } from './tally-store.ts'

const dayBatch = 20

/** What is counted in a stretch, in pieces that are days or parts of `ranges`; they are in order and cover it. */
export async function piecesOf(
  ctx: Context,
  zone: string,
  ranges: readonly Range[],
  filter: Filter,
): Promise<Piece[]> {
  if (Object.keys(filter).length > 0) return tally(ctx.db, ranges, filter)
  return daily(
    ctx,
    zone,
    ranges,
    'all',
    (kept: Tally, range) => ({ ...range, tally: kept }),
    (missing) => tally(ctx.db, missing, filter),
  )
}

/** The same of the times on a line. */
export async function stayPiecesOf(
  ctx: Context,
  zone: string,
  ranges: readonly Range[],
  filter: Filter,
): Promise<StaysPiece[]> {
  if (Object.keys(filter).length > 0) return tallyStays(ctx.db, ranges, filter)
  return daily(
    ctx,
    zone,
    ranges,
    'stays',
    (lines: [string, Stays][], range) => ({ ...range, lines: new Map(lines) }),
    (missing) => tallyStays(ctx.db, missing, filter),
  )
}

/** From the days that are kept, and of those that are not, from the facts. */
async function daily<Kept, T extends Range>(
  ctx: Context,
  zone: string,
  ranges: readonly Range[],
  by: By,
  read: (kept: Kept, range: Range) => T,
  count: (missing: readonly Range[]) => Promise<T[]>,
): Promise<T[]> {
  const days = ranges.flatMap((range) => daysWithin(range, zone))
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return []
  const kept = await keptDays(ctx.db, by, { from: first.from, to: last.to })
  const pieces: T[] = []
  const missing: Range[] = []
  for (const { from, to, whole } of days) {
    const text = whole ? kept.get(from) : undefined
    if (text === undefined) missing.push({ from, to })
    else pieces.push(read(JSON.parse(text) as Kept, { from, to }))
  }
  return [...pieces, ...(await count(missing))].sort((a, b) => a.from - b.from)
}

/**
 * Counts the days that changed, before today, and keeps what it counted. Counting and keeping are one transaction:
 * what changes after it marks the day again.
 * @returns whether there may be more
 */
export async function keepDays(ctx: Context): Promise<boolean> {
  const zone = await zoneOf(ctx)
  const stale = await someStaleDays(ctx.db, dayAround(ctx.now, zone).from, dayBatch)
  for (const start of stale) {
    const day = dayAround(start, zone)
    await ctx.write(async (tx) => {
      const [piece] = await tally(tx, [day], {})
      const [stays] = await tallyStays(tx, [day], {})
      await keepDay(tx, start, [
        ['all', JSON.stringify(piece?.tally)],
        ['stays', JSON.stringify([...(stays?.lines ?? [])])],
      ])
    })
  }
  return stale.length === dayBatch
}
