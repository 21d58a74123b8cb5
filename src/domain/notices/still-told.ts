import { type Context, notAllowed } from '../shared/index.ts'
import { readersOf } from './audience-store.ts'
import { findNotices } from './notices-store.ts'
import { lettersOf, noteTold, type PutLetters, tidingsFor } from './page.ts'
import { dropToldBy, toldBy } from './told-store.ts'
import type { Tidings, ToldPerson } from './types.ts'

/**
 * Whether a letter says what its reader would be told now, as it is about to leave: it may have waited for days. One that
 * does not is written anew with what is left of it, or taken out.
 * @param saysSo whether the letter that is there has these words
 * @param put takes the place of the letter that is there
 */
export async function mayStillLeave(
  ctx: Context,
  { personId, eventId }: { personId: string; eventId: number },
  saysSo: (pace: Tidings['when'], told: ToldPerson) => boolean,
  put: PutLetters,
): Promise<boolean> {
  if (ctx.actor.kind !== 'system') throw notAllowed('system-only')
  const held = await toldBy(ctx.db, personId, eventId)
  const [first] = held
  if (!first) return true
  const eventIds = held.map((told) => told.eventId)
  const readers = await readersOf(ctx.db, [personId])
  const found = await tidingsFor(ctx, await findNotices(ctx.db, eventIds), readers, eventId)
  const letters = await lettersOf(ctx, found)
  if (letters[0] && saysSo(first.pace, letters[0])) return true
  await ctx.write(async (tx) => {
    await dropToldBy(tx, personId, eventId)
    await noteTold(ctx, tx, eventId, first.pace, found)
    await put(tx, eventId, first.pace, letters)
  })
  return false
}
