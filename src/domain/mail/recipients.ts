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
  | 'colleague-wrote'
  | 'copied-in'
  | 'watched'
  | 'merged'
  | 'reminder'
  | 'follow-up'
  | 'follow-up-refused'

export type Recipient = { personId: string; kind: LetterKind }

/** Whoever follows a ticket without being its requester or working on it: the desk, and colleagues of the customer. */
export type Followers = { watchers: readonly string[]; copies: readonly string[] }

const nobody: Followers = { watchers: [], copies: [] }

type EventFacts = { type: string; actorId: string | null; data: Record<string, unknown> }

/**
 * Whom an event of a ticket concerns, each person once; never the one who did it, but for the acknowledgement
 * of a ticket lodged. What is internal goes to the desk alone.
 * @param lineAgents agents of the ticket's line, told when nobody there has the ticket yet
 * @param supervisors told when a promise is broken
 * @param besides colleagues in copy are told what the requester is, watchers what happens, deputies of whoever is away of
 *   promises; `acknowledges`: whether a customer who goes on writing is told that it arrived
 */
export function recipientsOf(
  event: EventFacts,
  ticket: Concerned,
  lineAgents: readonly string[],
  supervisors: readonly string[] = [],
  besides: { followers?: Followers; deputies?: readonly string[]; acknowledges?: boolean } = {},
): Recipient[] {
  const { followers = nobody, deputies = [], acknowledges = false } = besides
  const told = concerned(event, ticket, lineAgents, supervisors, followers, deputies, acknowledges)
  const watched: readonly string[] =
    told.length > 0 && !unwatched.includes(event.type) ? followers.watchers : []
  const all = [
    ...told,
    ...watched.flatMap((personId) =>
      personId === event.actorId ? [] : [{ personId, kind: watchedAs[event.type] ?? ('watched' as const) }],
    ),
  ]
  return all.filter(({ personId }, at) => all.findIndex((other) => other.personId === personId) === at)
}

/** What says nothing of the ticket itself. */
const unwatched: readonly string[] = [
  'ticket.opened',
  'ticket.promise-warned',
  'ticket.copied-in',
  'ticket.reminded',
  'ticket.follow-up-refused',
]
const watchedAs: Readonly<Record<string, LetterKind>> = { 'ticket.noted': 'note' }

function concerned(
  event: EventFacts,
  ticket: Concerned,
  lineAgents: readonly string[],
  supervisors: readonly string[],
  { watchers, copies }: Followers,
  deputies: readonly string[],
  acknowledges: boolean,
): Recipient[] {
  const keeper = ticket.assigneeId ?? ticket.ownerId
  const desk = keeper ? [keeper] : lineAgents
  const customers = [ticket.requesterId, ...copies]
  const byCustomer = event.actorId === ticket.requesterId || event.data.authorKind === 'customer'
  const others = (kind: LetterKind, people: readonly (string | null)[]): Recipient[] =>
    [...new Set(people)].flatMap((personId) =>
      personId && personId !== event.actorId ? [{ personId, kind }] : [],
    )

  switch (event.type) {
    case 'ticket.opened':
      // A note that was split off is nobody's question.
      if (event.data.audience === 'internal') return others('ticket-new', desk)
      return [{ personId: ticket.requesterId, kind: 'ticket-received' }, ...others('ticket-new', desk)]
    case 'ticket.replied':
      if (!byCustomer) return others('answer', customers)
      return [
        ...others('customer-replied', [...desk, ...watchers]),
        ...others('colleague-wrote', customers),
        ...(acknowledges ? acknowledged(event) : []),
      ]
    case 'ticket.follow-up-refused':
      return event.actorId === null ? [] : [{ personId: event.actorId, kind: 'follow-up-refused' }]
    case 'ticket.noted':
      return others('note', [ticket.assigneeId, ticket.ownerId, ...watchers])
    case 'ticket.assigned':
      return others('assigned', [ticket.assigneeId])
    case 'ticket.status-changed':
      return event.data.to === 'resolved' ? others('resolved', customers) : []
    case 'ticket.closed':
      return byCustomer ? others('closed', [keeper, ...copies]) : others('closed', customers)
    case 'ticket.reopened':
      // The reply that reopened it has its own letter.
      if (event.data.byReply === true) return []
      return byCustomer ? others('reopened', desk) : others('reopened', customers)
    case 'ticket.escalated':
      return others('escalated', ticket.assigneeId ? [ticket.assigneeId] : lineAgents)
    case 'ticket.handed-back':
      return others('handed-back', ticket.assigneeId ? [ticket.assigneeId] : lineAgents)
    case 'ticket.fix-available':
      return others('fix-available', customers)
    case 'ticket.merged':
      return others('merged', customers)
    case 'ticket.copied-in':
      // Who was taken out again, or left the organisation, is not told.
      return others(
        'copied-in',
        copies.filter((personId) => personId === event.data.to),
      )
    case 'ticket.reminded':
      return others('reminder', [typeof event.data.to === 'string' ? event.data.to : null])
    case 'ticket.promise-warned': {
      const line = ticket.assigneeId ? [ticket.assigneeId] : lineAgents
      return event.data.percent === 100
        ? others('overdue', [...line, ...deputies, ticket.ownerId, ...supervisors])
        : others('warned', [...line, ...deputies])
    }
    default:
      return []
  }
}

function acknowledged({ actorId }: EventFacts): Recipient[] {
  return actorId === null ? [] : [{ personId: actorId, kind: 'follow-up' }]
}
