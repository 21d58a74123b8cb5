import { type Context, isDesk, notAllowed } from '../shared/index.ts'
import { type CalendarDefinition, calendarSchema } from './calendar-definition.ts'
import { type LevelDefinition, levelSchema } from './levels.ts'
import { contractsByLevel, newestCalendars, newestLevels } from './list-store.ts'
import { standardCalendars } from './standard-calendars.ts'

export type NamedCalendar = {
  id: string
  /** 0: the portal's own, which nobody changed yet. */
  version: number
  changedAt: number | null
  definition: CalendarDefinition
}

export type NamedLevel = {
  id: string
  version: number
  name: string
  changedAt: number
  /** Contracts that promise it. */
  contracts: number
  definition: LevelDefinition
}

function onlyDesk(ctx: Context): void {
  if (ctx.actor.kind !== 'system' && !isDesk(ctx.actor)) throw notAllowed('desk-only')
}

/** Calendars in their newest version, by identifier. */
export async function listCalendars(ctx: Context): Promise<NamedCalendar[]> {
  onlyDesk(ctx)
  const held = await newestCalendars(ctx.db)
  const defined = held.map(({ definition, createdAt, ...row }) => ({
    ...row,
    changedAt: createdAt,
    definition: calendarSchema.parse(definition),
  }))
  const own = Object.entries(standardCalendars)
    .filter(([id]) => !defined.some((calendar) => calendar.id === id))
    .map(([id, definition]) => ({
      id,
      version: 0,
      changedAt: null,
      definition: calendarSchema.parse(definition),
    }))
  return [...defined, ...own].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** Service levels in their newest version, by name. */
export async function listLevels(ctx: Context): Promise<NamedLevel[]> {
  onlyDesk(ctx)
  const [rows, counts] = await Promise.all([newestLevels(ctx.db), contractsByLevel(ctx.db)])
  return rows.map(({ definition, createdAt, ...row }) => ({
    ...row,
    changedAt: createdAt,
    contracts: counts.get(row.id) ?? 0,
    definition: levelSchema.parse(definition),
  }))
}
