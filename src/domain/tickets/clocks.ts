import {
  type ClockEntry,
  type ClockName,
  clockParts,
  lineMinutes,
  readClock,
  replay,
  runningDueAt,
  type ServicePromise,
  type Warning,
  warningsOf,
} from '../sla/index.ts'
import { isDone, type Status, type WaitingFor } from './status.ts'
import type { Deadlines } from './types.ts'

type Target = Pick<ServicePromise['target'], 'firstResponse' | 'update' | 'resolution' | 'lines'>
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
export function atOpening(target: Target | null, line: number, at: number): ClockEntry[] {
  const promised = [
    start('first-response', at, target?.firstResponse ?? null, 'opened'),
    start('resolution', at, target?.resolution ?? null, 'opened'),
    start('line', at, target && lineMinutes(target, line), 'opened'),
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
    const clocks: ClockName[] = ['first-response', 'update', 'resolution', 'line']
    return clocks.filter((clock) => goes(ledger, clock)).map((clock) => mark(clock, 'stop', at, to.status))
  }
  const waits = waitsForCustomer(to)
  for (const clock of ['resolution', 'line'] as const) {
    const { phase } = replay(ledger, clock)
    if (phase === 'stopped' || (phase === 'paused' && !waits)) {
      entries.push(mark(clock, 'resume', at, isDone(from.status) ? 'reopened' : 'resumed'))
    }
    if (waits && phase !== 'paused' && phase !== 'idle') {
      entries.push(mark(clock, 'pause', at, 'waiting-for-customer'))
    }
  }
  if (isDone(from.status) && !responded && replay(ledger, 'first-response').phase === 'stopped') {
    entries.push(mark('first-response', 'resume', at, 'reopened'))
  }
  return entries
}

function waitsForCustomer({ status, waitingFor }: State): boolean {
  return status === 'waiting' && waitingFor === 'customer'
}

const allClocks: readonly ClockName[] = ['first-response', 'update', 'resolution', 'line']

/** It becomes part of another ticket, whose clocks go on. */
export function atMerge(ledger: Ledger, at: number): ClockEntry[] {
  return allClocks.filter((clock) => goes(ledger, clock)).map((clock) => mark(clock, 'stop', at, 'merged'))
}

/** It is a ticket of its own again: what its merging stopped goes on. */
export function atUnmerge(ledger: Ledger, to: State, at: number): ClockEntry[] {
  const stopped = allClocks.filter((clock) => {
    const last = ledger.findLast((entry) => entry.clock === clock)
    return last?.kind === 'stop' && last.reason === 'merged'
  })
  return stopped.flatMap((clock) => {
    const pauses = waitsForCustomer(to) && (clock === 'resolution' || clock === 'line')
    const resumed = mark(clock, 'resume', at, 'unmerged')
    return pauses ? [resumed, mark(clock, 'pause', at, 'waiting-for-customer')] : [resumed]
  })
}

/** Another line has it from now on: its own time begins, the other's ends. */
export function atLine(
  ledger: Ledger,
  target: Target | null,
  line: number,
  state: State,
  at: number,
): ClockEntry[] {
  const left = goes(ledger, 'line') ? [mark('line', 'stop', at, 'left')] : []
  const minutes = target && lineMinutes(target, line)
  if (minutes === null) return left
  const arrived = start('line', at, minutes, `line-${line}`)
  const pause = waitsForCustomer(state) ? [mark('line', 'pause', at, 'waiting-for-customer')] : []
  return [...left, arrived, ...pause]
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
  state: State & { createdAt: number; firstRespondedAt: number | null; line: number },
  at: number,
): ClockEntry[] {
  const entries: ClockEntry[] = []
  const promised: [ClockName, number | null][] = [
    ['first-response', target.firstResponse],
    ['update', target.update],
    ['resolution', target.resolution],
    ['line', lineMinutes(target, state.line)],
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
    if (waitsForCustomer(state)) {
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
  lineDueAt: number | null
  deskDueAt: number | null
  nextWarningAt: number | null
}

/** What the ticket's row keeps for sorting. */
export function dueColumns(ledger: Ledger, promise: ServicePromise | null, now: number): DueColumns {
  const due = (clock: ClockName): number | null => runningDueAt(ledger, clock, promise?.calendar ?? null, now)
  const all = [due('first-response'), due('update'), due('resolution')] as const
  const [firstResponseDueAt, updateDueAt, resolutionDueAt] = all
  const lineDueAt = due('line')
  return {
    firstResponseDueAt,
    updateDueAt,
    resolutionDueAt,
    lineDueAt,
    nextDueAt: nearest(all),
    deskDueAt: nearest([...all, lineDueAt]),
    nextWarningAt: nearest(warnings(ledger, promise).map(({ at }) => (at > now ? at : null))),
  }
}

/** What all running clocks warn of, past and to come. */
export function warnings(ledger: Ledger, promise: ServicePromise | null): Warning[] {
  const clocks: ClockName[] = ['first-response', 'update', 'resolution', 'line']
  return clocks.flatMap((clock) => warningsOf(ledger, clock, promise?.calendar ?? null))
}

function nearest(moments: readonly (number | null)[]): number | null {
  const running = moments.filter((at) => at !== null)
  return running.length > 0 ? Math.min(...running) : null
}

/** One clock as people and the API see it. */
export function deadline(
  ledger: Ledger,
  clock: ClockName,
  promise: ServicePromise | null,
  now: number,
): Deadlines['update'] {
  const calendar = promise?.calendar ?? null
  return {
    ...readClock(ledger, clock, calendar, now),
    parts: clockParts(ledger, clock, calendar, now),
  }
}

/** The three clocks of the customer. */
export function deadlines(ledger: Ledger, promise: ServicePromise | null, now: number): Deadlines {
  const read = (clock: ClockName): Deadlines['update'] => deadline(ledger, clock, promise, now)
  return { firstResponse: read('first-response'), update: read('update'), resolution: read('resolution') }
}
