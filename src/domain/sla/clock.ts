import { type Calendar, dueAt, minutesBetween } from './calendar.ts'

/** What was promised to the customer; `line`: the operational level between lines (ITIL: OLA), which only the desk sees. */
export type ClockName = 'first-response' | 'update' | 'resolution' | 'line'

/** One line of a ticket's append-only ledger. */
export type ClockEntry = {
  at: number
  clock: ClockName
  kind: 'start' | 'pause' | 'resume' | 'stop'
  /** On `start`: the minutes promised; null: none any more. */
  minutes: number | null
  reason: string | null
}

export type ClockReading = {
  /** When the promise is or was due; null while paused with time left, and when nothing is promised. */
  dueAt: number | null
  /** Whole open minutes left, rounded down; negative when breached; null when nothing is promised. */
  remainingMinutes: number | null
  state: 'running' | 'paused' | 'met' | 'breached' | 'none'
}

export const noClock: ClockReading = { dueAt: null, remainingMinutes: null, state: 'none' }

export type Phase = 'idle' | 'running' | 'paused' | 'stopped'

/** Running time of a clock, with the ledger's words for what began and ended it; `to` null: it goes on. */
export type Stretch = { from: number; to: number | null; began: string | null; ended: string | null }

/** One clock replayed from the ledger: its stretches of running time and where it stands. */
export type Replay = { phase: Phase; minutes: number; stretches: Stretch[] }

/**
 * A start after a stop begins anew; a start before one changes the promise and keeps the time counted so far.
 * What does not apply, such as pausing a paused clock, changes nothing. Where the server's own clock was set back in between,
 * what happened later in the ledger happens no earlier than what came before it.
 */
export function replay(entries: readonly ClockEntry[], clock: ClockName): Replay {
  let state: Replay = { phase: 'idle', minutes: 0, stretches: [] }
  for (const entry of entries) {
    if (entry.clock !== clock) continue
    const { phase, stretches } = state
    const last = stretches.at(-1)
    if (entry.kind === 'start') {
      const { minutes } = entry
      if (minutes === null) state = { phase: 'idle', minutes: 0, stretches: [] }
      else if (phase === 'idle' || phase === 'stopped') {
        state = { phase: 'running', minutes, stretches: [stretch(entry.at, entry)] }
      } else state.minutes = minutes
    } else if (entry.kind === 'resume' && (phase === 'paused' || phase === 'stopped')) {
      state.phase = 'running'
      stretches.push(stretch(Math.max(entry.at, last?.to ?? entry.at), entry))
    } else if (entry.kind === 'pause' && phase === 'running' && last) {
      state.phase = 'paused'
      end(last, entry)
    } else if (entry.kind === 'stop' && (phase === 'running' || phase === 'paused')) {
      state.phase = 'stopped'
      if (last && phase === 'running') end(last, entry)
    }
  }
  return state
}

function stretch(from: number, { reason }: ClockEntry): Stretch {
  return { from, to: null, began: reason, ended: null }
}

function end(last: Stretch, { at, reason }: ClockEntry): void {
  last.to = Math.max(last.from, at)
  last.ended = reason
}

/** Where one clock stands at `now`: a function of ledger, calendar and time alone. */
export function readClock(
  entries: readonly ClockEntry[],
  clock: ClockName,
  calendar: Calendar | null,
  now: number,
): ClockReading {
  const { phase, minutes, stretches } = replay(entries, clock)
  if (phase === 'idle' || !calendar) return noClock
  let left = minutes
  let due: number | null = null
  for (const [i, { from, to }] of stretches.entries()) {
    const end = to ?? Math.max(now, from)
    if (due === null) {
      const candidate = dueAt(calendar, from, Math.max(0, left))
      const isLast = i === stretches.length - 1
      if (candidate !== null && (candidate <= end || (isLast && phase !== 'paused'))) due = candidate
    }
    left -= minutesBetween(calendar, from, end)
  }
  const late = left < 0
  return {
    dueAt: due,
    remainingMinutes: Math.floor(left),
    state: late ? 'breached' : phase === 'stopped' ? 'met' : phase === 'paused' ? 'paused' : 'running',
  }
}

/** The due time to sort by: only of a clock that runs. */
export function runningDueAt(
  entries: readonly ClockEntry[],
  clock: ClockName,
  calendar: Calendar | null,
  now: number,
): number | null {
  return replay(entries, clock).phase === 'running' ? readClock(entries, clock, calendar, now).dueAt : null
}
