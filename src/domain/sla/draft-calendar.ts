import { type Context, invalid } from '../shared/index.ts'
import { type Calendar, dueAt, nextOpening, type OpenSpan, openSpans, prepareCalendar } from './calendar.ts'
import type { CalendarDefinition } from './calendar-definition.ts'

const year = 366 * 86_400_000

/** Public holidays of the years from one moment to another. @throws DomainError where no such country is known */
async function holidaysOf(ctx: Context, country: string, from: number, until: number): Promise<string[]> {
  const first = new Date(from).getUTCFullYear()
  const count = new Date(until).getUTCFullYear() - first + 1
  const years = Array.from({ length: count }, (_, at) => first + at)
  const dates = (await Promise.all(years.map((each) => ctx.holidays(country, each)))).flat()
  if (dates.length === 0) throw invalid([{ field: 'holidays', code: 'unknown' }])
  return dates
}

/** A calendar as it is written, saved or not, ready to count with from `from` until three years later. */
export async function draftCalendar(
  ctx: Context,
  definition: CalendarDefinition,
  from: number,
): Promise<Calendar> {
  const { holidays } = definition
  return prepareCalendar(definition, holidays ? await holidaysOf(ctx, holidays, from, from + 3 * year) : [])
}

/** A promise by it would never be due. @throws DomainError `invalid` with `never-opens` */
export async function checkOpens(ctx: Context, definition: CalendarDefinition): Promise<void> {
  const opening = nextOpening(await draftCalendar(ctx, definition, ctx.now), ctx.now)
  if (opening === null || opening > ctx.now + year) throw invalid([{ field: 'week', code: 'never-opens' }])
}

export type Simulated = {
  /** null: not within ten years */
  due: number | null
  /** What is counted, in order. */
  spans: OpenSpan[]
}

const mostSpans = 400

/** When so many open minutes from a moment are over, and which stretches of open time they are. */
export async function simulate(
  ctx: Context,
  definition: CalendarDefinition,
  from: number,
  minutes: number,
): Promise<Simulated> {
  const calendar = await draftCalendar(ctx, definition, from)
  const due = dueAt(calendar, from, minutes)
  return { due, spans: due === null ? [] : openSpans(calendar, from, due).slice(0, mostSpans) }
}
