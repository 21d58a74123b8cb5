import { type Context, notAllowed } from '../shared/index.ts'
import { readersOf } from './audience-store.ts'
import { findNotices } from './notices-store.ts'
import { lettersOf, noteTold, type PutLetters, tidingsFor } from './page.ts'
import { dropToldBy, toldBy } from './told-store.ts'

/**
 * Whether what a letter tells is still its reader's to know, as it is about to leave: it may have waited for days. A
 * weekly one of which something is not is written anew, without it.
 * @param put takes the place of the letter that is there
 */
export async function mayStillLeave(
  ctx: Context,
  { personId, eventId }: { personId: string; eventId: number },
  put: PutLetters,
): Promise<boolean> {
  if (ctx.actor.kind !== 'system') throw notAllowed('system-only')
  const held = await toldBy(ctx.db, personId, eventId)
  const rows = await findNotices(
    ctx.db,
    held.map((told) => told.eventId),
  )
  const readers = await readersOf(ctx.db, [personId])
  const { found } = await tidingsFor(ctx, rows, readers, eventId)
  const still = found[0]?.tidings ?? []
  const organisations = new Map(held.map((told) => [told.eventId, told.organisationIds]))
  const same = still.every(({ eventId: id, organisations: now }) =>
    organisations.get(id)?.every((each) => now.some((one) => one.id === each)),
  )
  if (still.length === held.length && same) return true
  const [pace = 'at-once'] = held.map((told) => told.pace)
  const letters = await lettersOf(ctx, found)
  await ctx.write(async (tx) => {
    await dropToldBy(tx, personId, eventId)
    await noteTold(ctx, tx, eventId, pace, found)
    await put(tx, eventId, pace, letters)
  })
  return false
}
