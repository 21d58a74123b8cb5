import { Temporal } from 'temporal-polyfill'
import type { Explanation, Interval } from '#domain/sla/index.ts'
import type { Counting } from '#domain/tickets/index.ts'

/** The clocks of a ticket as a table for a terminal, in the calendar's zone. */
export function explanationWords(
  { reference, counting }: { reference: string; counting: Counting | null },
  now: number,
): string {
  if (!counting) return `${reference}: nothing was promised.`
  const { level, calendar, clocks } = counting
  const head = `${reference}: level ${level.name} (version ${level.version}), calendar ${calendar.id} (version ${calendar.version}), ${calendar.zone}`
  if (clocks.length === 0) return `${head}\nNo clock has begun.`
  return [head, ...clocks.map((clock) => clockWords(clock, calendar.zone, now))].join('\n\n')
}

function clockWords(
  { clock, promised, state, dueAt, remainingMinutes, intervals }: Explanation,
  zone: string,
  now: number,
): string {
  const at = (moment: number): string =>
    Temporal.Instant.fromEpochMilliseconds(moment)
      .toZonedDateTimeISO(zone)
      .toPlainDateTime()
      .toString({ smallestUnit: 'minute' })
      .replace('T', ' ')
  const due = dueAt === null ? '' : `, due ${at(dueAt)}`
  const left = remainingMinutes === null ? '' : `, ${remainingMinutes} min left`
  const rows = intervals.flatMap((interval) => intervalWords(interval, at, now))
  return [`${clock}: ${promised} min promised, ${state}${due}${left}`, ...rows].join('\n')
}

function intervalWords(
  { kind, from, to, minutes, reason, spans }: Interval,
  at: (moment: number) => string,
  now: number,
): string[] {
  const whole = (value: number): string => `${Math.round(value * 100) / 100} min`
  const until = to === null ? `${at(now)} (goes on)` : at(to)
  const head = `  ${kind.padEnd(7)} ${at(from)} – ${until}  ${whole(minutes)}${reason ? `  ${reason}` : ''}`
  return [head, ...spans.map((span) => `    open  ${at(span.from)} – ${at(span.to)}  ${whole(span.minutes)}`)]
}
