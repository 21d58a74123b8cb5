import { type EventRow, eventsAfter, moveReader, readerPosition } from '../events/index.ts'
import type { Library } from '../knowledge/index.ts'
import type { Context, Transaction } from '../shared/index.ts'
import { linkedAddresses } from './linked-addresses.ts'
import { articleAt, customerMessage, insertCitation } from './store.ts'

/** Where an address leads now; null: nowhere, or to itself. */
export type Moved = (url: string) => string | null

const reader = 'citations'
const batch = 100

/**
 * Notes which articles the customers' side of tickets links to, in the events since the last call; an article counts
 * once for each ticket. What is noted and the reader's place are written together.
 * @param library articles of all audiences
 * @returns how many events were read
 */
export function citeArticles(
  ctx: Context,
  library: Pick<Library, 'atUrl'>,
  origin: string,
  moved: Moved,
): Promise<number> {
  return ctx.write(async (tx) => {
    const events = await eventsAfter(tx, await readerPosition(tx, reader), batch)
    for (const event of events) await cite(tx, event, library, origin, moved)
    const last = events.at(-1)
    if (last) await moveReader(tx, reader, last.id)
    return events.length
  })
}

async function cite(
  tx: Transaction,
  event: EventRow,
  library: Pick<Library, 'atUrl'>,
  origin: string,
  moved: Moved,
): Promise<void> {
  const { ticketId, data } = event
  if (ticketId === null || typeof data.messageId !== 'number') return
  const html = await customerMessage(tx, data.messageId)
  if (html === null) return
  for (const url of linkedAddresses(html, origin)) {
    const article = library.atUrl(url) ?? library.atUrl(moved(url) ?? '') ?? (await articleAt(tx, url))
    if (article) await insertCitation(tx, article, ticketId, event.at)
  }
}
