import { z } from 'zod'
import { type Context, conflict, notAllowed, parse } from '../shared/index.ts'
import { changeTicket, requireWriter } from './change.ts'
import { referenceSchema } from './inputs.ts'
import { mayRate, mayUseDesk } from './policy.ts'
import { findRating, insertRating } from './rating-store.ts'
import { isDone } from './status.ts'

export const rateSchema = z.object({
  reference: referenceSchema,
  /** 1 (very bad) to 5 (very good). */
  score: z.coerce.number().pipe(z.int().min(1).max(5)),
  comment: z.string().trim().max(2000).default(''),
})

/** What the customer thinks of how a finished ticket was dealt with. A second thought replaces the first. */
export async function rateTicket(ctx: Context, input: unknown): Promise<void> {
  requireWriter(ctx)
  const { actor } = ctx
  if (actor.kind !== 'person' || mayUseDesk(actor)) throw notAllowed('customers-only')
  const { reference, score, comment } = parse(rateSchema, input)
  await changeTicket(ctx, reference, async (ticket, _promise, tx) => {
    if (!isDone(ticket.status)) throw conflict('rate-when-done')
    if (!mayRate(actor, ticket, await findRating(tx, ticket.id))) throw notAllowed('rated-by-another')
    const { id: ticketId, organisationId } = ticket
    const by = { personId: actor.id, createdAt: ctx.now }
    await insertRating(tx, { ticketId, organisationId, score, comment, ...by })
    const data = { score, commented: comment !== '' }
    return { set: {}, clocks: [], events: [{ type: 'ticket.rated', data }] }
  })
}
