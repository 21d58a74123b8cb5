import { standInFor } from '../accounts/index.ts'
import { type EventRow, eventsAfter, moveReader, readerPosition } from '../events/index.ts'
import type { Context, Transaction } from '../shared/index.ts'
import { type LetterKind, recipientsOf, type TicketFacts } from './recipients.ts'
import {
  type Addressee,
  addressees,
  agentsOfLine,
  followersOf,
  insertLetters,
  type MessageFacts,
  messageFacts,
  type NewLetter,
  supervisors,
  ticketFacts,
} from './store.ts'

export type LetterWords = { subject: string; text: string; html: string }

export type LetterFacts = {
  ticket: TicketFacts
  message: MessageFacts | null
  addressee: Addressee
  /** What happened, and when. */
  event: Pick<EventRow, 'at' | 'data'>
}

/** Words the letter in its reader's language; null: nothing is to be said. */
export type Compose = (kind: LetterKind, facts: LetterFacts) => LetterWords | null

const reader = 'letters'
const batch = 50

/**
 * Turns the events since the last call into letters, a batch at a time; the letters and the reader's place are
 * written together, so that a crash repeats nothing and loses nothing.
 * @returns how many events were read; fewer than 50: there are no more
 */
export function writeLetters(ctx: Context, compose: Compose, mailDomain: string): Promise<number> {
  return ctx.write(async (tx) => {
    const events = await eventsAfter(tx, await readerPosition(tx, reader), batch)
    for (const event of events) await insertLetters(tx, await lettersOf(tx, ctx, event, compose, mailDomain))
    const last = events.at(-1)
    if (last) await moveReader(tx, reader, last.id)
    return events.length
  })
}

/** What concerns the line even where somebody keeps the conversation. */
const linewise: readonly string[] = ['ticket.escalated', 'ticket.handed-back', 'ticket.promise-warned']

async function supervisorsFor(tx: Transaction, { type, data }: EventRow): Promise<string[]> {
  return type === 'ticket.promise-warned' && data.percent === 100 ? supervisors(tx) : []
}

/** What somebody wrote for themselves, to be reminded of. */
function ownWords({ type, data }: EventRow): MessageFacts | null {
  if (type !== 'ticket.reminded' || typeof data.reason !== 'string') return null
  const escaped = data.reason.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
  return { body: data.reason, html: `<p>${escaped}</p>`, authorName: null, audience: 'internal' }
}

/** A promise does not wait for who is away. */
async function deputiesFor(
  tx: Transaction,
  { type }: EventRow,
  assigneeId: string | null,
  now: number,
): Promise<string[]> {
  if (type !== 'ticket.promise-warned' || assigneeId === null) return []
  const standIn = await standInFor(tx, { id: assigneeId, line: null }, now)
  return standIn.id === assigneeId ? [] : [standIn.id]
}

async function lettersOf(
  tx: Transaction,
  ctx: Context,
  event: EventRow,
  compose: Compose,
  mailDomain: string,
): Promise<NewLetter[]> {
  const ticket = event.ticketId === null ? null : await ticketFacts(tx, event.ticketId)
  if (!ticket) return []
  const forLine = linewise.includes(event.type) || ticket.ownerId === null
  const lineAgents = ticket.assigneeId === null && forLine ? await agentsOfLine(tx, ticket.line) : []
  const followers = await followersOf(tx, ticket.id)
  const deputies = await deputiesFor(tx, event, ticket.assigneeId, ctx.now)
  const supervisors = await supervisorsFor(tx, event)
  const besides = { followers, deputies, acknowledges: true }
  const recipients = recipientsOf(event, ticket, lineAgents, supervisors, besides)
  if (recipients.length === 0) return []
  const messageId = event.data.messageId
  const message = typeof messageId === 'number' ? await messageFacts(tx, messageId) : ownWords(event)
  const people = await addressees(
    tx,
    recipients.map((recipient) => recipient.personId),
  )
  return recipients.flatMap(({ personId, kind }) => {
    const addressee = people.find((person) => person.id === personId)
    const words = addressee && compose(kind, { ticket, message, addressee, event })
    if (!words) return []
    return {
      id: ctx.ids.next(),
      eventId: event.id,
      personId,
      recipient: addressee.email,
      lang: addressee.lang,
      template: kind,
      messageId: `<ticket.${ticket.id}.${event.id}.${personId}@${mailDomain}>`,
      inReplyTo: event.type === 'ticket.opened' ? null : `<ticket.${ticket.id}@${mailDomain}>`,
      ...words,
      createdAt: ctx.now,
      nextAttemptAt: ctx.now,
    }
  })
}
