import {
  type ClockEntry,
  type ClockName,
  clockParts,
  readClock,
  replay,
  runningDueAt,
  type ServicePromise,
} from '../sla/index.ts'
import { isDone, type Status, type WaitingFor } from './status.ts'
import type { Deadlines } from './types.ts'

type Target = Pick<ServicePromise['target'], 'firstResponse' | 'update' | 'resolution'>
export type State = { status: Status; waitingFor: WaitingFor | null }
type Ledger = readonly ClockEntry[]

function start(clock: ClockName, at: number, minutes: number | null, reason: string): ClockEntry {
  return { at, clock, kind: 'start', minutes, reason }
}

function mark(clock: ClockName, kind: 'pause' | 'resume' | 'stop', at: number, reason: string): ClockEntry {
  return { at, clock, kind, minutes: null, reason }
}

function goes(ledger: Ledger, clock: ClockName): boolean {
  return ['running', 'paused'].includes(replay(ledger, clock).phase)
}

/** The opening message is what the first response answers, so the update clock has nothing to count yet. */
export function atOpening(target: Target | null, at: number): ClockEntry[] {
  const promised = [
    start('first-response', at, target?.firstResponse ?? null, 'opened'),
    start('resolution', at, target?.resolution ?? null, 'opened'),
  ]
  return promised.filter((entry) => entry.minutes !== null)
}

/** Done stops every clock, waiting for the customer pauses the resolution, anything else lets it run. */
export function atStatus(
  ledger: Ledger,
  from: State,
  to: State,
  responded: boolean,
  at: number,
): ClockEntry[] {
  const entries: ClockEntry[] = []
  if (isDone(to.status)) {
    const clocks: ClockName[] = ['first-response', 'update', 'resolution']
    return clocks.filter((clock) => goes(ledger, clock)).map((clock) => mark(clock, 'stop', at, to.status))
  }
  const waits = to.status === 'waiting' && to.waitingFor === 'customer'
  const { phase } = replay(ledger, 'resolution')
  if (phase === 'stopped' || (phase === 'paused' && !waits)) {
    entries.push(mark('resolution', 'resume', at, isDone(from.status) ? 'reopened' : 'resumed'))
  }
  if (isDone(from.status) && !responded && replay(ledger, 'first-response').phase === 'stopped') {
    entries.push(mark('first-response', 'resume', at, 'reopened'))
  }
  if (waits && phase !== 'paused' && phase !== 'idle') {
    entries.push(mark('resolution', 'pause', at, 'waiting-for-customer'))
  }
  return entries
}

/** The first unanswered message of the customer starts the update clock, unless the first response is still owed. */
export function atCustomerMessage(
  ledger: Ledger,
  target: Target | null,
  unansweredSince: number | null,
  at: number,
): ClockEntry[] {
  const owed = goes(ledger, 'first-response')
  if (owed || unansweredSince !== null || !target?.update) return []
  return [start('update', at, target.update, 'customer-message')]
}

export function atAgentMessage(ledger: Ledger, at: number): ClockEntry[] {
  const clocks: ClockName[] = ['first-response', 'update']
  return clocks.filter((clock) => goes(ledger, clock)).map((clock) => mark(clock, 'stop', at, 'answered'))
}

/** A new priority promises other minutes for the clocks that go; what counted so far stays counted. */
export function atPriority(
  ledger: Ledger,
  target: Target,
  state: State & { createdAt: number; firstRespondedAt: number | null },
  at: number,
): ClockEntry[] {
  const entries: ClockEntry[] = []
  const promised: [ClockName, number | null][] = [
    ['first-response', target.firstResponse],
    ['update', target.update],
    ['resolution', target.resolution],
  ]
  for (const [clock, minutes] of promised) {
    if (goes(ledger, clock)) entries.push(start(clock, at, minutes, 'priority'))
  }
  const idle = (clock: ClockName): boolean => replay(ledger, clock).phase === 'idle'
  if (isDone(state.status)) return entries
  if (target.firstResponse !== null && state.firstRespondedAt === null && idle('first-response')) {
    entries.push(start('first-response', state.createdAt, target.firstResponse, 'priority'))
  }
  if (target.resolution !== null && idle('resolution')) {
    entries.push(start('resolution', state.createdAt, target.resolution, 'priority'))
    if (state.status === 'waiting' && state.waitingFor === 'customer') {
      entries.push(mark('resolution', 'pause', at, 'waiting-for-customer'))
    }
  }
  return entries
}

export type DueColumns = {
  firstResponseDueAt: number | null
  updateDueAt: number | null
  resolutionDueAt: number | null
  nextDueAt: number | null
}

/** What the ticket's row keeps for sorting. */
export function dueColumns(ledger: Ledger, promise: ServicePromise | null, now: number): DueColumns {
  const due = (clock: ClockName): number | null => runningDueAt(ledger, clock, promise?.calendar ?? null, now)
  const all = [due('first-response'), due('update'), due('resolution')] as const
  const running = all.filter((at) => at !== null)
  const [firstResponseDueAt, updateDueAt, resolutionDueAt] = all
  return {
    firstResponseDueAt,
    updateDueAt,
    resolutionDueAt,
    nextDueAt: running.length > 0 ? Math.min(...running) : null,
  }
}

/** The three clocks as people and the API see them. */
export function deadlines(ledger: Ledger, promise: ServicePromise | null, now: number): Deadlines {
  const calendar = promise?.calendar ?? null
  const read = (clock: ClockName): Deadlines['update'] => ({
    ...readClock(ledger, clock, calendar, now),
    parts: clockParts(ledger, clock, calendar, now),
  })
  return { firstResponse: read('first-response'), update: read('update'), resolution: read('resolution') }
}
