/** Whom a ticket concerns. */
export type Concerned = {
  id: number
  subject: string
  status: string
  requesterId: string
  assigneeId: string | null
  ownerId: string | null
  line: number
}

/** What the letters of one event need to know of its ticket. */
export type TicketFacts = Concerned & {
  queue: string
  organisation: string
  product: string | null
  version: string | null
  plannedVersion: string | null
  firstResponseDueAt: number | null
  resolutionDueAt: number | null
}

/** How the letter speaks to its reader. */
export type LetterKind =
  | 'ticket-received'
  | 'ticket-new'
  | 'answer'
  | 'customer-replied'
  | 'note'
  | 'assigned'
  | 'resolved'
  | 'closed'
  | 'reopened'
  | 'escalated'
  | 'handed-back'
  | 'fix-available'
  | 'warned'
  | 'overdue'
  | 'follow-up'

export type Recipient = { personId: string; kind: LetterKind }

type EventFacts = { type: string; actorId: string | null; data: Record<string, unknown> }

/**
 * Whom an event of a ticket concerns, each person once; never the one who did it, but for the acknowledgement
 * of a ticket lodged. What is internal goes to the desk alone.
 * @param lineAgents agents of the ticket's line, told when nobody there has the ticket yet
 * @param supervisors told when a promise is broken
 * @param acknowledges whether a customer who goes on writing is told that it arrived
 */
export function recipientsOf(
  event: EventFacts,
  ticket: Concerned,
  lineAgents: readonly string[],
  supervisors: readonly string[] = [],
  acknowledges = false,
): Recipient[] {
  const keeper = ticket.assigneeId ?? ticket.ownerId
  const desk = keeper ? [keeper] : lineAgents
  const byCustomer = event.actorId === ticket.requesterId || event.data.authorKind === 'customer'
  const others = (kind: LetterKind, people: readonly (string | null)[]): Recipient[] =>
    [...new Set(people)].flatMap((personId) =>
      personId && personId !== event.actorId ? [{ personId, kind }] : [],
    )

  switch (event.type) {
    case 'ticket.opened':
      return [{ personId: ticket.requesterId, kind: 'ticket-received' }, ...others('ticket-new', desk)]
    case 'ticket.replied':
      if (!byCustomer) return others('answer', [ticket.requesterId])
      return [...others('customer-replied', desk), ...(acknowledges ? acknowledged(event) : [])]
    case 'ticket.noted':
      return others('note', [ticket.assigneeId, ticket.ownerId])
    case 'ticket.assigned':
      return others('assigned', [ticket.assigneeId])
    case 'ticket.status-changed':
      return event.data.to === 'resolved' ? others('resolved', [ticket.requesterId]) : []
    case 'ticket.closed':
      return byCustomer ? others('closed', [keeper]) : others('closed', [ticket.requesterId])
    case 'ticket.reopened':
      // The reply that reopened it has its own letter.
      if (event.data.byReply === true) return []
      return byCustomer ? others('reopened', desk) : others('reopened', [ticket.requesterId])
    case 'ticket.escalated':
      return others('escalated', ticket.assigneeId ? [ticket.assigneeId] : lineAgents)
    case 'ticket.handed-back':
      return others('handed-back', ticket.assigneeId ? [ticket.assigneeId] : lineAgents)
    case 'ticket.fix-available':
      return others('fix-available', [ticket.requesterId])
    case 'ticket.promise-warned': {
      const line = ticket.assigneeId ? [ticket.assigneeId] : lineAgents
      return event.data.percent === 100
        ? others('overdue', [...line, ticket.ownerId, ...supervisors])
        : others('warned', line)
    }
    default:
      return []
  }
}

function acknowledged({ actorId }: EventFacts): Recipient[] {
  return actorId === null ? [] : [{ personId: actorId, kind: 'follow-up' }]
}
