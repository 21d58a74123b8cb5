import type { Context } from '../shared/index.ts'
import { noticeTemplates } from './notice-templates.ts'
import { forgotten, secretTemplate } from './secret.ts'
import { dateAnew, dueLetters, isAnyMisdated, type LetterRow, updateLetter } from './store.ts'

const minute = 60_000
/** Minutes to wait after each failure; after the last one the letter stays, marked with its error. */
const waits = [1, 5, 15, 60, 240, 720, 1440]

/** Longer than any letter waits. */
const longest = 2 * 1440 * minute

/** When to try again after the `attempts`-th failure, or null to give up. */
export function nextAttempt(attempts: number, now: number): number | null {
  const wait = waits[attempts - 1]
  return wait === undefined ? null : now + wait * minute
}

/**
 * Sends what is due. The letter is marked after it has left: a crash in between sends it again under the same
 * Message-ID, which receivers recognise.
 * @param leaving which of them may leave; it takes the others out of the outbox
 */
export async function deliverLetters(
  ctx: Context,
  send: (letter: LetterRow) => Promise<void>,
  leaving: (due: readonly LetterRow[]) => Promise<readonly LetterRow[]> = async (due) => due,
): Promise<number> {
  if (await isAnyMisdated(ctx.db, ctx.now, longest)) await ctx.write((tx) => dateAnew(tx, ctx.now, longest))
  const due = await dueLetters(ctx.db, ctx.now, 50, Object.values(noticeTemplates))
  for (const letter of await leaving(due)) {
    const attempts = letter.attempts + 1
    const outcome = await send(letter).then(
      () => ({ sentAt: ctx.now, nextAttemptAt: null, attempts, lastError: null }),
      (error: unknown) => ({
        nextAttemptAt: nextAttempt(attempts, ctx.now),
        attempts,
        lastError: (error instanceof Error ? error.message : String(error)).slice(0, 500),
      }),
    )
    const over = outcome.nextAttemptAt === null && letter.template === secretTemplate
    await ctx.write((tx) => updateLetter(tx, letter.id, over ? { ...outcome, ...forgotten } : outcome))
  }
  return due.length
}
