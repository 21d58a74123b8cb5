import { recordEvent } from '../events/index.ts'
import { type Context, notAllowed, type Person } from '../shared/index.ts'
import { zoneOf } from '../sla/index.ts'
import { gatherWeek, type NoticeRow, nextDue, noticesOfWeek } from './notices-store.ts'
import {
  type Found,
  inLetters,
  lettersOf,
  noteTold,
  type PutLetters,
  peopleAfter,
  tidingsAmong,
} from './page.ts'
import type { Tidings } from './types.ts'
import { lastRound, nextRound } from './week.ts'
import { insertWeek, newestWeek, openWeek, updateWeek, type WeekRow } from './weeks-store.ts'

/** Looked at together. */
const noticesAtOnce = 500

/** When the next weekly letters are due. */
export async function nextWeekly(ctx: Context): Promise<number> {
  return nextRound(ctx.now, await zoneOf(ctx))
}

/**
 * Begins the week's round of letters when it is due, or writes those of a page of people. What is out by then belongs to
 * this round, and to no other; one that a standstill missed is made up for, once.
 * @returns whether there was anything to do
 */
export async function tellWeekly(ctx: Context, put: PutLetters): Promise<boolean> {
  if (ctx.actor.kind !== 'system') throw notAllowed('system-only')
  const open = await openWeek(ctx.db)
  if (open) {
    await tellPage(ctx, open, put)
    return true
  }
  const dueAt = lastRound(ctx.now, await zoneOf(ctx))
  const week = await newestWeek(ctx.db)
  if (week && week.dueAt >= dueAt) return false
  // What is told at once comes first: whoever is told at once is not told again.
  if (await nextDue(ctx.db, ctx.now)) return false
  return begin(ctx, dueAt)
}

function begin(ctx: Context, dueAt: number): Promise<boolean> {
  return ctx.write(async (tx) => {
    // Another process has begun it meanwhile.
    if (((await newestWeek(tx))?.dueAt ?? 0) >= dueAt) return true
    // A portal's first round is that of its first Monday, not of the one before it began.
    const count = (await newestWeek(tx)) === null ? 0 : await gatherWeek(tx, dueAt, ctx.now)
    if (count === 0) {
      await insertWeek(tx, { dueAt, doneAt: ctx.now })
      return false
    }
    const eventId = await recordEvent(ctx, tx, { type: 'notices.gathered', data: { dueAt, count } })
    await insertWeek(tx, { dueAt, eventId })
    return true
  })
}

/** All of them, however many: what a letter has no place for, it counts. */
async function tidingsOfWeek(ctx: Context, dueAt: number, readers: readonly Person[]): Promise<Found[]> {
  const organisationIds = [...new Set(readers.flatMap((reader) => reader.organisationIds))]
  const all = new Map(readers.map((reader) => [reader.id, { reader, tidings: [] as Tidings[] }]))
  let rows: NoticeRow[] = []
  do {
    rows = await noticesOfWeek(ctx.db, dueAt, organisationIds, rows.at(-1) ?? null, noticesAtOnce)
    for (const { reader, tidings } of await tidingsAmong(ctx, rows, readers))
      all.get(reader.id)?.tidings.push(...tidings)
  } while (rows.length === noticesAtOnce)
  return inLetters([...all.values()])
}

async function tellPage(ctx: Context, week: WeekRow, put: PutLetters): Promise<void> {
  const { dueAt, eventId } = week
  const { readers, next } = await peopleAfter(ctx, null, week.cursor)
  const found = await tidingsOfWeek(ctx, dueAt, readers)
  const letters = await lettersOf(ctx, found)
  await ctx.write(async (tx) => {
    const held = await openWeek(tx)
    if (held?.dueAt !== dueAt || held.cursor !== week.cursor || held.doneAt !== null) return
    if (eventId !== null && letters.length > 0) {
      await noteTold(ctx, tx, eventId, 'weekly', found)
      await put(tx, eventId, 'weekly', letters)
    }
    await updateWeek(tx, dueAt, next === null ? { doneAt: ctx.now } : { cursor: next })
  })
}
