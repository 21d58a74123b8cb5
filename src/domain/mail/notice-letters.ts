import {
  gatherNotices,
  mayStillLeave,
  type PutLetters,
  type ToldPerson,
  tellAtOnce,
  tellWeekly,
} from '../notices/index.ts'
import type { Context } from '../shared/index.ts'
import { noticeTemplates, type Pace } from './notice-templates.ts'
import { dropLetter, insertLetters, type LetterRow } from './store.ts'
import type { LetterWords } from './write-letters.ts'

/** Words what one person is told, in their language, with the address that ends such letters. */
export type ComposeNotice = (pace: Pace, told: ToldPerson) => LetterWords & { unsubscribe: string }

/** So many pages of a hundred people at a turn: one that takes longer would be taken for one that hangs. */
const pagesAtOnce = 20

function putIn(ctx: Context, compose: ComposeNotice, mailDomain: string): PutLetters {
  return (tx, eventId, pace, told) =>
    insertLetters(
      tx,
      told.map((person) => ({
        id: ctx.ids.next(),
        eventId,
        personId: person.reader.id,
        recipient: person.reader.email,
        lang: person.reader.lang,
        template: noticeTemplates[pace],
        messageId: `<notice.${eventId}.${person.reader.id}@${mailDomain}>`,
        inReplyTo: null,
        ...compose(pace, person),
        createdAt: ctx.now,
        nextAttemptAt: ctx.now,
      })),
    )
}

/** Letters about updates: those of what came out since the last call, and on Mondays those of the week. */
export async function writeNoticeLetters(
  context: () => Context,
  compose: ComposeNotice,
  mailDomain: string,
): Promise<void> {
  const put = (ctx: Context): PutLetters => putIn(ctx, compose, mailDomain)
  while ((await gatherNotices(context())) > 0);
  for (let page = 0; page < pagesAtOnce; page++) {
    const ctx = context()
    if (!(await tellAtOnce(ctx, put(ctx))) && !(await tellWeekly(ctx, put(ctx)))) return
  }
}

/**
 * Which letters may leave: what one about updates tells must still be its reader's to know, in those words. One that may
 * not is taken out, or written anew.
 */
export async function lettersToLeave(
  ctx: Context,
  letters: readonly LetterRow[],
  compose: ComposeNotice,
  mailDomain: string,
): Promise<LetterRow[]> {
  const many: readonly string[] = Object.values(noticeTemplates)
  const notices = letters.filter(({ template }) => many.includes(template))
  const put = putIn(ctx, compose, mailDomain)
  const leaving = await mayStillLeave(
    ctx,
    notices,
    (letter, ...told) => {
      const { subject, text } = compose(...told)
      return subject === letter.subject && text === letter.text
    },
    async (tx, { eventId, personId }, pace, told) => {
      await dropLetter(tx, eventId, personId)
      await put(tx, eventId, pace, told)
    },
  )
  const staying = new Set(notices.filter((letter) => !leaving.includes(letter)))
  return letters.filter((letter) => !staying.has(letter))
}
