import type { Context, FieldProblem } from '#domain/shared/index.ts'
import { archiveTeam, saveTeam, type Team } from '#domain/tickets/index.ts'
import { readForm } from '../http/form.ts'
import { attempt } from '../http/message-form.ts'

export type TeamForm = {
  /** What the form shows: what was typed, or what is there. */
  values: { name: string; note: string; members: string[] }
  refused: { code: string; fields: readonly FieldProblem[] } | null
}
type Result = TeamForm & { done: 'saved' | 'archived' | null; status: number | null }

/** The form of one team. @param team null: a new one */
export async function teamForm(ctx: Context, request: Request, team: Team | null): Promise<Result> {
  const nothing = { refused: null, done: null, status: null }
  if (request.method !== 'POST') {
    const { name = '', note = '', members = [] } = team ?? {}
    return { ...nothing, values: { name, note, members: members.map(({ id }) => id) } }
  }
  const form = await readForm(request, {})
  const archives = form.get('deed') === 'archive'
  const values = { name: form.get('name'), note: form.get('note'), members: form.all('members') }
  const result = await attempt([], async () => {
    if (archives) await archiveTeam(ctx, { id: team?.id })
    else await saveTeam(ctx, { ...values, id: team?.id })
  })
  if ('done' in result) return { ...nothing, values, done: archives ? 'archived' : 'saved' }
  return { ...nothing, values, refused: result.refused, status: result.status }
}
