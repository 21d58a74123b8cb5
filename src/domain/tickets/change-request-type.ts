import { z } from 'zod'
import { type Context, conflict, invalid, parse } from '../shared/index.ts'
import { type Change, changeTicket, nothing, requireDesk } from './change.ts'
import { blankAsAbsent, referenceSchema } from './inputs.ts'
import { typeProblem } from './request-type.ts'
import { allRequestTypes } from './request-type-store.ts'

const schema = z.object({
  reference: referenceSchema,
  /** Absent: none. */
  requestType: blankAsAbsent(z.string().max(64)),
})

/** Says what kind of request a ticket is; answers to fields that the other kind is not asked stay. */
export async function changeRequestType(ctx: Context, input: unknown): Promise<void> {
  requireDesk(ctx)
  const { reference, requestType = null } = parse(schema, input)
  await changeTicket(ctx, reference, async (ticket, _promise, tx): Promise<Change> => {
    if (ticket.status === 'merged') throw conflict('ticket-merged')
    if (ticket.requestType === requestType) return nothing
    const types = await allRequestTypes(tx)
    const problem = requestType === null ? null : typeProblem(types, requestType, ticket.productId)
    if (problem) throw invalid([problem])
    const names = types.find(({ id }) => id === requestType)?.names ?? null
    const data = { from: ticket.requestType, to: requestType, names }
    return {
      set: { requestType, updatedAt: ctx.now },
      clocks: [],
      events: [{ type: 'ticket.type-changed', data }],
    }
  })
}
