import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** Append-only: every change, written in its own transaction. Timeline, letters, audit and statistics read it. */
export const events = sqliteTable(
  'events',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    at: integer().notNull(),
    /** `noun.past-participle`, such as `ticket.opened`. */
    type: text().notNull(),
    /** null: the system. */
    actorId: text(),
    ticketId: integer(),
    organisationId: text(),
    /** What it is about when it is no ticket: kind and id, such as `release:gestor/7.4.2`. */
    subject: text(),
    data: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    requestId: text().notNull(),
  },
  (table) => [
    index('events_ticket').on(table.ticketId, table.id),
    index('events_type').on(table.type, table.id),
    index('events_organisation').on(table.organisationId, table.id),
    index('events_subject').on(table.subject, table.id),
    index('events_actor').on(table.actorId, table.id),
    // Where days begin and end among the identifiers, for those of the audit.
    index('events_at').on(table.at, table.id),
  ],
)

/** How far each reader of the events has come. */
export const eventReaders = sqliteTable('event_readers', {
  name: text().primaryKey(),
  lastEventId: integer().notNull(),
})

/** The outbox: one letter per event and person. */
export const letters = sqliteTable(
  'letters',
  {
    id: text().primaryKey(),
    eventId: integer()
      .notNull()
      .references(() => events.id),
    personId: text().notNull(),
    recipient: text().notNull(),
    lang: text({ enum: ['pt', 'en'] }).notNull(),
    template: text().notNull(),
    /** Stable for this letter's whole life, so that a repeated sending is recognised. */
    messageId: text().notNull(),
    inReplyTo: text(),
    /** Address at which one request ends such letters (RFC 8058); null: they follow from what somebody does. */
    unsubscribe: text(),
    subject: text().notNull(),
    text: text().notNull(),
    html: text().notNull(),
    createdAt: integer().notNull(),
    sentAt: integer(),
    attempts: integer().notNull().default(0),
    /** null once sent or given up. */
    nextAttemptAt: integer(),
    lastError: text(),
  },
  (table) => [
    uniqueIndex('letters_event_person').on(table.eventId, table.personId),
    index('letters_due').on(table.nextAttemptAt),
  ],
)
