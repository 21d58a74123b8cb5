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

/** Customers read the other ticket's name where they may see it, not here. */
const others: readonly TimelineEntry['kind'][] = ['followed-up', 'merged', 'unmerged', 'split']

/** Those whose ends are people. */
const peopled: readonly TimelineEntry['kind'][] = [
  'assigned',
  'claimed',
  'watched',
  'unwatched',
  'copied-in',
  'copied-out',
  'reminded',
]

/** Kept for the audit; the ticket itself shows what is there. */
const unsaid: readonly string[] = [
  'ticket.reminder-set',
  'ticket.reminder-removed',
  'ticket.item-added',
  'ticket.item-removed',
  'ticket.item-undone',
]

/** How the desk sorts and binds its tickets. */
const deskOnly: readonly string[] = [
  'ticket.noted',
  'ticket.promise-warned',
  'ticket.queue-changed',
  'ticket.team-changed',
  'ticket.follow-up-refused',
  'ticket.linked',
  'ticket.unlinked',
  'ticket.merged-in',
  'ticket.tagged',
  'ticket.untagged',
  'ticket.watched',
  'ticket.unwatched',
  'ticket.reminded',
  'ticket.item-done',
]

function entry(row: HistoryRow, data: Data, desk: boolean): TimelineEntry {
  const kind = row.type.slice('ticket.'.length) as TimelineEntry['kind']
  const people = peopled.includes(kind)
  return {
    id: row.id,
    at: row.at,
    actor: row.actorId === null ? null : { id: row.actorId, name: row.actorName ?? '' },
    rule: desk ? text((data.rule as Data | undefined)?.name) : null,
    kind,
    from: people ? row.fromName : text(data.from ?? data.clock),
    to: people
      ? row.toName
      : !desk && others.includes(kind)
        ? null
        : text(data.to ?? data.version ?? data.score ?? data.percent),
    names: (data.names as TimelineEntry['names']) ?? null,
    waitingFor: text(data.waitingFor) as WaitingFor | null,
    reason: desk ? text(data.reason ?? data.why) : null,
    insteadOf: desk ? row.insteadName : null,
    messageId: typeof data.messageId === 'number' && (desk || !inward.includes(kind)) ? data.messageId : null,
  }
}

/** Customers see what happened to their ticket, not how the desk talks of it. */
function isForCustomers(row: HistoryRow, data: Data): boolean {
  if (deskOnly.includes(row.type)) return false
  if (row.type === 'ticket.replied' || row.type === 'ticket.split') return data.audience === 'customer'
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
    if (unsaid.includes(row.type)) return []
    return desk || isForCustomers(row, data) ? [entry(row, data, desk)] : []
  })
}
