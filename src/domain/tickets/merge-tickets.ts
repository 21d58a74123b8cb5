import { z } from 'zod'
import { actorId, type Context, conflict, invalid, notFound, parse } from '../shared/index.ts'
import type { ServicePromise } from '../sla/index.ts'
import { type Change, changePair, requireDesk } from './change.ts'
import { atCustomerMessage, atMerge, atUnmerge } from './clocks.ts'
import { referenceSchema } from './inputs.ts'
import { findMerge, insertMerge, lastOf, undoMerge } from './merge-store.ts'
import { mayUnmerge } from './policy.ts'
import { parseReference, type Reference, referenceOf, ticketNamed } from './reference.ts'
import { isActive, isDone, type Status } from './status.ts'
import type { LoadedTicket } from './store.ts'

const mergeSchema = z.object({ reference: referenceSchema, into: referenceSchema })
const unmergeSchema = z.object({ reference: referenceSchema })

/**
 * A ticket becomes part of another one, or of the last that this one was merged into. Its messages stay where they are
 * and are read there too, each by whoever may see the ticket that it was written to: nothing is moved, so nothing is lost,
 * doubled or shown to more people.
 */
export async function mergeTickets(ctx: Context, input: unknown): Promise<{ into: Reference }> {
  requireDesk(ctx)
  const values = parse(mergeSchema, input)
  const named = ticketNamed(values.into)
  const into = named === null ? null : await lastOf(ctx.db, named)
  if (into === parseReference(values.reference)) throw invalid([{ field: 'into', code: 'same-ticket' }])
  const target = into === null ? null : referenceOf(into)
  if (target === null) throw invalid([{ field: 'into', code: 'unknown-ticket' }])
  await changePair(ctx, [values.reference, target], async (part, whole, promise, tx) => {
    if (!whole) throw invalid([{ field: 'into', code: 'unknown-ticket' }])
    if (part.status === 'merged') throw conflict('ticket-merged')
    if (whole.status === 'merged') throw conflict('ticket-changed')
    if (part.organisationId !== whole.organisationId && part.requesterId !== whole.requesterId)
      throw conflict('merge-other-organisation')
    if (isActive(part.status) && isDone(whole.status)) throw conflict('merge-into-done')
    const { status, waitingFor, unansweredSince } = part
    await insertMerge(tx, {
      ticketId: part.id,
      intoId: whole.id,
      before: { status, waitingFor, unansweredSince },
      mergedAt: ctx.now,
      mergedBy: actorId(ctx.actor),
    })
    return [partChange(ctx, part, whole), wholeChange(ctx, part, whole, promise)]
  })
  return { into: target }
}

function partChange(ctx: Context, part: LoadedTicket, whole: LoadedTicket): Change {
  return {
    set: {
      status: 'merged',
      waitingFor: null,
      mergedIntoId: whole.id,
      unansweredSince: null,
      updatedAt: ctx.now,
    },
    clocks: atMerge(part.ledger, ctx.now),
    events: [{ type: 'ticket.merged', data: { to: referenceOf(whole.id), from: part.status } }],
  }
}

/** What the customer asked in the part and nobody answered is owed by the whole. */
function wholeChange(
  ctx: Context,
  part: LoadedTicket,
  whole: LoadedTicket,
  promise: ServicePromise | null,
): Change {
  const owes = part.unansweredSince !== null && isActive(whole.status)
  const { ledger, unansweredSince } = whole
  return {
    set: owes ? { updatedAt: ctx.now, unansweredSince: unansweredSince ?? ctx.now } : { updatedAt: ctx.now },
    clocks: owes ? atCustomerMessage(ledger, promise?.target ?? null, unansweredSince, ctx.now) : [],
    events: [{ type: 'ticket.merged-in', data: { from: referenceOf(part.id) } }],
  }
}

/** Takes a ticket out of the one that it was merged into, as it was before; within a day. */
export async function unmergeTicket(ctx: Context, input: unknown): Promise<void> {
  requireDesk(ctx)
  const { reference } = parse(unmergeSchema, input)
  const id = parseReference(reference)
  const seen = id === null ? null : await findMerge(ctx.db, id)
  if (!seen) throw id === null ? notFound('ticket') : conflict('ticket-not-merged')
  await changePair(ctx, [reference, referenceOf(seen.intoId)], async (part, whole, _promise, tx) => {
    const merge = await findMerge(tx, part.id)
    if (!whole || merge?.id !== seen.id) throw conflict('ticket-not-merged')
    if (!mayUnmerge(merge.mergedAt, ctx.now)) throw conflict('unmerge-too-late')
    await undoMerge(tx, merge.id, ctx.now)
    const { status, waitingFor, unansweredSince } = merge.before
    const to = { status: status as Status, waitingFor }
    return [
      {
        set: { ...to, unansweredSince, mergedIntoId: null, updatedAt: ctx.now },
        clocks: atUnmerge(part.ledger, to, ctx.now),
        events: [{ type: 'ticket.unmerged', data: { to: referenceOf(whole.id) } }],
      },
      {
        set: { updatedAt: ctx.now },
        clocks: [],
        events: [{ type: 'ticket.unmerged', data: { to: referenceOf(part.id) } }],
      },
    ]
  })
}
