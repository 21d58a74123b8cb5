import { z } from 'zod'
import { type Context, conflict, invalid, parse } from '../shared/index.ts'
import { type Change, changeTicket, nothing, requireDesk } from './change.ts'
import { blankAsAbsent, referenceSchema } from './inputs.ts'
import { allTeams } from './team-store.ts'

const schema = z.object({
  reference: referenceSchema,
  /** Absent: none. */
  team: blankAsAbsent(z.string().max(64)),
})

/** Says which team looks after a ticket; who does the work on it is another matter, and stays. */
export async function changeTeam(ctx: Context, input: unknown): Promise<void> {
  requireDesk(ctx)
  const { reference, team: id = null } = parse(schema, input)
  await changeTicket(ctx, reference, async (ticket, _promise, tx): Promise<Change> => {
    if (ticket.status === 'merged') throw conflict('ticket-merged')
    if (ticket.teamId === id) return nothing
    const team = id === null ? null : (await allTeams(tx)).find((each) => each.id === id)
    if (team === undefined || (team && team.archivedAt !== null))
      throw invalid([{ field: 'team', code: 'unknown' }])
    const names = team && { pt: team.name, en: team.name }
    const data = { from: ticket.teamId, to: id, names }
    return { set: { teamId: id }, clocks: [], events: [{ type: 'ticket.team-changed', data }] }
  })
}
