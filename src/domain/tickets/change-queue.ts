import { z } from 'zod'
import { type Context, conflict, invalid, parse } from '../shared/index.ts'
import { type Change, changeTicket, nothing, requireDesk } from './change.ts'
import { referenceSchema } from './inputs.ts'
import { allQueues } from './queue-store.ts'

const schema = z.object({ reference: referenceSchema, queue: z.string().min(1).max(64) })

/** Puts a ticket in another queue, whose rules it follows from now on. */
export async function changeQueue(ctx: Context, input: unknown): Promise<void> {
  requireDesk(ctx)
  const { reference, queue: id } = parse(schema, input)
  await changeTicket(ctx, reference, async (ticket, _promise, tx): Promise<Change> => {
    if (ticket.status === 'merged') throw conflict('ticket-merged')
    if (ticket.queue === id) return nothing
    const queue = (await allQueues(tx)).find((each) => each.id === id)
    if (!queue) throw invalid([{ field: 'queue', code: 'unknown' }])
    const data = { from: ticket.queue, to: id, names: queue.names }
    return { set: { queue: id }, clocks: [], events: [{ type: 'ticket.queue-changed', data }] }
  })
}
