import { Temporal } from 'temporal-polyfill'

const hour = 9

function mondayOf(now: number, zone: string): Temporal.PlainDate {
  const day = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate()
  return day.subtract({ days: day.dayOfWeek - 1 })
}

function roundOn(day: Temporal.PlainDate, zone: string): number {
  return day.toZonedDateTime({ timeZone: zone, plainTime: { hour } }).epochMilliseconds
}

/** The last Monday at nine, in the wall time of the zone, that is not after `now`. */
export function lastRound(now: number, zone: string): number {
  const monday = mondayOf(now, zone)
  const round = roundOn(monday, zone)
  return round <= now ? round : roundOn(monday.subtract({ days: 7 }), zone)
}

/** The first one after `now`. */
export function nextRound(now: number, zone: string): number {
  const monday = mondayOf(now, zone)
  const round = roundOn(monday, zone)
  return round > now ? round : roundOn(monday.add({ days: 7 }), zone)
}
