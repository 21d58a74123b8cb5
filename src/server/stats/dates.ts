import type { Range } from '#domain/stats/index.ts'
import { type Lang, locale } from '#i18n/index.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

function format(
  lang: Lang,
  zone: string,
  options: Intl.DateTimeFormatOptions,
  key: string,
): Intl.DateTimeFormat {
  const name = `${lang} ${zone} ${key}`
  const held = formats.get(name) ?? new Intl.DateTimeFormat(locale[lang], { timeZone: zone, ...options })
  formats.set(name, held)
  return held
}

/** `3/11`, for a month `nov. 2026`: below a chart there is little room. */
export function partName(lang: Lang, unit: 'day' | 'week' | 'month', { from }: Range, zone: string): string {
  return unit === 'month'
    ? format(lang, zone, { month: 'short', year: '2-digit' }, 'month').format(from)
    : format(lang, zone, { day: 'numeric', month: 'numeric' }, 'day').format(from)
}

function iso(at: number, zone: string): string {
  const name = `iso ${zone}`
  // Sweden writes dates as ISO does.
  const held = formats.get(name) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone })
  formats.set(name, held)
  return held.format(at)
}

/** A stretch by its dates, both included. */
export function partDates({ from, to }: Range, zone: string): { from: string; to: string } {
  return { from: iso(from, zone), to: iso(to - 1, zone) }
}

/** `1–26 November 2026` */
export function datesWords(lang: Lang, { from, to }: { from: string; to: string }): string {
  const days = format(lang, 'UTC', { day: 'numeric', month: 'long', year: 'numeric' }, 'range')
  return days.formatRange(Date.parse(from), Date.parse(to))
}

/** For the name of a file. */
export function datesName({ from, to }: { from: string; to: string }): string {
  return `${from}_${to}`
}
