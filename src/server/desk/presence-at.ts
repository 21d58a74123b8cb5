import { z } from 'zod'
import { type Context, isDesk, notFound, parse } from '#domain/shared/index.ts'
import { parseReference, visibleOf } from '#domain/tickets/index.ts'
import { readJson } from '../http/api.ts'
import type { Runtime } from '../runtime.ts'

const schema = z.object({ state: z.enum(['looking', 'writing', 'gone']) })

/** Notes where somebody of the desk is, and says who else is there: names alone. */
export async function presenceAt(
  ctx: Context,
  { live }: Pick<Runtime, 'live'>,
  reference: string,
  request: Request,
): Promise<{ people: { name: string; writing: boolean }[] }> {
  const { actor } = ctx
  const id = parseReference(reference)
  if (!isDesk(actor) || id === null || !(await visibleOf(ctx.db, actor, [id])).has(id))
    throw notFound('ticket')
  const { state } = parse(schema, await readJson(request))
  if (state === 'gone') live.left(id, actor.id)
  else live.present(id, { personId: actor.id, name: actor.name, writing: state === 'writing' })
  return { people: live.othersAt(id, actor.id).map(({ name, writing }) => ({ name, writing })) }
}
