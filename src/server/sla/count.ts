import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { type Calendar, dueAt, getCalendar, minutesBetween } from '#domain/sla/index.ts'
import type { Runtime } from '../runtime.ts'

const moment = z.union([z.string().max(40), z.number()])
const question = z.union([
  z.strictObject({ calendar: z.string().max(64), from: moment, minutes: z.number().min(0).max(10_000_000) }),
  z.strictObject({ calendar: z.string().max(64), from: moment, to: moment }),
])

export type Counter = (calendar: string, from: number) => Promise<Calendar>
export type Counted = { due: string | null } | { minutes: number } | { error: string }

/** Calendars of the portal by their identifier, in their newest version. */
export function createCounter(runtime: Pick<Runtime, 'context'>): Counter {
  const ctx = runtime.context({ kind: 'system', name: 'portal' })
  return (id, from) => getCalendar(ctx, id, null, from)
}

/**
 * One question: when so many open minutes are over, or how many lie between two moments. A moment is ISO 8601, with an
 * offset or else in the calendar's own zone, or UTC epoch milliseconds; `due` is null where it never comes.
 */
export async function answerCount(counter: Counter, line: string): Promise<Counted> {
  try {
    const asked = question.safeParse(JSON.parse(line))
    if (!asked.success)
      return { error: 'expected {calendar, from, minutes} or {calendar, from, to}; minutes are 0 or more' }
    const { data } = asked
    const { zone } = await counter(data.calendar, Date.now())
    const from = instantOf(data.from, zone)
    const calendar = await counter(data.calendar, from)
    if ('to' in data) return { minutes: minutesBetween(calendar, from, instantOf(data.to, zone)) }
    const due = dueAt(calendar, from, data.minutes)
    return { due: due === null ? null : inZone(due, zone) }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}

export function instantOf(written: string | number, zone: string): number {
  if (typeof written === 'number') return written
  try {
    return /(?:Z|[+-]\d\d:?\d\d)$/i.test(written)
      ? Temporal.Instant.from(written).epochMilliseconds
      : Temporal.PlainDateTime.from(written).toZonedDateTime(zone).epochMilliseconds
  } catch {
    throw new Error(`“${written}” is no moment: write it as 2026-11-27T12:20 or 2026-11-27T12:20:00Z`)
  }
}

/** `2026-11-27T14:50:00+00:00` */
function inZone(at: number, zone: string): string {
  const moment = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  return moment.toString({
    timeZoneName: 'never',
    smallestUnit: at % 60_000 === 0 ? 'second' : 'millisecond',
  })
}
