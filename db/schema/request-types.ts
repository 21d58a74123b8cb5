import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** What kind of request a ticket is, such as an incident or a question; `id` is a word, and a ticket's `request_type` is one. */
export const requestTypes = sqliteTable('request_types', {
  id: text().primaryKey(),
  names: text({ mode: 'json' }).$type<Record<'pt' | 'en', string>>().notNull(),
  /** Of which products it may be; none: of all. */
  productIds: text({ mode: 'json' }).$type<string[]>().notNull(),
  position: integer().notNull(),
  createdAt: integer().notNull(),
  archivedAt: integer(),
})

/**
 * Answers that tickets are looked for by, choices and yes or no, out of `tickets.fields`, which stays the record. Without
 * references: it is written with the ticket and read by key alone.
 */
export const ticketFieldValues = sqliteTable(
  'ticket_field_values',
  {
    ticketId: integer().notNull(),
    fieldId: text().notNull(),
    value: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ticketId, table.fieldId] }),
    index('ticket_field_values_value').on(table.fieldId, table.value, table.ticketId),
  ],
)
