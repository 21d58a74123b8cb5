import { z } from 'zod'
import { type Context, conflict, invalid, parse } from '../shared/index.ts'
import { changedPromise } from '../sla/index.ts'
import { changeTicket, loadTicket, nothing, requireDesk } from './change.ts'
import { atPriority } from './clocks.ts'
import { blankAsAbsent, levelSchema, reasonSchema, referenceSchema } from './inputs.ts'
import { priorityOf, rankOf } from './priority.ts'
import { currentMatrix } from './priority-matrix.ts'

const schema = z.object({
  reference: referenceSchema,
  impact: blankAsAbsent(levelSchema),
  urgency: blankAsAbsent(levelSchema),
  reason: reasonSchema,
})

/** Impact or urgency with a reason; the priority follows by the matrix, and the clocks by the priority. */
export async function changePriority(ctx: Context, input: unknown): Promise<void> {
  requireDesk(ctx)
  const { reference, reason, ...wanted } = parse(schema, input)
  if (!wanted.impact && !wanted.urgency) throw invalid([{ field: 'impact', code: 'required' }])
  const { ticket: seen, promise: before } = await loadTicket(ctx, reference)
  const { matrix } = await currentMatrix(ctx)
  const expected = priorityOf(wanted.impact ?? seen.impact, wanted.urgency ?? seen.urgency, matrix)
  const after = before && (await changedPromise(ctx, before, expected, seen.createdAt))
  await changeTicket(ctx, reference, (ticket) => {
    const impact = wanted.impact ?? ticket.impact
    const urgency = wanted.urgency ?? ticket.urgency
    if (impact === ticket.impact && urgency === ticket.urgency) return nothing
    const priority = priorityOf(impact, urgency, matrix)
    if (priority !== expected) throw conflict('ticket-changed')
    const other = priority !== ticket.priority
    const calendarVersion = other
      ? (after?.calendarVersion ?? ticket.calendarVersion)
      : ticket.calendarVersion
    return {
      set: { impact, urgency, priority, priorityRank: rankOf(priority), calendarVersion, updatedAt: ctx.now },
      clocks: other && after ? atPriority(ticket.ledger, after.target, ticket, ctx.now) : [],
      promise: other ? after : undefined,
      events: [
        {
          type: 'ticket.priority-changed',
          data: {
            from: ticket.priority,
            to: priority,
            impact,
            urgency,
            reason,
            before: { impact: ticket.impact, urgency: ticket.urgency },
          },
        },
      ],
    }
  })
}
