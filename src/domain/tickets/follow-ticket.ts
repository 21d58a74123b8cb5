import { z } from 'zod'
import { actorId, type Context, conflict, invalid, notAllowed, notFound, parse } from '../shared/index.ts'
import { requireDesk, requireWriter } from './change.ts'
import { changeBeside } from './change-beside.ts'
import { blankAsAbsent, referenceSchema } from './inputs.ts'
import { deletePerson, findColleague, insertPerson, peopleOf } from './people-store.ts'
import { mayAddPeople } from './policy.ts'
import { findDeskPerson } from './store.ts'

/** Of one ticket: so many watch it, and so many are in copy. */
export const maxFollowers = 20

const watchSchema = z.object({
  reference: referenceSchema,
  /** Somebody of the desk; absent: whoever asks. */
  person: blankAsAbsent(z.string().max(64)),
})

const copySchema = z.object({
  reference: referenceSchema,
  email: z.string().trim().toLowerCase().min(3).max(254),
})

const leaveSchema = z.object({ reference: referenceSchema, person: z.string().min(1).max(64) })

/** Somebody of the desk gets the ticket's letters from now on. */
export async function watchTicket(ctx: Context, input: unknown): Promise<void> {
  requireDesk(ctx)
  const { reference, person } = parse(watchSchema, input)
  await changeBeside(ctx, reference, async (tx, { id }) => {
    const watcher = await findDeskPerson(tx, person ?? actorId(ctx.actor) ?? '')
    if (!watcher) throw invalid([{ field: 'person', code: 'unknown' }])
    if ((await peopleOf(tx, id)).filter(({ kind }) => kind === 'watcher').length >= maxFollowers)
      throw conflict('too-many-followers')
    const by = { addedAt: ctx.now, addedBy: actorId(ctx.actor) }
    const added = await insertPerson(tx, { ticketId: id, personId: watcher.id, kind: 'watcher', ...by })
    return added ? { type: 'ticket.watched', data: { to: watcher.id } } : null
  })
}

export async function unwatchTicket(ctx: Context, input: unknown): Promise<void> {
  requireDesk(ctx)
  const { reference, person = actorId(ctx.actor) ?? '' } = parse(watchSchema, input)
  await changeBeside(ctx, reference, async (tx, { id }) =>
    (await deletePerson(tx, id, person, 'watcher'))
      ? { type: 'ticket.unwatched', data: { to: person } }
      : null,
  )
}

/**
 * A colleague of the customer, or of the partner that looks after the organisation, sees this one ticket from now on,
 * writes to it and gets its letters. Whoever is only in copy brings in nobody.
 */
export async function addToCopy(ctx: Context, input: unknown): Promise<void> {
  requireWriter(ctx)
  const { reference, email } = parse(copySchema, input)
  await changeBeside(ctx, reference, async (tx, ticket) => {
    if (!mayAddPeople(ctx.actor, ticket)) throw notAllowed('copy-not-yours')
    const person = await findColleague(tx, email, ticket.organisationId)
    if (!person) throw invalid([{ field: 'email', code: 'not-a-colleague' }])
    if (person.id === ticket.requesterId) throw invalid([{ field: 'email', code: 'is-requester' }])
    if ((await peopleOf(tx, ticket.id)).filter(({ kind }) => kind === 'copy').length >= maxFollowers)
      throw conflict('too-many-followers')
    const by = { addedAt: ctx.now, addedBy: actorId(ctx.actor) }
    const added = await insertPerson(tx, { ticketId: ticket.id, personId: person.id, kind: 'copy', ...by })
    return added ? { type: 'ticket.copied-in', data: { to: person.id } } : null
  })
}

/** By whoever may add people, or by the one in copy. */
export async function removeFromCopy(ctx: Context, input: unknown): Promise<void> {
  requireWriter(ctx)
  const { reference, person } = parse(leaveSchema, input)
  await changeBeside(ctx, reference, async (tx, ticket) => {
    if (person !== actorId(ctx.actor) && !mayAddPeople(ctx.actor, ticket)) throw notAllowed('copy-not-yours')
    if (!(await deletePerson(tx, ticket.id, person, 'copy'))) throw notFound('person')
    return { type: 'ticket.copied-out', data: { to: person } }
  })
}
