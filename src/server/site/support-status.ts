import type { Context } from '#domain/shared/index.ts'
import {
  type Calendar,
  getCalendar,
  isOpen,
  minutesBetween,
  nextOpening,
  usualCalendar,
} from '#domain/sla/index.ts'

export type SupportStatus = { open: boolean; until: number | null; nextOpening: number | null; zone: string }

const minute = 60_000
const longest = 7 * 24 * 60

/** When the opening that includes `at` ends, to the minute; null where it does not end within a week. */
function closesAt(calendar: Calendar, at: number): number | null {
  const openThroughout = (minutes: number): boolean =>
    minutesBetween(calendar, at, at + minutes * minute) >= minutes
  if (openThroughout(longest)) return null
  let [low, high] = [0, longest]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (openThroughout(middle)) low = middle
    else high = middle - 1
  }
  // `at` lies within a minute, openings end on one.
  return Math.ceil((at + low * minute) / minute) * minute
}

/** Whether support is open now by the site's calendar, the portal's own where none is named; null where it does not exist (yet). */
export async function supportStatus(ctx: Context, calendarId: string): Promise<SupportStatus | null> {
  const calendar = await getCalendar(ctx, calendarId || usualCalendar).catch(() => null)
  if (!calendar) return null
  const open = isOpen(calendar, ctx.now)
  const until = open ? closesAt(calendar, ctx.now) : null
  return { open, until, nextOpening: open ? null : nextOpening(calendar, ctx.now), zone: calendar.zone }
}
