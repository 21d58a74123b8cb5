import { type FieldProblem, isDomainError, parse } from '#domain/shared/index.ts'
import { dayKey, type OwnDays, ownDaySchema } from '#domain/sla/index.ts'
import type { Lang } from '#i18n/index.ts'
import type { Form } from '../http/form.ts'
import { dayWords, formatHours, parseHours, parseOwnDay } from './day-lines.ts'

/** Of a row of the form, in order. */
export const dayParts = ['date', 'name', 'hours'] as const
type Part = (typeof dayParts)[number]

/** A day as its row of the form holds it. */
export type DayRow = Record<Part, string>

const field = /^closed-date-(\d{1,3})$/
const emptyRow: DayRow = { date: '', name: '', hours: '' }

export function rowsOf(lang: Lang, days: OwnDays): DayRow[] {
  return days.map((day) => ({
    date: dayWords(lang, day),
    name: day.name ?? '',
    hours: formatHours(day.open ?? []),
  }))
}

/** As they were typed, by their number in the form; rows where nothing was typed are left out. */
export function typedRows(form: Form): { at: number; row: DayRow }[] {
  const numbers = [...form.fields.keys()].flatMap((name) => field.exec(name)?.[1] ?? [])
  return numbers
    .map(Number)
    .sort((a, b) => a - b)
    .map((at) => {
      const of = (part: Part): string => form.get(`closed-${part}-${at}`).trim()
      return { at, row: { date: of('date'), name: of('name'), hours: of('hours') } }
    })
    .filter(({ row }) => row.date + row.name + row.hours !== '')
}

/** Rows to show, each with its number; after them an empty one. */
export function shownRows(typed: Form | null, lang: Lang, days: OwnDays): { at: number; row: DayRow }[] {
  const rows = typed ? typedRows(typed) : rowsOf(lang, days).map((row, at) => ({ at, row }))
  return [...rows, { at: (rows.at(-1)?.at ?? -1) + 1, row: emptyRow }]
}

type ReadRow = { day: OwnDays[number] } | { problem: FieldProblem }

function readRow(at: number, { date, name, hours }: DayRow): ReadRow {
  const wrong = (part: Part, code: string, params = {}): ReadRow => ({
    problem: { field: `closed-${part}-${at}`, code, params },
  })
  if (date === '') return wrong('date', 'required')
  const day = parseOwnDay(date)
  if (!day) return wrong('date', 'bad-day')
  const open = parseHours(hours)
  if (!open) return wrong('hours', 'bad-hours')
  try {
    return { day: parse(ownDaySchema, { ...day, name, open }) }
  } catch (error) {
    if (!isDomainError(error)) throw error
    const [{ field: path = '', code = 'invalid', params = {} } = {}] = error.fields
    const part = path.startsWith('name') ? 'name' : path.startsWith('open') ? 'hours' : 'date'
    return wrong(part, code, params)
  }
}

/** The days of an organisation, and what is wrong with its rows, each by its own field. */
export function readOwnDays(form: Form): { days: OwnDays; problems: FieldProblem[] } {
  const days: OwnDays[number][] = []
  const problems: FieldProblem[] = []
  for (const { at, row } of typedRows(form)) {
    const read = readRow(at, row)
    if ('problem' in read) problems.push(read.problem)
    else if (days.some((day) => dayKey(day) === dayKey(read.day)))
      problems.push({ field: `closed-date-${at}`, code: 'day-twice' })
    else days.push(read.day)
  }
  return { days, problems }
}
