import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import { type Context, conflict, invalid, isDesk, notAllowed, notFound, parse } from '../shared/index.ts'
import { requireDesk } from './change.ts'
import { changeBeside } from './change-beside.ts'
import { referenceSchema } from './inputs.ts'
import { deleteReminder, dueReminders, endReminder, insertReminder, remindersOf } from './reminder-store.ts'
import { findTicket } from './store.ts'

const maxReminders = 20
const year = 366 * 86_400_000

const setSchema = z.object({
  reference: referenceSchema,
  /** UTC epoch milliseconds. */
  at: z.int().min(1),
  word: z.string().trim().min(1).max(200),
})

const removeSchema = z.object({
  reference: referenceSchema,
  reminder: z.coerce.number().pipe(z.int().min(1)),
})

/** Whoever asks is written to at that time, once. */
export async function setReminder(ctx: Context, input: unknown): Promise<void> {
  requireDesk(ctx)
  const { actor } = ctx
  if (!isDesk(actor)) throw notAllowed('desk-only')
  const { reference, at, word } = parse(setSchema, input)
  if (at <= ctx.now) throw invalid([{ field: 'at', code: 'in-the-past' }])
  if (at > ctx.now + year) throw invalid([{ field: 'at', code: 'too-far' }])
  await changeBeside(ctx, reference, async (tx, { id }) => {
    if ((await remindersOf(tx, id)).length >= maxReminders) throw conflict('too-many-reminders')
    await insertReminder(tx, { ticketId: id, personId: actor.id, at, word, createdAt: ctx.now })
    return { type: 'ticket.reminder-set', data: { at, word } }
  })
}

export async function removeReminder(ctx: Context, input: unknown): Promise<void> {
  requireDesk(ctx)
  const { reference, reminder } = parse(removeSchema, input)
  await changeBeside(ctx, reference, async (tx, { id }) => {
    const removed = await deleteReminder(tx, id, reminder)
    if (!removed) throw notFound('reminder')
    return { type: 'ticket.reminder-removed', data: removed }
  })
}

const batch = 100

/**
 * Says what somebody wanted to be reminded of: marked and recorded together, so that it is said once.
 * @returns how many were due; fewer than 100: there are no more
 */
export async function remind(ctx: Context): Promise<number> {
  if (ctx.actor.kind !== 'system') throw notAllowed('system-only')
  const due = await dueReminders(ctx.db, ctx.now, batch)
  for (const { id, ticketId, personId, word } of due) {
    await ctx.write(async (tx) => {
      const ticket = await findTicket(tx, ctx.actor, ticketId)
      if (!(await endReminder(tx, id, ctx.now)) || !ticket) return
      const { organisationId } = ticket
      const data = { to: personId, reason: word }
      await recordEvent(ctx, tx, { type: 'ticket.reminded', ticketId, organisationId, data })
    })
  }
  return due.length
}
