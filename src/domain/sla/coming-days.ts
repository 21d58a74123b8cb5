import type { OwnDays } from './calendar-definition.ts'
import { easterOf } from './easter.ts'

export type ComingDay = {
  /** ISO */
  date: string
  name: string | null
  /** None: closed. */
  open: readonly { start: string; end: string }[]
}

const day = 86_400_000
/** 29 February is never further away: 2096 to 2104. */
const mostYears = 9

function datesOf(own: OwnDays[number], year: number): string[] {
  if ('easter' in own) {
    const at = Date.parse(easterOf(year)) + own.easter * day
    return [new Date(at).toISOString().slice(0, 10)]
  }
  if (own.date.length > 5) return own.date.startsWith(String(year)) ? [own.date] : []
  const date = `${year}-${own.date}`
  // 29 February is no day of most years.
  return new Date(`${date}T00:00:00Z`).toISOString().startsWith(date) ? [date] : []
}

/** When each of an organisation's days comes next, the first to come first; those that are over are left out. @param today ISO */
export function comingDays(days: OwnDays, today: string): ComingDay[] {
  const year = Number(today.slice(0, 4))
  // A day before Easter may lie in the year before.
  const years = Array.from({ length: mostYears + 2 }, (_, at) => year - 1 + at)
  return days
    .flatMap((own) => {
      const dates = years.flatMap((each) => datesOf(own, each)).filter((date) => date >= today)
      const [date] = dates.sort()
      return date ? [{ date, name: own.name ?? null, open: own.open ?? [] }] : []
    })
    .sort((a, b) => (a.date < b.date ? -1 : 1))
}
