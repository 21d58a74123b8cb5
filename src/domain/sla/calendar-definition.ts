import { z } from 'zod'

/** 'HH:MM' as minutes since midnight; 1440 for '24:00'. */
export function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
}

const timeSchema = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/)

const spanSchema = z.object({ start: timeSchema, end: timeSchema })

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== null
  } catch {
    return false
  }
}

function inOrder(span: { start: string; end: string }): boolean {
  return minuteOf(span.start) < minuteOf(span.end)
}

function apart(spans: readonly { start: string; end: string }[]): boolean {
  const sorted = spans.toSorted((a, b) => minuteOf(a.start) - minuteOf(b.start))
  return sorted.every((span, i) => i === 0 || minuteOf(sorted[i - 1]?.end ?? '') <= minuteOf(span.start))
}

const openSchema = z.array(spanSchema.refine(inOrder, 'ends-first')).max(20).refine(apart, 'overlap')

/** MM-DD */
const yearlySchema = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
/** Days after Easter Sunday; before it: negative. */
const easterSchema = z.int().min(-100).max(200)

/** A day that comes every year, and its hours: none is closed, some is a half day. */
const ruleSchema = z.union([
  z.strictObject({ date: yearlySchema, open: openSchema.default([]) }),
  z.strictObject({ easter: easterSchema, open: openSchema.default([]) }),
])

/** Days of every year, such as municipal holidays. */
export const rulesSchema = z.array(ruleSchema).max(100)

const nameSchema = z
  .string()
  .trim()
  .max(80)
  .transform((name) => name || undefined)
  .optional()

/** A day of one organisation, such as its municipal holiday: of every year, or of one date alone. */
export const ownDaySchema = z.union([
  z.strictObject({
    date: z
      .string()
      .refine((date) => (date.length > 5 ? z.iso.date() : yearlySchema).safeParse(date).success, 'invalid'),
    open: openSchema.default([]),
    name: nameSchema,
  }),
  z.strictObject({ easter: easterSchema, open: openSchema.default([]), name: nameSchema }),
])
export type OwnDays = readonly z.input<typeof ownDaySchema>[]

/** The same for days that are the same one, whatever their hours and name. */
export function dayKey(day: { date: string } | { easter: number }): string {
  return 'date' in day ? day.date : `easter ${day.easter}`
}

/** Where a day stands that an earlier one is already, with the part of it that says which. */
export function daysTwice(days: readonly ({ date: string } | { easter: number })[]): [number, string][] {
  const keys = days.map(dayKey)
  return days.flatMap((day, at): [number, string][] =>
    keys.indexOf(keys[at] ?? '') < at ? [[at, 'date' in day ? 'date' : 'easter']] : [],
  )
}

export const ownDaysSchema = z
  .array(ownDaySchema)
  .max(100)
  .superRefine((days, ctx) => {
    for (const path of daysTwice(days)) ctx.addIssue({ code: 'custom', path, message: 'day-twice' })
  })

export type Rule = z.output<typeof ruleSchema>
type RuleInput = z.input<typeof ruleSchema>
export type RulesInput = readonly RuleInput[]

/** Half-open intervals `[start, end)` in the zone's wall time. */
export const calendarSchema = z.object({
  /** IANA name, such as Europe/Lisbon. */
  zone: z.string().refine(isZone, 'unknown'),
  /** Day 1 is Monday. */
  week: z
    .array(spanSchema.extend({ day: z.int().min(1).max(7) }).refine(inOrder, 'ends-first'))
    .max(100)
    .refine(
      (week) => [1, 2, 3, 4, 5, 6, 7].every((day) => apart(week.filter((span) => span.day === day))),
      'overlap',
    ),
  /** ISO 3166 country, or a region of one, whose public holidays are closed, such as `PT` or `DE-BY`; null: none. */
  holidays: z
    .string()
    .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)
    .nullable(),
  /** Hours of days that come every year, instead of the week's and the holiday's; the first that fits holds. */
  rules: rulesSchema.default([]),
  /** One date's hours instead of all else; none: closed. */
  exceptions: z.array(z.object({ date: z.iso.date(), open: openSchema })).max(1000),
})

export type CalendarDefinition = z.output<typeof calendarSchema>
/** As it is written: what has a default may be left out. */
export type CalendarInput = z.input<typeof calendarSchema>
