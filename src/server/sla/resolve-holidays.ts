import Holidays from 'date-holidays'

const day = 86_400_000

/** ISO dates of the country's, or its region's, public holidays; one that lasts several days gives each of them. */
export function resolveHolidays(country: string, years: readonly number[]): string[] {
  const [nation = '', region] = country.split('-')
  const library = region ? new Holidays(nation, region) : new Holidays(nation)
  const dates = years.flatMap((year) =>
    (library.getHolidays(year) ?? []).flatMap((holiday) => {
      if (holiday.type !== 'public') return []
      const first = Date.parse(`${holiday.date.slice(0, 10)}T00:00:00Z`)
      const days = Math.max(1, Math.floor((holiday.end.getTime() - holiday.start.getTime()) / day))
      return Array.from({ length: days }, (_, i) => new Date(first + i * day).toISOString().slice(0, 10))
    }),
  )
  return [...new Set(dates)].sort()
}

// As a program of its own: COUNTRY YEAR…, and the dates as JSON.
if (import.meta.main) {
  const [country = '', ...years] = process.argv.slice(2)
  process.stdout.write(JSON.stringify(resolveHolidays(country, years.map(Number))))
}
