import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Versioned: a changed calendar is a new row. The shape of `definition` is `CalendarDefinition` of domain/sla. */
export const calendars = sqliteTable(
  'calendars',
  {
    id: text().notNull(),
    version: integer().notNull(),
    definition: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    createdAt: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.id, table.version] })],
)

/** Versioned like calendars. The shape of `definition` is `LevelDefinition` of domain/sla. */
export const serviceLevels = sqliteTable(
  'service_levels',
  {
    id: text().notNull(),
    version: integer().notNull(),
    name: text().notNull(),
    definition: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    createdAt: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.id, table.version] })],
)
