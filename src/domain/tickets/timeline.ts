import { type Context, notFound } from '../shared/index.ts'
import { mayRead, mayUseDesk } from './policy.ts'
import { parseReference } from './reference.ts'
import type { WaitingFor } from './status.ts'
import type { TimelineEntry } from './types.ts'
import { type HistoryRow, historyOf } from './view-store.ts'

type Data = Record<string, unknown>

function text(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null
}

/** What their messages say is for the desk. */
const inward: readonly TimelineEntry['kind'][] = ['escalated', 'handed-back']

function entry(row: HistoryRow, data: Data, desk: boolean): TimelineEntry {
  const kind = row.type.slice('ticket.'.length) as TimelineEntry['kind']
  const people = kind === 'assigned' || kind === 'claimed'
  return {
    id: row.id,
    at: row.at,
    actor: row.actorId === null ? null : { id: row.actorId, name: row.actorName ?? '' },
    rule: desk ? text((data.rule as Data | undefined)?.name) : null,
    kind,
    from: people ? row.fromName : text(data.from ?? data.clock),
    to: people ? row.toName : text(data.to ?? data.version ?? data.score ?? data.percent),
    waitingFor: text(data.waitingFor) as WaitingFor | null,
    reason: desk ? text(data.reason ?? data.why) : null,
    messageId: typeof data.messageId === 'number' && (desk || !inward.includes(kind)) ? data.messageId : null,
  }
}

const deskOnly = ['ticket.noted', 'ticket.promise-warned', 'ticket.queue-changed']

/** Customers see what happened to their ticket, not how the desk talks of it. */
function isForCustomers(row: HistoryRow, data: Data): boolean {
  if (deskOnly.includes(row.type)) return false
  if (row.type === 'ticket.replied') return data.audience === 'customer'
  return row.type !== 'ticket.priority-changed' || data.from !== data.to
}

/** A ticket's history, oldest first. */
export async function timeline(ctx: Context, reference: string): Promise<TimelineEntry[]> {
  const id = parseReference(reference)
  const rows = id !== null && mayRead(ctx.actor) ? await historyOf(ctx.db, ctx.actor, id) : []
  // Every ticket was opened, so one without events is none of the actor's.
  if (rows.length === 0) throw notFound('ticket')
  const desk = mayUseDesk(ctx.actor)
  return rows.flatMap((row) => {
    const data = JSON.parse(row.data) as Data
    return desk || isForCustomers(row, data) ? [entry(row, data, desk)] : []
  })
}
