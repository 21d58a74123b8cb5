import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import {
  actorId,
  type Context,
  conflict,
  invalid,
  notFound,
  parse,
  type Transaction,
} from '../shared/index.ts'
import { requireDesk } from './change.ts'
import { referenceSchema } from './inputs.ts'
import { endsOf, type LinkKind, linkRoles, maxLinks, roleOf } from './link.ts'
import { countLinks, deleteLink, insertLink, isPartOf } from './link-store.ts'
import { parseReference, referenceOf, ticketNamed } from './reference.ts'
import { findTicket, type LoadedTicket } from './store.ts'

const linkSchema = z.object({
  reference: referenceSchema,
  other: referenceSchema,
  /** What the other ticket is to this one. */
  role: z.enum(linkRoles).default('related'),
})

const unlinkSchema = z.object({
  reference: referenceSchema,
  link: z.coerce.number().pipe(z.int().min(1)),
})

/** Says that two tickets belong together; either one shows the other. */
export async function linkTickets(ctx: Context, input: unknown): Promise<void> {
  requireDesk(ctx)
  const { reference, other: named, role } = parse(linkSchema, input)
  const otherId = ticketNamed(named)
  await ctx.write(async (tx) => {
    const ticket = await ticketOf(ctx, tx, parseReference(reference))
    const other = otherId === null ? null : await findTicket(tx, ctx.actor, otherId)
    if (!other) throw invalid([{ field: 'other', code: 'unknown-ticket' }])
    if (other.id === ticket.id) throw invalid([{ field: 'other', code: 'same-ticket' }])
    const ends = endsOf(role, ticket.id, other.id)
    if (ends.kind === 'parent' && (await isPartOf(tx, ends.fromId, ends.toId)))
      throw invalid([{ field: 'other', code: 'goes-in-circles' }])
    for (const { id } of [ticket, other]) {
      if ((await countLinks(tx, id)) >= maxLinks) throw conflict('too-many-links')
    }
    const by = { createdAt: ctx.now, createdBy: actorId(ctx.actor) }
    if (!(await insertLink(tx, { ...ends, ...by })))
      throw invalid([{ field: 'other', code: 'linked-already' }])
    await recordBoth(ctx, tx, 'ticket.linked', ends.kind, ticket, other, ends.fromId === ticket.id)
  })
}

export async function unlinkTickets(ctx: Context, input: unknown): Promise<void> {
  requireDesk(ctx)
  const { reference, link } = parse(unlinkSchema, input)
  await ctx.write(async (tx) => {
    const ticket = await ticketOf(ctx, tx, parseReference(reference))
    const removed = await deleteLink(tx, ticket.id, link)
    if (!removed) throw notFound('link')
    const outgoing = removed.fromId === ticket.id
    const other = await ticketOf(ctx, tx, outgoing ? removed.toId : removed.fromId)
    await recordBoth(ctx, tx, 'ticket.unlinked', removed.kind, ticket, other, outgoing)
  })
}

async function ticketOf(ctx: Context, tx: Transaction, id: number | null): Promise<LoadedTicket> {
  const ticket = id === null ? null : await findTicket(tx, ctx.actor, id)
  if (!ticket) throw notFound('ticket')
  return ticket
}

async function recordBoth(
  ctx: Context,
  tx: Transaction,
  type: string,
  kind: LinkKind,
  ticket: LoadedTicket,
  other: LoadedTicket,
  outgoing: boolean,
): Promise<void> {
  const record = (of: LoadedTicket, to: LoadedTicket, out: boolean): Promise<number> =>
    recordEvent(ctx, tx, {
      type,
      ticketId: of.id,
      organisationId: of.organisationId,
      data: { to: referenceOf(to.id), role: roleOf(kind, out) },
    })
  await record(ticket, other, outgoing)
  await record(other, ticket, !outgoing)
}
