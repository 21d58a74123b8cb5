import { z } from 'zod'
import { type Context, conflict, notAllowed, parse } from '../shared/index.ts'
import { type Change, changeTicket } from './change.ts'
import { bodySchema, referenceSchema } from './inputs.ts'
import { mayReply } from './policy.ts'
import { insertMessage } from './store.ts'
import type { Means } from './types.ts'

const schema = z.object({ reference: referenceSchema, body: bodySchema, internal: z.boolean() })

/**
 * A message that nobody wrote: for the customer or, as a note, for the desk. It answers no question, so that every clock
 * goes on and the ticket stays as unanswered as it was.
 */
export async function writeAsSystem(ctx: Context, input: unknown, { render }: Means): Promise<void> {
  if (ctx.actor.kind !== 'system') throw notAllowed('system-only')
  const { reference, body, internal } = parse(schema, input)
  const html = render(body)
  const audience = internal ? 'internal' : 'customer'
  await changeTicket(ctx, reference, async (ticket, _promise, tx): Promise<Change> => {
    if (!mayReply(ticket.status)) throw conflict('ticket-merged')
    const messageId = await insertMessage(tx, {
      ticketId: ticket.id,
      authorId: null,
      authorKind: 'system',
      channel: 'web',
      audience,
      body,
      html,
      createdAt: ctx.now,
    })
    const type = internal ? 'ticket.noted' : 'ticket.replied'
    return {
      set: internal ? {} : { updatedAt: ctx.now },
      clocks: [],
      events: [{ type, data: { messageId, audience, authorKind: 'system' } }],
    }
  })
}
