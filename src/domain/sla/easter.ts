/** ISO date of Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher). @param year 1583 or later */
export function easterOf(year: number): string {
  const a = year % 19
  const century = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor(century / 4)
  const g = Math.floor((8 * century + 13) / 25)
  const h = (19 * a + century - d - g + 15) % 30
  const l = (32 + 2 * (century % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 19 * l) / 433)
  const month = Math.floor((h + l - 7 * m + 90) / 25)
  const date = (h + l - 7 * m + 33 * month + 19) % 32
  return [year, String(month).padStart(2, '0'), String(date).padStart(2, '0')].join('-')
}
