import { z } from 'zod'
import { findOrganisation } from '../accounts/index.ts'
import { recordEvent } from '../events/index.ts'
import { type Context, isDesk, notAllowed, notFound, parse } from '../shared/index.ts'
import type { Render } from '../tickets/index.ts'
import { insertNote, removeNote } from './store.ts'

export const noteSchema = z.object({
  organisation: z.string().max(64),
  /** Markdown. */
  body: z.string().trim().min(1).max(10_000),
})

const removalSchema = z.object({ note: z.string().max(64) })

/** Keeps what the desk should know of an organisation. The organisation never sees it. */
export async function noteOrganisation(
  ctx: Context,
  input: unknown,
  { render }: { render: Render },
): Promise<void> {
  const { actor } = ctx
  if (!isDesk(actor)) throw notAllowed('desk-only')
  const { organisation, body } = parse(noteSchema, input)
  if (!(await findOrganisation(ctx.db, organisation))) throw notFound('organisation')
  const html = render(body)
  const id = ctx.ids.next()
  await ctx.write(async (tx) => {
    const { now: createdAt } = ctx
    await insertNote(tx, { id, organisationId: organisation, body, html, authorId: actor.id, createdAt })
    await recordEvent(ctx, tx, {
      type: 'organisation.noted',
      organisationId: organisation,
      data: { note: id },
    })
  })
}

export async function removeOrganisationNote(ctx: Context, input: unknown): Promise<void> {
  if (!isDesk(ctx.actor)) throw notAllowed('desk-only')
  const { note } = parse(removalSchema, input)
  await ctx.write(async (tx) => {
    const organisationId = await removeNote(tx, note, ctx.now)
    if (organisationId === null) throw notFound('note')
    await recordEvent(ctx, tx, { type: 'organisation.note-removed', organisationId, data: { note } })
  })
}
