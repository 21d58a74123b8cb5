import { z } from 'zod'
import { type Context, isDesk, notAllowed, notFound, type Person, parse } from '../shared/index.ts'
import { parseReference, visibleOf } from '../tickets/index.ts'
import { findDraft, putDraft, removeDraft, removeDraftsBefore } from './store.ts'

export type Draft = { fields: Readonly<Record<string, string>>; updatedAt: number }

const keptFor = 30 * 24 * 3_600_000
export const maxDrafts = 200

const schema = z.object({
  reference: z.string().max(30),
  fields: z.object({
    body: z.string().max(100_000).default(''),
    internal: z.enum(['', 'on']).optional(),
    status: z.string().max(20).optional(),
    waitingFor: z.string().max(20).optional(),
    plannedVersion: z.string().max(40).optional(),
  }),
})

async function placeOf(ctx: Context, reference: string): Promise<{ actor: Person; ticketId: number }> {
  const { actor } = ctx
  if (!isDesk(actor)) throw notAllowed('desk-only')
  const ticketId = parseReference(reference) ?? 0
  if (!(await visibleOf(ctx.db, actor, [ticketId])).has(ticketId)) throw notFound('ticket')
  return { actor, ticketId }
}

/**
 * Keeps what somebody is writing; what comes last wins, and nothing written is nothing kept. It is no event: what
 * nobody has sent is nobody's business.
 * @returns what tells this draft from a later one; null: nothing is kept
 */
export async function keepDraft(ctx: Context, input: unknown): Promise<{ updatedAt: number | null }> {
  const { reference, fields } = parse(schema, input)
  const { actor, ticketId } = await placeOf(ctx, reference)
  const row = { personId: actor.id, ticketId, fields: known(fields), updatedAt: ctx.now }
  const written = fields.body.trim() !== ''
  await ctx.write((tx) => (written ? putDraft(tx, row, maxDrafts) : removeDraft(tx, actor.id, ticketId)))
  return { updatedAt: written ? ctx.now : null }
}

function known(fields: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

/** One's own; null: nothing was begun. */
export async function draftOf(ctx: Context, reference: string): Promise<Draft | null> {
  const { actor, ticketId } = await placeOf(ctx, reference)
  const row = await findDraft(ctx.db, actor.id, ticketId)
  return row && { fields: row.fields, updatedAt: row.updatedAt }
}

export async function dropDraft(ctx: Context, reference: string): Promise<void> {
  const { actor, ticketId } = await placeOf(ctx, reference)
  await ctx.write((tx) => removeDraft(tx, actor.id, ticketId))
}

/** The same context, whose writes are what the draft was for: it goes in the same transaction. */
export function insteadOfDraft(ctx: Context, reference: string): Context {
  const { actor } = ctx
  const ticketId = parseReference(reference)
  if (!isDesk(actor) || ticketId === null) return ctx
  return {
    ...ctx,
    write: (work) =>
      ctx.write(async (tx) => {
        const result = await work(tx)
        await removeDraft(tx, actor.id, ticketId)
        return result
      }),
  }
}

/** Forgets what nobody went on with for a month. */
export async function sweepDrafts(ctx: Context): Promise<void> {
  await ctx.write((tx) => removeDraftsBefore(tx, ctx.now - keptFor))
}
