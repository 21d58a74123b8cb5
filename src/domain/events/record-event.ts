import { actorId, type Context, type Transaction } from '../shared/index.ts'
import { insertEvent } from './store.ts'

export type EventInput = {
  /** `noun.past-participle` */
  type: string
  ticketId?: number
  organisationId?: string
  /** kind and id of what it is about when it is no ticket, such as `release:gestor/7.4.2` */
  subject?: string
  data?: Record<string, unknown>
}

/** Records the event of a change in the change's own transaction. */
export function recordEvent(ctx: Context, tx: Transaction, event: EventInput): Promise<number> {
  return insertEvent(tx, {
    at: ctx.now,
    type: event.type,
    actorId: actorId(ctx.actor),
    ticketId: event.ticketId ?? null,
    organisationId: event.organisationId ?? null,
    subject: event.subject ?? null,
    data: { ...event.data, ...ruleOf(ctx) },
    requestId: ctx.requestId,
  })
}

/** An event that a rule caused names it, so that what follows from it can be told from what people did. */
function ruleOf({ actor }: Context): Record<string, unknown> {
  return actor.kind === 'system' && actor.rule ? { rule: actor.rule } : {}
}
