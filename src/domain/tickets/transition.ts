import { type Context, conflict, isDesk } from '../shared/index.ts'
import type { Change } from './change.ts'
import { atStatus, type State } from './clocks.ts'
import type { StatusLabel } from './label-store.ts'
import { isActive, isDone, mayBecome, type Status } from './status.ts'
import type { LoadedTicket } from './store.ts'

function eventType(from: Status, to: Status): string {
  if (to === 'closed') return 'ticket.closed'
  return isDone(from) && isActive(to) ? 'ticket.reopened' : 'ticket.status-changed'
}

/**
 * What changes when a ticket takes another status: its times, its clocks and the event.
 * @param more goes into the event's data
 * @throws DomainError `conflict` when it cannot become that
 */
export function becoming(
  ctx: Context,
  ticket: LoadedTicket,
  to: State & { plannedVersion?: string | undefined; label?: StatusLabel | null },
  more: Record<string, unknown>,
): Change {
  const from: State = { status: ticket.status, waitingFor: ticket.waitingFor }
  const plans = to.waitingFor === 'planned-version' && to.plannedVersion !== undefined
  const replans = plans && to.plannedVersion !== ticket.plannedVersion
  const label = to.label ?? null
  // Only another word for where it stands.
  const relabels = from.status === to.status && label !== null && label.id !== ticket.statusLabel
  const same = from.status === to.status && from.waitingFor === to.waitingFor && !replans && !relabels
  if (same || !(relabels || mayBecome(from.status, to.status))) throw conflict('status-not-possible')
  const done = isDone(to.status)
  const resolvedAt = done ? (ticket.resolvedAt ?? ctx.now) : null
  return {
    set: {
      status: to.status,
      statusLabel: label?.id ?? null,
      waitingFor: to.waitingFor,
      updatedAt: ctx.now,
      resolvedAt,
      closedAt: to.status === 'closed' ? (ticket.closedAt ?? ctx.now) : null,
      ...(done ? { unansweredSince: null } : {}),
      ...(plans ? { plannedVersion: to.plannedVersion ?? null, fixedAt: null } : {}),
    },
    clocks: atStatus(ticket.ledger, from, to, ticket.firstRespondedAt !== null, ctx.now),
    events: [
      {
        type: relabels ? 'ticket.status-changed' : eventType(from.status, to.status),
        data: {
          from: from.status,
          to: to.status,
          waitingFor: to.waitingFor,
          ...(plans ? { plannedVersion: to.plannedVersion } : {}),
          authorKind: isDesk(ctx.actor) ? 'agent' : ctx.actor.kind === 'system' ? 'system' : 'customer',
          ...(label ? { names: label.names } : {}),
          ...more,
        },
      },
    ],
  }
}
