import { type Context, notAllowed } from '../shared/index.ts'
import { mattersOf } from './matters.ts'
import { findNotices, type NoticeRow, nextDue, updateNotice } from './notices-store.ts'
import { lettersOf, noteTold, type PutLetters, peopleAfter, tidingsFor } from './page.ts'

/**
 * Tells a page of people of the first notice that is out: letters, who was told and how far it has come are one
 * transaction, so that a crash loses and doubles none. Rights are asked as it is told.
 * @returns whether there was anything to do
 */
export async function tellAtOnce(ctx: Context, put: PutLetters): Promise<boolean> {
  if (ctx.actor.kind !== 'system') throw notAllowed('system-only')
  const row = await nextDue(ctx.db, ctx.now)
  if (!row) return false
  const [matter] = await mattersOf(ctx, [row], [])
  const outAt = matter?.outAt ?? null
  // Withdrawn meanwhile: there is nothing to tell.
  if (!matter || outAt === null) await ctx.write((tx) => updateNotice(tx, row.eventId, { doneAt: ctx.now }))
  else if (outAt > ctx.now) await ctx.write((tx) => updateNotice(tx, row.eventId, { dueAt: outAt }))
  else await tellPage(ctx, row, matter.productIds, put)
  return true
}

async function tellPage(
  ctx: Context,
  row: NoticeRow,
  productIds: readonly string[],
  put: PutLetters,
): Promise<void> {
  const { eventId } = row
  const { readers, next } = await peopleAfter(ctx, productIds, row.cursor)
  const all = await tidingsFor(ctx, [row], readers)
  const found = all.filter(({ tidings }) => tidings.some(({ when }) => when === 'at-once'))
  const letters = await lettersOf(ctx, found)
  await ctx.write(async (tx) => {
    const [held] = await findNotices(tx, [eventId])
    // Another process has told it meanwhile.
    if (!held || held.cursor !== row.cursor || held.doneAt !== null) return
    const added = await noteTold(ctx, tx, eventId, 'at-once', found)
    const news = letters.filter(({ reader }) => added.has(`${reader.id}/${eventId}`))
    if (news.length > 0) await put(tx, eventId, 'at-once', news)
    await updateNotice(tx, eventId, next === null ? { doneAt: ctx.now } : { cursor: next })
  })
}
