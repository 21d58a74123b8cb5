import { Temporal } from 'temporal-polyfill'
import { type Context, type FieldProblem, invalid, isDomainError, parse } from '#domain/shared/index.ts'
import {
  type CalendarDefinition,
  calendarSchema,
  type Defined,
  defineCalendar,
  type Simulated,
  simulate,
} from '#domain/sla/index.ts'
import { type DeedForm, deedForm } from '../http/deed-form.ts'
import type { Form } from '../http/form.ts'
import { instantOf } from './count.ts'
import { parseDatedDays, parseHours, parseYearlyDays } from './day-lines.ts'
import { parseDuration } from './durations.ts'

export type Simulation = Simulated & { zone: string; minutes: number }

type Done = { saved: string; as: Defined } | { simulation: Simulation; definition: CalendarDefinition }

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

/** What is written in the form. @throws DomainError `invalid` with every fault */
function readCalendar(form: Form): CalendarDefinition {
  const problems: FieldProblem[] = []
  const held = <T>(read: () => T, otherwise: T): T => {
    try {
      return read()
    } catch (error) {
      if (!isDomainError(error)) throw error
      problems.push(...error.fields)
      return otherwise
    }
  }
  const week = weekdays.flatMap((day) => {
    const open = parseHours(form.get(`day-${day}`))
    if (!open) problems.push({ field: `day-${day}`, code: 'bad-hours' })
    return (open ?? []).map((span) => ({ day, ...span }))
  })
  const definition = {
    zone: form.get('zone').trim(),
    week,
    holidays: form.get('holidays').trim().toUpperCase() || null,
    rules: held(() => parseYearlyDays('rules', form.get('rules')), []),
    exceptions: held(() => parseDatedDays('exceptions', form.get('exceptions')), []),
  }
  const parsed = held<CalendarDefinition | null>(() => parse(calendarSchema, definition), null)
  if (!parsed || problems.length > 0) throw invalid(ofDays(problems, week))
  return parsed
}

/** With the field of the weekday where a fault is about the week's nth stretch. A day says the same once. */
function ofDays(problems: readonly FieldProblem[], week: readonly { day: number }[]): FieldProblem[] {
  const named = problems.map((problem) => {
    const [, at] = /^week\.(\d+)/.exec(problem.field) ?? []
    const day = at === undefined ? undefined : week[Number(at)]?.day
    if (day === undefined) return problem
    return { ...problem, field: `day-${day}`, code: problem.code === 'invalid' ? 'bad-hours' : problem.code }
  })
  const same = (a: FieldProblem, b: FieldProblem): boolean => a.field === b.field && a.code === b.code
  return named.filter(
    (problem, i) => !problem.field.startsWith('day-') || named.findIndex((each) => same(each, problem)) === i,
  )
}

async function simulated(ctx: Context, form: Form, definition: CalendarDefinition): Promise<Done> {
  const { zone } = definition
  const minutes = parseDuration('duration', form.get('duration'))
  if (minutes === null) throw invalid([{ field: 'duration', code: 'required' }])
  if (minutes > 525_600) throw invalid([{ field: 'duration', code: 'invalid' }])
  const written = form.get('start')
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(written))
    throw invalid([{ field: 'start', code: 'invalid' }])
  const found = await simulate(ctx, definition, instantOf(written, zone), minutes)
  return { simulation: { ...found, zone, minutes }, definition }
}

/** @param calendar the one to change; null: a new one */
export function calendarForm(
  ctx: Context,
  request: Request,
  calendar: { id: string } | null,
): Promise<DeedForm & { done: Done | null }> {
  return deedForm<Done>(request, {
    save: async (form) => {
      const id = calendar?.id ?? form.get('id').trim()
      const definition = readCalendar(form)
      const as = await defineCalendar(ctx, { ...definition, id }, Number(form.get('from')) || 0)
      return { saved: id, as }
    },
    simulate: async (form) => simulated(ctx, form, readCalendar(form)),
  })
}

/** The present minute as a date field takes it. */
export function localNow(zone: string, now: number): string {
  return Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
}
