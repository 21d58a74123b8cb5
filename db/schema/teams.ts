import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { people } from './accounts.ts'

/** People of the desk who look after some tickets together; a ticket's `team_id` is one. */
export const teams = sqliteTable('teams', {
  id: text().primaryKey(),
  name: text().notNull(),
  /** What it is for; empty: nothing said. */
  note: text().notNull(),
  createdAt: integer().notNull(),
  archivedAt: integer(),
})

export const teamMembers = sqliteTable(
  'team_members',
  {
    teamId: text()
      .notNull()
      .references(() => teams.id),
    personId: text()
      .notNull()
      .references(() => people.id),
  },
  (table) => [
    primaryKey({ columns: [table.teamId, table.personId] }),
    index('team_members_person').on(table.personId, table.teamId),
  ],
)
