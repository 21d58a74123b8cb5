import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { people } from './accounts.ts'
import { tickets } from './tickets.ts'

const ticketId = () =>
  integer()
    .notNull()
    .references(() => tickets.id)

/** Words that the desk sorts tickets by, in lower case. */
export const ticketTags = sqliteTable(
  'ticket_tags',
  { ticketId: ticketId(), tag: text().notNull() },
  (table) => [
    primaryKey({ columns: [table.ticketId, table.tag] }),
    index('ticket_tags_tag').on(table.tag, table.ticketId),
  ],
)

/** Those that were ever used, for suggestions. */
export const tags = sqliteTable(
  'tags',
  { tag: text().primaryKey(), lastUsedAt: integer().notNull() },
  (table) => [index('tags_last_used').on(table.lastUsedAt)],
)

/** `watcher`: somebody of the desk who gets its letters. `copy`: a colleague of the customer who sees this ticket, too. */
export const ticketPeople = sqliteTable(
  'ticket_people',
  {
    ticketId: ticketId(),
    personId: text()
      .notNull()
      .references(() => people.id),
    kind: text({ enum: ['watcher', 'copy'] }).notNull(),
    addedAt: integer().notNull(),
    addedBy: text().references(() => people.id),
  },
  (table) => [
    primaryKey({ columns: [table.ticketId, table.personId] }),
    index('ticket_people_person').on(table.personId, table.kind, table.ticketId),
  ],
)

/** What somebody of the desk wants to be reminded of, once. */
export const reminders = sqliteTable(
  'reminders',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    ticketId: ticketId(),
    personId: text()
      .notNull()
      .references(() => people.id),
    at: integer().notNull(),
    word: text().notNull(),
    createdAt: integer().notNull(),
    doneAt: integer(),
  },
  (table) => [
    index('reminders_due').on(table.at).where(sql`done_at is null`),
    index('reminders_ticket').on(table.ticketId, table.at),
  ],
)

export const checklistItems = sqliteTable(
  'checklist_items',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    ticketId: ticketId(),
    text: text().notNull(),
    createdAt: integer().notNull(),
    doneAt: integer(),
    doneBy: text().references(() => people.id),
  },
  (table) => [index('checklist_items_ticket').on(table.ticketId, table.id)],
)

/** Finer words for a status, which customers read beside it. */
export const statusLabels = sqliteTable('status_labels', {
  id: text().primaryKey(),
  status: text({ enum: ['open', 'waiting', 'resolved', 'closed'] }).notNull(),
  names: text({ mode: 'json' }).$type<Record<'pt' | 'en', string>>().notNull(),
  createdAt: integer().notNull(),
  archivedAt: integer(),
})
