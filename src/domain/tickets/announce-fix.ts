import { type Context, notAllowed } from '../shared/index.ts'
import { type Change, changeTicket, nothing } from './change.ts'
import { plannedFor } from './due-store.ts'
import { referenceOf } from './reference.ts'
import { isActive } from './status.ts'
import { insertMessage } from './store.ts'
import { becoming } from './transition.ts'
import type { Render } from './types.ts'

/** Says in the requester's language, in Markdown, that the fix is there and where to get it. */
export type FixWords = (
  lang: 'pt' | 'en',
  fix: { product: string; productName: string; version: string },
) => string

/**
 * A version is published: tickets that wait for it are resolved, and their customers told where to get it. Nothing happens
 * twice: a ticket that was told is no longer looked for.
 */
export async function announceFix(
  ctx: Context,
  { product, version }: { product: string; version: string },
  { render, words }: { render: Render; words: FixWords },
): Promise<number> {
  if (ctx.actor.kind !== 'system') throw notAllowed('system-only')
  const planned = await plannedFor(ctx.db, product, version)
  for (const { id, lang, productName } of planned) {
    const body = words(lang, { product, productName, version })
    const html = render(body)
    await changeTicket(ctx, referenceOf(id), async (ticket, _promise, tx): Promise<Change> => {
      const waits = isActive(ticket.status) && ticket.fixedAt === null && ticket.plannedVersion === version
      if (!waits) return nothing
      const messageId = await insertMessage(tx, {
        ticketId: id,
        authorId: null,
        authorKind: 'system',
        channel: 'web',
        audience: 'customer',
        body,
        html,
        createdAt: ctx.now,
      })
      const change = becoming(ctx, ticket, { status: 'resolved', waitingFor: null }, {})
      const event = { type: 'ticket.fix-available', data: { messageId, audience: 'customer', version } }
      return { ...change, set: { ...change.set, fixedAt: ctx.now }, events: [event] }
    })
  }
  return planned.length
}
