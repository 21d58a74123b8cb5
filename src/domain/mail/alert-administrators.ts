import { type Context, notAllowed, type Transaction } from '../shared/index.ts'
import { type Addressee, addressees, administrators, insertLetters } from './store.ts'
import type { LetterWords } from './write-letters.ts'

/**
 * Writes to every administrator what somebody has to look after, in the transaction of the event that says so.
 * @returns how many were told
 */
export async function alertAdministrators(
  ctx: Context,
  tx: Transaction,
  eventId: number,
  compose: (addressee: Addressee) => LetterWords,
  mailDomain: string,
): Promise<number> {
  if (ctx.actor.kind !== 'system') throw notAllowed('system-only')
  const people = await addressees(tx, await administrators(tx))
  const rows = people.map((person) => ({
    id: ctx.ids.next(),
    eventId,
    personId: person.id,
    recipient: person.email,
    lang: person.lang,
    template: 'alert',
    messageId: `<alert.${eventId}.${person.id}@${mailDomain}>`,
    inReplyTo: null,
    ...compose(person),
    createdAt: ctx.now,
    nextAttemptAt: ctx.now,
  }))
  await insertLetters(tx, rows)
  return rows.length
}
