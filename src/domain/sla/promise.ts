import type { Context, Reader } from '../shared/index.ts'
import { type Calendar, prepareCalendar } from './calendar.ts'
import { type CalendarDefinition, calendarSchema, type OwnDays } from './calendar-definition.ts'
import { type LevelDefinition, levelSchema, type Target, targetOf } from './levels.ts'
import { standardCalendars } from './standard-calendars.ts'
import { findCalendar, findContractLevel, findLevel, type LevelRow } from './store.ts'

export type Priority = 'low' | 'normal' | 'high' | 'critical'

/** What was promised for a ticket, and the calendar to count it by. */
export type ServicePromise = {
  levelId: string
  levelName: string
  levelVersion: number
  calendarVersion: number
  closedDays: OwnDays | null
  target: Target
  calendar: Calendar
}

/** What a ticket keeps of its promise. `closedDays`: on which its organisation is not served, such as a municipal holiday. */
export type PromiseKey = {
  levelId: string
  levelVersion: number
  calendarVersion: number
  closedDays: OwnDays | null
}

export const nothingPromised: PromiseKey = {
  levelId: 'none',
  levelVersion: 0,
  calendarVersion: 0,
  closedDays: null,
}

type Level = { name: string; definition: LevelDefinition }

type Known = {
  levels: Map<string, Level>
  definitions: Map<string, CalendarDefinition>
  calendars: Map<string, Calendar>
}

// Versions never change once written, so what one database said stays true as long as it is open.
const knownBy = new WeakMap<Reader, Known>()

function known(db: Reader): Known {
  const held = knownBy.get(db) ?? { levels: new Map(), definitions: new Map(), calendars: new Map() }
  knownBy.set(db, held)
  return held
}

async function getLevel(
  ctx: Context,
  { levelId, levelVersion }: Pick<PromiseKey, 'levelId' | 'levelVersion'>,
): Promise<Level> {
  const held = known(ctx.db).levels.get(`${levelId}/${levelVersion}`)
  if (held) return held
  const row = await findLevel(ctx.db, levelId, levelVersion)
  if (!row) throw new Error(`no service level ${levelId} of version ${levelVersion}`)
  return readLevel(ctx, row)
}

function readLevel(ctx: Context, row: LevelRow): Level {
  const { levels } = known(ctx.db)
  const key = `${row.id}/${row.version}`
  const level = levels.get(key) ?? { name: row.name, definition: levelSchema.parse(row.definition) }
  levels.set(key, level)
  return level
}

/**
 * One version of a calendar (null: the newest) with the holidays of every year from `from` to two years after now.
 * @throws Error when there is no such calendar: levels name calendars that exist
 */
export async function getCalendar(
  ctx: Context,
  id: string,
  version: number | null = null,
  from: number = ctx.now,
  own: OwnDays | null = null,
): Promise<Calendar> {
  const { definitions, calendars } = known(ctx.db)
  let definition = version === null ? undefined : definitions.get(`${id}/${version}`)
  let exact = version
  if (!definition) {
    const row = (await findCalendar(ctx.db, id, version)) ?? standardOf(id, version)
    if (!row)
      throw new Error(
        version ? `there is no version ${version} of a calendar ${id}` : `there is no calendar ${id}`,
      )
    exact = row.version
    const key = `${id}/${row.version}`
    // A standard calendar that the portal defines itself begins at version 1: 0 stays what it was.
    definition = definitions.get(key) ?? calendarSchema.parse(row.definition)
    definitions.set(key, definition)
  }
  const first = new Date(Math.min(from, ctx.now)).getUTCFullYear()
  const last = new Date(ctx.now).getUTCFullYear() + 2
  const key = `${id}/${exact}/${definition.holidays ? `${first}-${last}` : ''}/${own ? JSON.stringify(own) : ''}`
  const prepared = calendars.get(key)
  if (prepared) return prepared
  const country = definition.holidays
  const years = Array.from({ length: last - first + 1 }, (_, i) => first + i)
  const dates = country ? await Promise.all(years.map((year) => ctx.holidays(country, year))) : []
  const calendar = prepareCalendar(definition, dates.flat(), own ?? [])
  calendars.set(key, calendar)
  return calendar
}

/** null where there is none, or a version of the portal's own is asked for. */
function standardOf(id: string, version: number | null): { version: number; definition: unknown } | null {
  const definition = Object.hasOwn(standardCalendars, id) ? standardCalendars[id] : undefined
  return definition && (version ?? 0) === 0 ? { version: 0, definition } : null
}

/** What the organisation's contract in force promises for that priority; null: it has none. */
export async function currentPromise(
  ctx: Context,
  organisationId: string,
  priority: Priority,
): Promise<ServicePromise | null> {
  const row = await findContractLevel(ctx.db, organisationId, ctx.now)
  if (!row) return null
  const { name, definition } = readLevel(ctx, row)
  const target = targetOf(definition, priority)
  const calendarVersion = row.calendarVersions[target.calendar] ?? 0
  const { closedDays } = row
  const calendar = await getCalendar(ctx, target.calendar, calendarVersion, ctx.now, closedDays)
  const levelVersion = row.version
  return { levelId: row.id, levelName: name, levelVersion, calendarVersion, closedDays, target, calendar }
}

/** The ticket's promise after its priority changed; only a calendar that it did not have is taken in its newest version. */
export async function changedPromise(
  ctx: Context,
  promise: ServicePromise,
  priority: Priority,
  openedAt: number,
): Promise<ServicePromise> {
  const level = await getLevel(ctx, promise)
  const target = targetOf(level.definition, priority)
  if (target.calendar === promise.target.calendar) return { ...promise, target }
  const calendarVersion = (await findCalendar(ctx.db, target.calendar, null))?.version ?? 0
  const calendar = await getCalendar(ctx, target.calendar, calendarVersion, openedAt, promise.closedDays)
  return { ...promise, target, calendar, calendarVersion }
}

/** The promise a ticket was opened with, for its priority; a later contract or version changes nothing of it. */
export async function promiseOf(
  ctx: Context,
  key: PromiseKey,
  priority: Priority,
  openedAt: number,
): Promise<ServicePromise | null> {
  if (key.levelVersion === 0) return null
  const level = await getLevel(ctx, key)
  const target = targetOf(level.definition, priority)
  const calendar = await getCalendar(ctx, target.calendar, key.calendarVersion, openedAt, key.closedDays)
  return { ...key, levelName: level.name, target, calendar }
}
