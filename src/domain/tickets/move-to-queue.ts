import { z } from 'zod'
import { type Context, conflict, invalid, parse } from '../shared/index.ts'
import { type Change, changeTicket, nothing, requireDesk } from './change.ts'
import { referenceSchema } from './inputs.ts'
import { allQueues } from './queue-store.ts'

const schema = z.object({ reference: referenceSchema, queue: z.string().min(1).max(64) })

/** Into another queue; its line, its assignee and its clocks stay as they are. */
export async function moveToQueue(ctx: Context, input: unknown): Promise<void> {
  requireDesk(ctx)
  const { reference, queue } = parse(schema, input)
  const queues = await allQueues(ctx.db)
  if (!queues.some(({ id }) => id === queue)) throw invalid([{ field: 'queue', code: 'unknown' }])
  await changeTicket(ctx, reference, (ticket): Change => {
    if (ticket.queue === queue) return nothing
    if (ticket.status === 'merged') throw conflict('ticket-merged')
    return {
      set: { queue, updatedAt: ctx.now },
      clocks: [],
      events: [{ type: 'ticket.queue-changed', data: { from: ticket.queue, to: queue } }],
    }
  })
}
