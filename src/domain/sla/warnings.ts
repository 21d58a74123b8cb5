import { type Calendar, dueAt, minutesBetween } from './calendar.ts'
import { type ClockEntry, type ClockName, replay } from './clock.ts'

/** So much of a promise's time is used up: somebody is told. */
export const warnedAt: readonly number[] = [50, 80, 100]

/** UTC epoch milliseconds at which so many percent of a clock's minutes are used up, if it goes on running. */
export type Warning = { clock: ClockName; percent: number; at: number }

/** What a running clock warns of, past and to come; a paused or stopped one warns of nothing. */
export function warningsOf(
  entries: readonly ClockEntry[],
  clock: ClockName,
  calendar: Calendar | null,
): Warning[] {
  const { phase, minutes, stretches } = replay(entries, clock)
  if (phase !== 'running' || !calendar) return []
  return warnedAt.flatMap((percent) => {
    let left = (minutes * percent) / 100
    for (const { from, to } of stretches) {
      const open = to === null ? Number.POSITIVE_INFINITY : minutesBetween(calendar, from, to)
      if (open >= left) {
        const at = dueAt(calendar, from, Math.max(0, left))
        return at === null ? [] : [{ clock, percent, at }]
      }
      left -= open
    }
    return []
  })
}
