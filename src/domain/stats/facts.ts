import {
  type Calendar,
  type ClockEntry,
  type ClockName,
  minutesBetween,
  readClock,
  replay,
  type ServicePromise,
} from '../sla/index.ts'

/** Raised when what is derived from a ticket changes: the facts of all are made anew then. */
export const factsVersion = 3

/** A ticket as its row, ledger and events tell of it. */
export type Source = {
  id: number
  eventId: number
  createdAt: number
  organisationId: string
  productId: string | null
  line: number
  assigneeId: string | null
  ownerId: string | null
  priorityRank: number
  requestType: string | null
  teamId: string | null
  levelId: string
  status: string
  firstRespondedAt: number | null
  resolvedAt: number | null
  /** By the events; null where there are none of it. */
  firstDoneAt: number | null
  reopened: number
  ratedAt: number | null
  score: number | null
  ledger: readonly ClockEntry[]
}

type Timed = {
  minutes: number | null
  wall: number | null
  promised: number | null
  kept: number | null
  dueAt: number | null
}

export type Facts = {
  ticketId: number
  eventId: number
  createdAt: number
  organisationId: string
  productId: string
  line: number
  agentId: string
  priority: number
  requestType: string
  teamId: string
  levelId: string
  open: number
  firstRespondedAt: number | null
  firstResponseMinutes: number | null
  firstResponseWall: number | null
  firstResponsePromised: number | null
  firstResponseKept: number | null
  firstResponseDueAt: number | null
  firstResolvedAt: number | null
  resolvedAt: number | null
  resolutionMinutes: number | null
  resolutionWall: number | null
  resolutionPromised: number | null
  resolutionKept: number | null
  resolutionDueAt: number | null
  reopened: number
  ratedAt: number | null
  score: number | null
  overdueAt: number | null
}

const minute = 60_000

/** How long one deed took, and whether its promise was kept. @param doneAt null: it is still to be done */
function timed(
  { ledger, createdAt }: Source,
  clock: ClockName,
  calendar: Calendar,
  doneAt: number | null,
  now: number,
): Timed {
  const { phase, minutes, stretches } = replay(ledger, clock)
  const promised = phase === 'idle' ? null : minutes
  const { state, dueAt } = readClock(ledger, clock, calendar, now)
  const undecided = state === 'running' || state === 'paused'
  return {
    // Where nothing was promised no clock ran: then all open time counts, pauses too.
    minutes: doneAt === null ? null : Math.round(promised === null ? open(createdAt) : counted()),
    wall: doneAt === null ? null : Math.round((doneAt - createdAt) / minute),
    promised,
    // What was closed before anybody answered kept no promise and broke none.
    kept: state === 'breached' ? 0 : state === 'met' && doneAt !== null ? 1 : null,
    dueAt: undecided && state === 'running' ? dueAt : null,
  }

  function open(from: number, to = doneAt ?? now): number {
    return minutesBetween(calendar, from, to)
  }

  function counted(): number {
    return stretches.reduce((sum, { from, to }) => sum + open(from, to ?? doneAt ?? now), 0)
  }
}

/**
 * What statistics count of a ticket.
 * @param promise null: nothing was promised
 * @param usual counts open time where no promise says by which hours
 */
export function factsOf(source: Source, promise: ServicePromise | null, usual: Calendar, now: number): Facts {
  const calendar = promise?.calendar ?? usual
  const ledger = promise ? source.ledger : []
  const first = timed({ ...source, ledger }, 'first-response', calendar, source.firstRespondedAt, now)
  const end = timed({ ...source, ledger }, 'resolution', calendar, source.resolvedAt, now)
  const open = ['new', 'open', 'waiting'].includes(source.status)
  return {
    ticketId: source.id,
    eventId: source.eventId,
    createdAt: source.createdAt,
    organisationId: source.organisationId,
    productId: source.productId ?? '',
    line: source.line,
    agentId: source.assigneeId ?? source.ownerId ?? '',
    priority: source.priorityRank,
    requestType: source.requestType ?? '',
    teamId: source.teamId ?? '',
    levelId: source.levelId,
    open: open ? 1 : 0,
    firstRespondedAt: source.firstRespondedAt,
    firstResponseMinutes: first.minutes,
    firstResponseWall: first.wall,
    firstResponsePromised: first.promised,
    firstResponseKept: first.kept,
    firstResponseDueAt: first.dueAt,
    firstResolvedAt: source.firstDoneAt ?? source.resolvedAt,
    resolvedAt: source.resolvedAt,
    resolutionMinutes: end.minutes,
    resolutionWall: end.wall,
    resolutionPromised: end.promised,
    resolutionKept: end.kept,
    resolutionDueAt: end.dueAt,
    reopened: source.reopened,
    ratedAt: source.ratedAt,
    score: source.score,
    overdueAt: open ? overdueFrom(source.firstRespondedAt === null ? [first, end] : [end]) : null,
  }
}

/** From when on one of the promises that are still to be kept is broken; 0: one is already. */
function overdueFrom(awaited: readonly Timed[]): number | null {
  const moments = awaited.map(({ kept, dueAt }) => (kept === 0 ? 0 : kept === null ? dueAt : null))
  const known = moments.filter((at) => at !== null)
  return known.length === 0 ? null : Math.min(...known)
}
