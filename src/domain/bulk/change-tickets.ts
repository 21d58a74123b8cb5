import { z } from 'zod'
import { deskPeople } from '../accounts/index.ts'
import { type Context, conflict, invalid, isDesk, isDomainError, notAllowed, parse } from '../shared/index.ts'
import {
  allTeams,
  assignTicket,
  changePriority,
  changeStatus,
  changeTeam,
  claimTicket,
  type EscalationMeans,
  escalateTicket,
  escalationReasons,
  mayUseDesk,
  parseReference,
  referenceOf,
  snapshotTicket,
  tagSchema,
  tagTicket,
  untagTicket,
  visibleOf,
} from '../tickets/index.ts'
import { findChange, insertRun, updateChange, updateRun } from './store.ts'

export const maxAtOnce = 100

const blank = z.literal('').transform(() => undefined)
const level = z.union([blank, z.enum(['low', 'normal', 'high', 'critical'])]).optional()

export const bulkSchema = z.object({
  /** References. */
  tickets: z.array(z.string().max(30)).min(1).max(maxAtOnce),
  change: z.discriminatedUnion('deed', [
    z.object({ deed: z.literal('claim') }),
    z.object({
      deed: z.literal('assign'),
      assignee: z.union([z.literal('').transform(() => null), z.string().max(64)]),
    }),
    z.object({
      deed: z.literal('priority'),
      impact: level,
      urgency: level,
      reason: z.string().trim().min(1).max(500),
    }),
    z.object({
      deed: z.literal('status'),
      status: z.enum(['open', 'waiting', 'resolved', 'closed']),
      waitingFor: z.union([blank, z.enum(['customer', 'engineering', 'third-party'])]).optional(),
    }),
    z.object({
      deed: z.literal('team'),
      team: z.union([z.literal('').transform(() => null), z.string().max(64)]),
    }),
    z.object({ deed: z.literal('tag'), tag: tagSchema }),
    z.object({ deed: z.literal('untag'), tag: tagSchema }),
    z.object({
      deed: z.literal('escalate'),
      line: z.coerce.number().pipe(z.union([z.literal(2), z.literal(3)])),
      why: z.enum(escalationReasons),
      summary: z.string().trim().min(1).max(10_000),
      tried: z.union([blank, z.string().trim().min(1).max(10_000)]).optional(),
    }),
  ]),
})

type Wanted = z.output<typeof bulkSchema>['change']
type Deed = (ctx: Context, reference: string) => Promise<void>

function deedOf(wanted: Wanted, means: EscalationMeans): Deed {
  switch (wanted.deed) {
    case 'claim':
      return (ctx, reference) => claimTicket(ctx, { reference })
    case 'assign':
      return (ctx, reference) => assignTicket(ctx, { reference, assignee: wanted.assignee })
    case 'priority':
      return (ctx, reference) => changePriority(ctx, { ...wanted, reference })
    case 'status':
      return (ctx, reference) => changeStatus(ctx, { ...wanted, reference })
    case 'team':
      return (ctx, reference) => changeTeam(ctx, { reference, team: wanted.team ?? '' })
    case 'tag':
      return (ctx, reference) => tagTicket(ctx, { reference, tag: wanted.tag })
    case 'untag':
      return (ctx, reference) => untagTicket(ctx, { reference, tag: wanted.tag })
    case 'escalate':
      return (ctx, reference) => escalateTicket(ctx, { ...wanted, reference }, means)
  }
}

async function check(ctx: Context, wanted: Wanted): Promise<void> {
  if (wanted.deed === 'priority' && !wanted.impact && !wanted.urgency)
    throw invalid([{ field: 'impact', code: 'required' }])
  if (wanted.deed === 'status' && wanted.status === 'waiting' && !wanted.waitingFor)
    throw invalid([{ field: 'waitingFor', code: 'required' }])
  if (wanted.deed === 'escalate' && !wanted.tried && (wanted.why === 'complex' || wanted.why === 'fix'))
    throw invalid([{ field: 'tried', code: 'required' }])
  if (wanted.deed === 'assign' && wanted.assignee !== null) {
    const people = await deskPeople(ctx.db)
    if (!people.some(({ id }) => id === wanted.assignee))
      throw invalid([{ field: 'assignee', code: 'unknown' }])
  }
  if (wanted.deed === 'team' && wanted.team !== null) {
    const team = (await allTeams(ctx.db)).find(({ id }) => id === wanted.team)
    if (!team || team.archivedAt !== null) throw invalid([{ field: 'team', code: 'unknown' }])
  }
}

async function idsOf(ctx: Context, references: readonly string[]): Promise<number[]> {
  const ids = [...new Set(references.map((reference) => parseReference(reference) ?? 0))]
  const visible = await visibleOf(ctx.db, ctx.actor, ids)
  if (ids.some((id) => !visible.has(id))) throw invalid([{ field: 'tickets', code: 'unknown' }])
  return ids
}

/**
 * Changes up to a hundred tickets, each by its own verb and in a transaction of its own that also notes what it was:
 * wherever the run is cut short, no ticket is half changed, and what was done can be undone.
 */
export async function changeTickets(
  ctx: Context,
  input: unknown,
  means: EscalationMeans,
): Promise<{ run: string }> {
  const { actor } = ctx
  if (!mayUseDesk(actor) || !isDesk(actor)) throw notAllowed('desk-only')
  const { tickets, change } = parse(bulkSchema, input)
  await check(ctx, change)
  const known = await idsOf(ctx, tickets)
  const runId = ctx.ids.next()
  await ctx.write((tx) =>
    insertRun(tx, { id: runId, personId: actor.id, deed: change.deed, createdAt: ctx.now }, known),
  )
  const deed = deedOf(change, means)
  for (const [position, id] of known.entries()) {
    if (!(await changeOne(ctx, { runId, position }, id, deed))) break
  }
  await ctx.write((tx) => updateRun(tx, runId, { finishedAt: ctx.now }))
  return { run: runId }
}

/** @returns whether to go on: not once undoing has begun */
async function changeOne(
  ctx: Context,
  place: { runId: string; position: number },
  id: number,
  deed: Deed,
): Promise<boolean> {
  const recording: Context = {
    ...ctx,
    write: (work) =>
      ctx.write(async (tx) => {
        if ((await findChange(tx, place))?.run.undoneAt !== null) throw conflict('run-stopped')
        const before = await snapshotTicket(tx, ctx.actor, id)
        const result = await work(tx)
        const after = await snapshotTicket(tx, ctx.actor, id)
        if (before && after && after.eventId !== before.eventId)
          await updateChange(tx, place, {
            outcome: 'changed',
            before: before.snapshot,
            eventId: after.eventId,
          })
        else await updateChange(tx, place, { outcome: 'same' })
        return result
      }),
  }
  try {
    await deed(recording, referenceOf(id))
  } catch (error) {
    if (!isDomainError(error)) throw error
    if (error.code === 'run-stopped') return false
    await ctx.write((tx) => updateChange(tx, place, { outcome: 'refused', code: error.code }))
  }
  return true
}
