import { type FieldProblem, invalid } from '#domain/shared/index.ts'
import { dayKey, type OwnDays, type RulesInput } from '#domain/sla/index.ts'
import { type Lang, texts } from '#i18n/index.ts'

type Span = { start: string; end: string }
export type DatedDay = { date: string; open: Span[] }

/**
 * Days as people write them, a line each: `13/06`, `Easter+1`, `24/12/2026`, and after it the hours of a day that is
 * open in part, such as `09:00-13:00, 14:00-15:30`.
 */
const line =
  /^(?:(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?|(\d{4})-(\d\d)-(\d\d)|(?:p[áa]scoa|easter)\s*([+\-−–]\s*\d{1,3})?)\s*:?\s*(.*)$/i
const clock = /^(\d{1,2})[:h](\d\d)\s*[-–—]\s*(\d{1,2})[:h](\d\d)$/

const two = (value: string | number): string => String(value).padStart(2, '0')

/** `09:00-12:30, 14:00-18:00`; nothing or `closed`: none. @returns null when it is not understood */
export function parseHours(text: string): Span[] | null {
  const bare = text.trim().toLowerCase()
  if (bare === '' || /^(fechad[oa]|closed)$/.test(bare)) return []
  const spans: Span[] = []
  for (const part of bare.split(/\s*(?:[,;]|\be\b|\band\b)\s*/)) {
    const [, h1 = '', m1 = '', h2 = '', m2 = ''] = clock.exec(part) ?? []
    if (h1 === '') return null
    spans.push({ start: `${two(h1)}:${m1}`, end: `${two(h2)}:${m2}` })
  }
  return spans
}

export function formatHours(open: readonly Span[]): string {
  return open.map(({ start, end }) => `${start}-${end}`).join(', ')
}

type Day =
  | { month: string; day: string; year?: string | undefined; open: Span[] }
  | { easter: number; open: Span[] }

function parseDay(text: string): Day | null {
  const [all, d, m, y, y2, m2, d2, easter, hours = ''] = line.exec(text) ?? []
  if (all === undefined) return null
  const open = parseHours(hours)
  if (!open) return null
  if (d && m) return { day: two(d), month: two(m), year: y, open }
  if (y2 && m2 && d2) return { day: d2, month: m2, year: y2, open }
  const offset = Number((easter ?? '0').replace(/\s/g, '').replace(/[−–]/, '-'))
  return Number.isNaN(offset) ? null : { easter: offset, open }
}

function parseLines<T extends { date: string } | { easter: number }>(
  field: string,
  text: string,
  read: (day: Day) => T | null,
): T[] {
  const problems: FieldProblem[] = []
  const seen = new Map<string, number>()
  const days = text.split(/\r?\n/).flatMap((written, at) => {
    if (written.trim() === '') return []
    const day = parseDay(written.trim())
    const found = day && read(day)
    const first = found ? seen.get(dayKey(found)) : undefined
    const params = { line: at + 1, text: written.trim().slice(0, 60) }
    if (!found) problems.push({ field, code: 'bad-line', params })
    else if (first === undefined) seen.set(dayKey(found), at + 1)
    else problems.push({ field, code: 'line-twice', params: { ...params, first } })
    return found ? [found] : []
  })
  if (problems.length > 0) throw invalid(problems)
  return days
}

/** @throws DomainError `invalid` that names each line that is not understood, or whose day an earlier one has */
export function parseYearlyDays(field: string, text: string): RulesInput {
  return parseLines(field, text, (day) => {
    if ('easter' in day) return { easter: day.easter, open: day.open }
    const there = day.year === undefined && isDate(`2024-${day.month}-${day.day}`)
    return there ? { date: `${day.month}-${day.day}`, open: day.open } : null
  })
}

function ownDayOf(day: Day): OwnDays[number] | null {
  if ('easter' in day) return { easter: day.easter, open: day.open }
  const date = `${day.month}-${day.day}`
  if (!isDate(`${day.year ?? 2024}-${date}`)) return null
  return { date: day.year === undefined ? date : `${day.year}-${date}`, open: day.open }
}

/** Of every year or of one alone, without hours; null: not understood. */
export function parseOwnDay(text: string): OwnDays[number] | null {
  const day = parseDay(text.trim())
  return day && day.open.length === 0 ? ownDayOf(day) : null
}

/** @throws DomainError `invalid` that names each line that is not understood, or whose day an earlier one has */
export function parseOwnDays(field: string, text: string): OwnDays {
  return parseLines(field, text, ownDayOf)
}

/** @throws DomainError `invalid` that names each line that is not understood, or whose day an earlier one has */
export function parseDatedDays(field: string, text: string): DatedDay[] {
  return parseLines(field, text, (day) => {
    if ('easter' in day || day.year === undefined) return null
    const date = `${day.year}-${day.month}-${day.day}`
    return isDate(date) ? { date, open: day.open } : null
  })
}

function isDate(iso: string): boolean {
  const at = Date.parse(`${iso}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(iso)
}

export function formatYearlyDays(lang: Lang, rules: RulesInput): string {
  return rules
    .map((rule) => {
      const hours = formatHours(rule.open ?? [])
      return [dayWords(lang, rule), hours].filter(Boolean).join(' ')
    })
    .join('\n')
}

/** `13/06`, `24/12/2026` or `Páscoa+1`, as it is read. */
export function dayWords(lang: Lang, day: OwnDays[number]): string {
  if ('easter' in day) return easterWords(lang, day.easter)
  return day.date.split('-').reverse().join('/')
}

/** Days of an organisation, a line each, with what they are called. */
export function ownDayLines(lang: Lang, days: OwnDays): string[] {
  return days.map((day) =>
    [dayWords(lang, day), formatHours(day.open ?? []), day.name].filter(Boolean).join(' '),
  )
}

function easterWords(lang: Lang, offset: number): string {
  const { easter } = texts(lang).managing
  return offset === 0 ? easter : `${easter}${offset > 0 ? '+' : ''}${offset}`
}

export function formatDatedDays(days: readonly DatedDay[]): string {
  return days
    .map(({ date, open }) => {
      const [y, m, d] = date.split('-')
      return [`${d}/${m}/${y}`, formatHours(open)].filter(Boolean).join(' ')
    })
    .join('\n')
}
