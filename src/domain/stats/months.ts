import { Temporal } from 'temporal-polyfill'
import type { Range } from './period.ts'

type Month = Temporal.PlainYearMonth

/** First moments never change, and working them out takes longer than most of what is counted by them. */
const starts = new Map<string, number>()
const mostStarts = 5000

function startOf(month: Month, zone: string): number {
  const key = `${zone} ${month}`
  const held = starts.get(key)
  if (held !== undefined) return held
  const start = month.toPlainDate({ day: 1 }).toZonedDateTime(zone).epochMilliseconds
  if (starts.size >= mostStarts) starts.clear()
  starts.set(key, start)
  return start
}

function monthAt(at: number, zone: string): Month {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toPlainYearMonth()
}

/** First moment of the month that an instant belongs to. */
export function monthAround(at: number, zone: string): number {
  return startOf(monthAt(at, zone), zone)
}

/** A stretch as the months that lie in it, by their first moments, and what is left of it before and after them. */
export type Months = { months: readonly number[]; rest: readonly Range[] }

/** @param now a month that goes on is whole where the stretch reaches it: nothing of it is later */
export function monthsWithin({ from, to }: Range, zone: string, now: number): Months {
  const months: number[] = []
  let month = monthAt(from, zone)
  if (startOf(month, zone) < from) month = month.add({ months: 1 })
  const first = startOf(month, zone)
  let end = first
  while (end < to) {
    month = month.add({ months: 1 })
    const next = startOf(month, zone)
    if (next > to && to < now) break
    months.push(end)
    end = next
  }
  if (months.length === 0) return { months, rest: from < to ? [{ from, to }] : [] }
  const rest = [
    { from, to: first },
    { from: end, to },
  ]
  return { months, rest: rest.filter((range) => range.from < range.to) }
}
