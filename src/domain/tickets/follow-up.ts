import { recordEvent } from '../events/index.ts'
import { actorId, type Context, notFound } from '../shared/index.ts'
import { currentPromise } from '../sla/index.ts'
import { attachUploads } from './attachment-store.ts'
import { insertLink } from './link-store.ts'
import { lodge } from './lodge.ts'
import { insertPerson } from './people-store.ts'
import { mayAddPeople } from './policy.ts'
import { currentPriority } from './priority-matrix.ts'
import { followUpOf } from './queue.ts'
import { queueOf } from './queue-store.ts'
import { type Reference, referenceOf } from './reference.ts'
import { findTicket } from './store.ts'
import { teamInUse } from './team-store.ts'
import type { Channel } from './types.ts'

type Said = { body: string; html: string; uploads: readonly string[]; channel: Channel }

/**
 * A customer's message to a closed ticket becomes a new one that goes on with it: same subject, product, version,
 * organisation, requester and team, clocks of its own.
 * @returns null when the message is to go another way by now
 */
export async function openFollowUp(
  ctx: Context,
  earlierId: number,
  { body, html, uploads, channel }: Said,
): Promise<{ messageId: number; reference: Reference } | null> {
  const seen = await findTicket(ctx.db, ctx.actor, earlierId)
  if (!seen) throw notFound('ticket')
  const { organisationId, urgency } = seen
  // How much it matters this time is for the desk to say.
  const impact = 'normal'
  const priority = await currentPriority(ctx, impact, urgency)
  const promise = await currentPromise(ctx, organisationId, priority)
  return ctx.write(async (tx) => {
    const earlier = await findTicket(tx, ctx.actor, earlierId)
    if (!earlier) throw notFound('ticket')
    const queue = await queueOf(tx, earlier.queue)
    if (earlier.urgency !== urgency || followUpOf(queue, earlier, ctx.now) !== 'new-linked') return null
    const { subject, productId, version, requestType, requesterId, fields } = earlier
    const about = {
      subject,
      productId,
      version,
      requestType,
      queue: earlier.queue,
      teamId: await teamInUse(tx, earlier.teamId),
      impact,
      urgency,
      fields,
    } as const
    const first = {
      authorId: actorId(ctx.actor),
      authorKind: 'customer',
      channel,
      audience: 'customer',
      body,
      html,
      createdAt: ctx.now,
    } as const
    const lodging = { ...about, priority, organisationId, requesterId, channel }
    const follows = { follows: referenceOf(earlier.id) }
    const { id, messageId } = await lodge(ctx, tx, lodging, promise, first, follows)
    await attachUploads(tx, actorId(ctx.actor) ?? '', uploads, id, messageId)
    const by = { createdAt: ctx.now, createdBy: actorId(ctx.actor) }
    await insertLink(tx, { kind: 'follow-up', fromId: earlier.id, toId: id, ...by })
    // A colleague in copy who writes has to see what becomes of it.
    if (ctx.actor.kind === 'person' && !mayAddPeople(ctx.actor, earlier)) {
      const copy = { personId: ctx.actor.id, kind: 'copy', addedAt: ctx.now, addedBy: ctx.actor.id } as const
      await insertPerson(tx, { ticketId: id, ...copy })
    }
    await recordEvent(ctx, tx, {
      type: 'ticket.followed-up',
      ticketId: earlier.id,
      organisationId,
      data: { to: referenceOf(id) },
    })
    return { messageId, reference: referenceOf(id) }
  })
}
