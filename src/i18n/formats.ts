import { type Lang, locale } from './define.ts'

export type Formats = {
  /** `24/11/2026, 16:30` */
  moment(at: number): string
  /** `24/11, 16:30` */
  brief(at: number): string
  /** `16:30` */
  time(at: number): string
  /** `today at 16:30`, `tomorrow at 09:00`, `Friday at 09:00`, else the date and time. */
  near(at: number): string
  /** `24 November 2026` */
  day(at: number): string
  /** `2026-11-24`, for programs. */
  date(at: number): string
  /** `3 hours ago`, `yesterday`, else the date. */
  ago(at: number): string
  /** Minutes of support time as `1 h 40 min`. */
  span(minutes: number): string
  /** Bytes as `1.4 MB`. */
  size(bytes: number): string
  number(value: number): string
}

const minute = 60_000
const day = 86_400_000
const dateFormats = new Map<string, Intl.DateTimeFormat>()

/** Building a formatter takes far longer than using it, and holds memory that is freed late. */
function dates(tag: string, zone: string, style: keyof typeof styles): Intl.DateTimeFormat {
  const key = `${tag} ${zone} ${style}`
  const format = dateFormats.get(key) ?? new Intl.DateTimeFormat(tag, { timeZone: zone, ...styles[style] })
  dateFormats.set(key, format)
  return format
}

const styles = {
  time: { hour: '2-digit', minute: '2-digit' },
  weekday: { weekday: 'long' },
  day: { day: 'numeric', month: 'long', year: 'numeric' },
  short: { day: 'numeric', month: 'short' },
  shortYear: { day: 'numeric', month: 'short', year: 'numeric' },
  moment: { dateStyle: 'short', timeStyle: 'short' },
  brief: { day: '2-digit', month: '2-digit', hour: '2-digit', minute: '2-digit' },
  iso: { dateStyle: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

const relatives = {
  pt: new Intl.RelativeTimeFormat(locale.pt, { numeric: 'auto' }),
  en: new Intl.RelativeTimeFormat(locale.en, { numeric: 'auto' }),
}
const numberFormats = {
  pt: new Intl.NumberFormat(locale.pt, { maximumFractionDigits: 1 }),
  en: new Intl.NumberFormat(locale.en, { maximumFractionDigits: 1 }),
}

/** A date that has no time, such as an article's: `24 November 2026`. @param iso date, or a moment */
export function dayOf(lang: Lang, iso: string): string {
  return dates(locale[lang], 'UTC', 'day').format(Date.parse(iso))
}

/** @param zone IANA name of the zone that times are shown in */
export function formats(lang: Lang, zone: string, now: number): Formats {
  const show = (at: number, style: keyof typeof styles): string => dates(locale[lang], zone, style).format(at)
  const relative = relatives[lang]
  const numbers = numberFormats[lang]
  const time = (at: number): string => show(at, 'time')
  const longDay = (at: number): string => show(at, 'day')
  // Sweden writes dates as ISO does.
  const isoDay = (at: number): string => dates('sv-SE', zone, 'iso').format(at)
  const today = Date.parse(isoDay(now))
  const daysAway = (at: number): number => Math.round((Date.parse(isoDay(at)) - today) / day)
  const at = lang === 'pt' ? ' às ' : ' at '

  return {
    moment: (value) => show(value, 'moment'),
    brief: (value) => show(value, 'brief'),
    time,
    day: longDay,
    date: isoDay,
    near(value) {
      const away = daysAway(value)
      if (Math.abs(away) <= 1) return relative.format(away, 'day') + at + time(value)
      if (away > 1 && away < 7) return show(value, 'weekday') + at + time(value)
      const sameYear = isoDay(value).slice(0, 4) === isoDay(now).slice(0, 4)
      const date = show(value, sameYear ? 'short' : 'shortYear')
      return date + at + time(value)
    },
    ago(value) {
      const past = now - value
      if (past < minute) return relative.format(0, 'second')
      if (past < 60 * minute) return relative.format(-Math.floor(past / minute), 'minute')
      if (past < day && daysAway(value) === 0)
        return relative.format(-Math.floor(past / (60 * minute)), 'hour')
      const away = daysAway(value)
      return away > -14 ? relative.format(away, 'day') : longDay(value)
    },
    span(minutes) {
      const whole = Math.abs(minutes)
      const [h, m] = [Math.floor(whole / 60), whole % 60]
      return [h > 0 ? `${h} h` : '', m > 0 || h === 0 ? `${m} min` : ''].filter(Boolean).join(' ')
    },
    size(bytes) {
      if (bytes < 1000) return `${bytes} B`
      const [value, unit] =
        bytes < 1e6 ? [bytes / 1e3, 'kB'] : bytes < 1e9 ? [bytes / 1e6, 'MB'] : [bytes / 1e9, 'GB']
      return `${numbers.format(value)} ${unit}`
    },
    number: (value) => numbers.format(value),
  }
}
