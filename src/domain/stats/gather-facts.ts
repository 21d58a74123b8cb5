import { eventsAfter, moveReader, readerPosition } from '../events/index.ts'
import type { Context, Transaction } from '../shared/index.ts'
import { getCalendar, promiseOf, type ServicePromise, usualCalendar, zoneOf } from '../sla/index.ts'
import { countFacts } from './count-facts.ts'
import { markStale } from './days-store.ts'
import { type Facts, factsOf, factsVersion } from './facts.ts'
import {
  beginRebuild,
  findRebuild,
  moveRebuild,
  newestIds,
  type Rebuild,
  type SourceRow,
  sources,
  ticketsBetween,
} from './facts-store.ts'
import { dayAround } from './period.ts'
import { dropSums } from './sums-store.ts'

const reader = 'ticket-facts'
const eventBatch = 100
const ticketBatch = 100

/** A ticket whose level is gone must not hold up the figures of all others. */
async function promised(ctx: Context, row: SourceRow): Promise<ServicePromise | null> {
  try {
    return await promiseOf(ctx, row, row.priority, row.createdAt)
  } catch {
    return null
  }
}

/** Facts, the moments by which they are counted, and the zone whose days that changes. */
type Made = { facts: Facts[]; moments: number[]; zone: string }

async function make(ctx: Context, ids: readonly number[]): Promise<Made> {
  const rows = await sources(ctx.db, ids)
  const earliest = rows.reduce((least, { createdAt }) => Math.min(least, createdAt), ctx.now)
  const usual = await getCalendar(ctx, usualCalendar, null, earliest)
  const facts: Facts[] = []
  const moments: number[] = []
  for (const row of rows) {
    const made = factsOf(row, await promised(ctx, row), usual, ctx.now)
    const { createdAt, resolvedAt, firstResolvedAt, ratedAt } = made
    facts.push(made)
    moments.push(
      ...[createdAt, resolvedAt, firstResolvedAt, ratedAt, ...row.leftAt].filter((at) => at !== null),
    )
  }
  return { facts, moments, zone: usual.zone }
}

/** Facts, and which days are to be counted again. */
async function write(tx: Transaction, { facts, moments, zone }: Made): Promise<void> {
  const before = await countFacts(tx, facts)
  const earlier = before.flatMap(({ resolvedAt, ratedAt }) => [resolvedAt, ratedAt])
  const changed = [...earlier.filter((at) => at !== null), ...moments]
  await markStale(tx, [...new Set(changed.map((at) => dayAround(at, zone).from))])
}

/**
 * Makes the facts of the tickets that changed since the last call, a batch of events at a time. They follow from the
 * tickets as they are, so that repeating a batch changes nothing; they and the reader's place are written together.
 * @returns whether there may be more
 */
export async function gatherFacts(ctx: Context): Promise<boolean> {
  await startFirst(ctx)
  const position = await readerPosition(ctx.db, reader)
  const events = await eventsAfter(ctx.db, position, eventBatch)
  const last = events.at(-1)
  if (!last) return false
  const tickets = events.flatMap(({ ticketId }) => (ticketId === null ? [] : [ticketId]))
  const made = await make(ctx, [...new Set(tickets)])
  await ctx.write(async (tx) => {
    // Another process was here meanwhile: what it wrote is as good.
    if ((await readerPosition(tx, reader)) !== position) return
    await write(tx, made)
    await moveReader(tx, reader, last.id)
  })
  return events.length === eventBatch
}

/** A database that is older than the facts, or whose facts were made by other rules, begins with all its tickets. */
async function startFirst(ctx: Context): Promise<void> {
  const held = await findRebuild(ctx.db)
  if (held?.version === factsVersion && held.zone === (await zoneOf(ctx))) return
  await startRebuild(ctx)
}

/** All facts are to be made anew, beginning with the oldest ticket. They stay readable meanwhile. */
export async function startRebuild(ctx: Context): Promise<void> {
  const zone = await zoneOf(ctx)
  await ctx.write(async (tx) => {
    const { ticket, event } = await newestIds(tx)
    await beginRebuild(tx, { version: factsVersion, zone, upToTicketId: ticket, startedAt: ctx.now })
    await moveReader(tx, reader, event)
  })
}

/**
 * Goes on with making all facts anew, a batch of tickets at a time; begins nothing.
 * @returns whether there is more
 */
export async function continueRebuild(ctx: Context): Promise<boolean> {
  const held = await findRebuild(ctx.db)
  if (!held || held.finishedAt !== null) return false
  const ids = await ticketsBetween(ctx.db, held.lastTicketId, held.upToTicketId, ticketBatch)
  const made = await make(ctx, ids)
  const more = ids.length === ticketBatch
  await ctx.write(async (tx) => {
    const now = await findRebuild(tx)
    if (now?.lastTicketId !== held.lastTicketId || now.generation !== held.generation) return
    await write(tx, made)
    await dropSums(tx, held.generation)
    await moveRebuild(tx, ids.at(-1) ?? held.upToTicketId, more ? null : ctx.now)
  })
  return more
}

/** The sums of months that can be read: null while they are made, or are of another zone's months. */
export async function findSums(ctx: Context, zone: string): Promise<{ generation: number } | null> {
  const held = await findRebuild(ctx.db)
  if (!held?.finishedAt || held.version !== factsVersion || held.zone !== zone) return null
  return { generation: held.generation }
}

/** How far the facts are; null: all are there. */
export async function rebuildProgress(ctx: Context): Promise<{ share: number } | null> {
  const held: Rebuild | null = await findRebuild(ctx.db)
  if (held?.finishedAt) return null
  if (!held) return { share: 0 }
  return { share: held.upToTicketId === 0 ? 1 : held.lastTicketId / held.upToTicketId }
}
