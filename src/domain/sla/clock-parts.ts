import { type Calendar, minutesBetween } from './calendar.ts'
import { type ClockEntry, type ClockName, replay } from './clock.ts'

/** A stretch of a clock in open minutes: counted, paused, counted beyond the promise, or still unused. */
export type ClockPart = { kind: 'counted' | 'paused' | 'over' | 'unused'; minutes: number }

/**
 * One clock from its start, interval by interval, for a drawing: what was counted and what is unused make the promise.
 * @returns none when nothing is promised
 */
export function clockParts(
  entries: readonly ClockEntry[],
  clock: ClockName,
  calendar: Calendar | null,
  now: number,
): ClockPart[] {
  const { phase, minutes: promised, stretches } = replay(entries, clock)
  if (phase === 'idle' || !calendar) return []
  const parts: ClockPart[] = []
  const add = (kind: ClockPart['kind'], minutes: number): void => {
    if (minutes > 0) parts.push({ kind, minutes })
  }
  let left = promised
  for (const [i, { from, to }] of stretches.entries()) {
    const open = minutesBetween(calendar, from, to ?? Math.max(now, from))
    add('counted', Math.min(open, Math.max(0, left)))
    add('over', open - Math.max(0, Math.min(open, left)))
    left -= open
    const resumed = stretches[i + 1]?.from ?? (phase === 'paused' ? now : null)
    if (to !== null && resumed !== null) add('paused', minutesBetween(calendar, to, resumed))
  }
  add('unused', left)
  return parts
}
