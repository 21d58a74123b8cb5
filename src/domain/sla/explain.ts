import { type Calendar, openSpans } from './calendar.ts'
import { type ClockEntry, type ClockName, type ClockReading, readClock, replay } from './clock.ts'

/** A stretch of one clock: open time that counted, or a pause, with why it began. UTC epoch milliseconds. */
export type Interval = {
  kind: 'counted' | 'paused'
  from: number
  /** null: it goes on. */
  to: number | null
  /** Open minutes, broken ones included. */
  minutes: number
  /** The ledger's word for what began it. */
  reason: string | null
  /** The open spans that it is made of. */
  spans: { from: number; to: number; minutes: number }[]
}

export type Explanation = ClockReading & {
  clock: ClockName
  /** Minutes promised; null: none. */
  promised: number | null
  intervals: Interval[]
}

/** One clock, interval by interval: what was promised, what counted, what paused and why. */
export function explainClock(
  entries: readonly ClockEntry[],
  clock: ClockName,
  calendar: Calendar | null,
  now: number,
): Explanation {
  const { phase, minutes, stretches } = replay(entries, clock)
  const reading = readClock(entries, clock, calendar, now)
  if (phase === 'idle' || !calendar) return { ...reading, clock, promised: null, intervals: [] }
  const interval = (
    kind: Interval['kind'],
    from: number,
    to: number | null,
    reason: string | null,
  ): Interval => {
    const spans = openSpans(calendar, from, to ?? Math.max(now, from))
    const open = spans.reduce((sum, span) => sum + span.minutes, 0)
    return { kind, from, to, minutes: open, reason, spans }
  }
  const intervals: Interval[] = []
  for (const [at, { from, to, began, ended }] of stretches.entries()) {
    intervals.push(interval('counted', from, to, began))
    const next = stretches[at + 1]?.from ?? null
    if (to !== null && (next !== null || phase === 'paused'))
      intervals.push(interval('paused', to, next, ended))
  }
  return { ...reading, clock, promised: minutes, intervals }
}
