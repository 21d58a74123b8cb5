import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { organisations, people } from './accounts.ts'

/** What the desk should know of an organisation; never shown to it. */
export const organisationNotes = sqliteTable(
  'organisation_notes',
  {
    id: text().primaryKey(),
    organisationId: text()
      .notNull()
      .references(() => organisations.id),
    /** Markdown as typed. */
    body: text().notNull(),
    /** Rendered and sanitised when written. */
    html: text().notNull(),
    authorId: text()
      .notNull()
      .references(() => people.id),
    createdAt: integer().notNull(),
    removedAt: integer(),
  },
  (table) => [
    index('organisation_notes_organisation').on(table.organisationId, table.removedAt, table.createdAt),
  ],
)
