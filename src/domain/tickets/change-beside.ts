import { recordEvent } from '../events/index.ts'
import { type Context, conflict, notFound, type Transaction } from '../shared/index.ts'
import { parseReference } from './reference.ts'
import { findTicket, type LoadedTicket } from './store.ts'

/** What happened, if anything did. */
export type Happened = { type: string; data: Record<string, unknown> } | null

/** A change of what hangs on a ticket, with its event; the ticket's own row and clocks stay as they are. */
export async function changeBeside(
  ctx: Context,
  reference: string,
  work: (tx: Transaction, ticket: LoadedTicket) => Promise<Happened>,
): Promise<void> {
  const id = parseReference(reference)
  await ctx.write(async (tx) => {
    const ticket = id === null ? null : await findTicket(tx, ctx.actor, id)
    if (!ticket) throw notFound('ticket')
    if (ticket.status === 'merged') throw conflict('ticket-merged')
    const event = await work(tx, ticket)
    const { organisationId } = ticket
    if (event) await recordEvent(ctx, tx, { ...event, ticketId: ticket.id, organisationId })
  })
}
