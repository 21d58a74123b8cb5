import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import {
  type Context,
  conflict,
  invalid,
  isSupervisor,
  notAllowed,
  parse,
  type Transaction,
} from '../shared/index.ts'
import { calendarSchema, daysTwice } from './calendar-definition.ts'
import { checkOpens } from './draft-calendar.ts'
import { levelSchema } from './levels.ts'
import { standardCalendars } from './standard-calendars.ts'
import { findCalendar, findLevelNewest, insertCalendar, insertLevel } from './store.ts'

const id = z
  .string()
  .min(1)
  .max(64)
  .refine((word) => word === '' || /^[a-z0-9]+(-[a-z0-9]+)*$/.test(word), 'not-a-word')

export const namedCalendarSchema = calendarSchema
  .extend({ id })
  .strict()
  .superRefine((calendar, ctx) => {
    for (const list of ['rules', 'exceptions'] as const)
      for (const where of daysTwice(calendar[list]))
        ctx.addIssue({ code: 'custom', path: [list, ...where], message: 'day-twice' })
  })
export const namedLevelSchema = levelSchema.extend({ id, name: z.string().trim().min(1).max(120) }).strict()

export type Defined = 'new' | 'changed' | 'same'

/**
 * A calendar as from now on: a changed one is a new version, and tickets keep the version they were promised by.
 * @param from version that was changed; another one means that somebody changed it meanwhile
 */
export async function defineCalendar(ctx: Context, input: unknown, from?: number): Promise<Defined> {
  if (!isSupervisor(ctx.actor)) throw notAllowed('supervisors-only')
  const { id, ...definition } = parse(namedCalendarSchema, input)
  await checkOpens(ctx, definition)
  return ctx.write(async (tx) => {
    const held = await findCalendar(tx, id, null)
    if (from !== undefined && from !== (held?.version ?? 0))
      throw conflict(from === 0 ? 'calendar-exists' : 'calendar-changed')
    if (held && same(calendarSchema.parse(held.definition), definition)) return 'same'
    const version = (held?.version ?? 0) + 1
    await insertCalendar(tx, { id, version, definition, createdAt: ctx.now })
    await record(ctx, tx, 'calendar.defined', `calendar:${id}`, version, definition, held?.definition)
    return held ? 'changed' : 'new'
  })
}

/**
 * A service level as from now on; what was promised before stays. Its calendars must be there.
 * @param from version that was changed; another one means that somebody changed it meanwhile
 */
export async function defineLevel(ctx: Context, input: unknown, from?: number): Promise<Defined> {
  if (!isSupervisor(ctx.actor)) throw notAllowed('supervisors-only')
  const { id, name, ...definition } = parse(namedLevelSchema, input)
  return ctx.write(async (tx) => {
    for (const [priority, { calendar }] of Object.entries(definition.targets)) {
      if (Object.hasOwn(standardCalendars, calendar) || (await findCalendar(tx, calendar, null))) continue
      throw invalid([{ field: `targets.${priority}.calendar`, code: 'unknown' }])
    }
    const held = await findLevelNewest(tx, id)
    if (from !== undefined && from !== (held?.version ?? 0))
      throw conflict(from === 0 ? 'level-exists' : 'level-changed')
    if (held && held.name === name && same(levelSchema.parse(held.definition), definition)) return 'same'
    const version = (held?.version ?? 0) + 1
    await insertLevel(tx, { id, version, name, definition, createdAt: ctx.now })
    const before = held && { name: held.name, ...(held.definition as object) }
    await record(
      ctx,
      tx,
      'service-level.defined',
      `service-level:${id}`,
      version,
      { name, ...definition },
      before,
    )
    return held ? 'changed' : 'new'
  })
}

function record(
  ctx: Context,
  tx: Transaction,
  type: string,
  subject: string,
  version: number,
  after: object,
  before: unknown,
): Promise<number> {
  const changes: Record<string, [unknown, unknown]> = {}
  const held = (before ?? {}) as Record<string, unknown>
  for (const [field, value] of Object.entries(after)) {
    if (!same(held[field] ?? null, value)) changes[field] = [held[field] ?? null, value]
  }
  return recordEvent(ctx, tx, { type, subject, data: before ? { version, changes } : { version } })
}

/** Whatever the order in which keys were written. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, held]) => [key, sorted(held)]),
  )
}
