import { inviteAccount } from '../accounts/index.ts'
import { type Context, notFound } from '../shared/index.ts'
import { secretTemplate } from './secret.ts'
import { type Addressee, addressees, dropUnsent, insertLetters } from './store.ts'
import type { LetterWords } from './write-letters.ts'

/** Words an invitation as a letter in its reader's language. */
export type ComposeInvitation = (addressee: Addressee, until: number) => LetterWords

/**
 * Invites a person and writes the letter with the link in the same transaction: the event does not know the secret, and
 * the letter forgets it once it has left. A letter of an earlier link that has not left yet never does.
 * @param hash SHA-256 (hex) of the secret in the link, which the words have
 * @returns until when the link works
 */
export function inviteByLetter(
  ctx: Context,
  id: string,
  hash: string,
  compose: ComposeInvitation,
  mailDomain: string,
): Promise<number> {
  return ctx.write(async (tx) => {
    const { until, eventId } = await inviteAccount(ctx, id, hash)
    const [addressee] = await addressees(tx, [id])
    if (!addressee) throw notFound('person')
    await dropUnsent(tx, id, secretTemplate)
    await insertLetters(tx, [
      {
        id: ctx.ids.next(),
        eventId,
        personId: id,
        recipient: addressee.email,
        lang: addressee.lang,
        template: secretTemplate,
        messageId: `<invitation.${eventId}.${id}@${mailDomain}>`,
        inReplyTo: null,
        ...compose(addressee, until),
        createdAt: ctx.now,
        nextAttemptAt: ctx.now,
      },
    ])
    return until
  })
}
