import { type Context, notAllowed, type Person, type Transaction } from '../shared/index.ts'
import { readersOf } from './audience-store.ts'
import { findNotices } from './notices-store.ts'
import { type Found, inLetters, inReach, lettersOf, noteTold, tidingsAmong } from './page.ts'
import { dropToldBy, type ToldRow, toldBy } from './told-store.ts'
import type { Tidings, ToldPerson } from './types.ts'

export type WaitingLetter = { id: string; personId: string; eventId: number }

type Asked<Letter> = {
  eventId: number
  letters: readonly Letter[]
  saysSo(letter: Letter, pace: Tidings['when'], told: ToldPerson): boolean
  put(
    tx: Transaction,
    instead: WaitingLetter,
    pace: Tidings['when'],
    told: readonly ToldPerson[],
  ): Promise<void>
}

/**
 * Which letters say what their readers would be told now, as they are about to leave: they may have waited for days. One
 * that does not is written anew with what is left of it, or taken out. Asked for many at once: each alone took fifteen
 * queries.
 * @param saysSo whether the letter that is there has these words
 * @param put takes the place of the letter that is there
 */
export async function mayStillLeave<Letter extends WaitingLetter>(
  ctx: Context,
  letters: readonly Letter[],
  saysSo: Asked<Letter>['saysSo'],
  put: Asked<Letter>['put'],
): Promise<Letter[]> {
  if (ctx.actor.kind !== 'system') throw notAllowed('system-only')
  const leaving: Letter[] = []
  for (const [eventId, theirs] of Map.groupBy(letters, (letter) => letter.eventId))
    leaving.push(...(await leavingOf(ctx, { eventId, letters: theirs, saysSo, put })))
  return leaving
}

async function leavingOf<Letter extends WaitingLetter>(
  ctx: Context,
  asked: Asked<Letter>,
): Promise<Letter[]> {
  const { eventId, letters } = asked
  const ids = letters.map(({ personId }) => personId)
  const held = Map.groupBy(await toldBy(ctx.db, ids, eventId), ({ personId }) => personId)
  const told = await toldNow(ctx, eventId, held)
  const leaving: Letter[] = []
  for (const letter of letters) {
    const rows = held.get(letter.personId)
    const [first] = rows ?? []
    const now = told.get(letter.personId)
    if (!first || (now && asked.saysSo(letter, first.pace, now.letter))) leaving.push(letter)
    else await writeAnew(ctx, letter, asked.put, first.pace, now ?? null)
  }
  return leaving
}

type ToldNow = { found: Found; letter: ToldPerson }

/** What each would be told now, of what their letter tells. */
async function toldNow(
  ctx: Context,
  eventId: number,
  held: ReadonlyMap<string, readonly ToldRow[]>,
): Promise<Map<string, ToldNow>> {
  const eventIds = [...held.values()].flatMap((rows) => rows.map((row) => row.eventId))
  const notices = await findNotices(ctx.db, [...new Set(eventIds)])
  const told = new Map<string, ToldNow>()
  let waiting: Person[] = await readersOf(ctx.db, [...held.keys()])
  while (waiting.length > 0) {
    const readers = inReach(waiting)
    waiting = waiting.slice(readers.length)
    const among = await tidingsAmong(ctx, notices, readers, eventId)
    const found = inLetters(
      among.map(({ reader, tidings }) => {
        const theirs = new Set(held.get(reader.id)?.map((row) => row.eventId))
        return { reader, tidings: tidings.filter((each) => each.eventIds.every((id) => theirs.has(id))) }
      }),
    )
    const letters = await lettersOf(ctx, found)
    for (const [at, letter] of letters.entries()) {
      const one = found[at]
      if (one) told.set(letter.reader.id, { found: one, letter })
    }
  }
  return told
}

async function writeAnew<Letter extends WaitingLetter>(
  ctx: Context,
  letter: Letter,
  put: Asked<Letter>['put'],
  pace: Tidings['when'],
  now: ToldNow | null,
): Promise<void> {
  const { personId, eventId } = letter
  await ctx.write(async (tx) => {
    await dropToldBy(tx, personId, eventId)
    if (now) await noteTold(ctx, tx, eventId, pace, [now.found])
    await put(tx, letter, pace, now ? [now.letter] : [])
  })
}
