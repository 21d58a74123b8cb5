import { type EventRow, eventsAfter, moveReader, readerPosition } from '../events/index.ts'
import type { Context } from '../shared/index.ts'
import { managersAnd } from './machines-store.ts'
import { type Addressee, addressees, insertLetters } from './store.ts'
import type { LetterWords } from './write-letters.ts'

export type MachineLetter = 'token.ending' | 'webhook.disabled'
/** Words a letter about a machine in its reader's language. */
export type ComposeMachineLetter = (kind: MachineLetter, event: EventRow, addressee: Addressee) => LetterWords

const reader = 'machine-letters'
const batch = 200

/**
 * Letters to whoever answers for a machine: the person whose token it is or who made the webhook, and for a service
 * account the managers of its organisation.
 * @returns how many events were read
 */
export function writeMachineLetters(
  ctx: Context,
  compose: ComposeMachineLetter,
  mailDomain: string,
): Promise<number> {
  return ctx.write(async (tx) => {
    const events = await eventsAfter(tx, await readerPosition(tx, reader), batch)
    for (const event of events) {
      const { type } = event
      if (type !== 'token.ending' && type !== 'webhook.disabled') continue
      const ids = await managersAnd(tx, String(event.data.personId), event.organisationId)
      const people = ids.length > 0 ? await addressees(tx, ids) : []
      await insertLetters(
        tx,
        people.map((addressee) => ({
          id: ctx.ids.next(),
          eventId: event.id,
          personId: addressee.id,
          recipient: addressee.email,
          lang: addressee.lang,
          template: type,
          messageId: `<machine.${event.id}.${addressee.id}@${mailDomain}>`,
          inReplyTo: null,
          ...compose(type, event, addressee),
          createdAt: ctx.now,
          nextAttemptAt: ctx.now,
        })),
      )
    }
    const last = events.at(-1)
    if (last) await moveReader(tx, reader, last.id)
    return events.length
  })
}
