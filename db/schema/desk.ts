import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { people } from './accounts.ts'
import { tickets } from './tickets.ts'

/** One change of many tickets at once, so that it can be seen and undone, also where it was cut short. */
export const bulkRuns = sqliteTable(
  'bulk_runs',
  {
    id: text().primaryKey(),
    personId: text()
      .notNull()
      .references(() => people.id),
    deed: text({
      enum: ['claim', 'assign', 'priority', 'status', 'team', 'tag', 'untag', 'escalate'],
    }).notNull(),
    createdAt: integer().notNull(),
    /** null: going on, or cut short. */
    finishedAt: integer(),
    /** When undoing began: nothing more is changed from then on. */
    undoneAt: integer(),
  },
  (table) => [
    index('bulk_runs_person').on(table.personId, table.createdAt),
    index('bulk_runs_created').on(table.createdAt),
  ],
)

/** What a run did with each ticket, written in the transaction that did it. */
export const bulkChanges = sqliteTable(
  'bulk_changes',
  {
    runId: text()
      .notNull()
      .references(() => bulkRuns.id),
    position: integer().notNull(),
    ticketId: integer()
      .notNull()
      .references(() => tickets.id),
    /** null: not reached. `same`: it was so already. */
    outcome: text({ enum: ['changed', 'same', 'refused'] }),
    /** Why it was refused, or could not be undone. */
    code: text(),
    /** The ticket before: `Snapshot` of domain/tickets. */
    before: text({ mode: 'json' }).$type<Record<string, unknown>>(),
    /** The change's last event: while the ticket has none after it, the change can be undone. */
    eventId: integer(),
    undo: text({ enum: ['undone', 'kept'] }),
  },
  (table) => [primaryKey({ columns: [table.runId, table.position] })],
)

/** A filter of the queue under a name. */
export const queueViews = sqliteTable(
  'queue_views',
  {
    id: text().primaryKey(),
    /** Who made it; a personal one is theirs alone. */
    ownerId: text()
      .notNull()
      .references(() => people.id),
    shared: integer({ mode: 'boolean' }).notNull(),
    name: text().notNull(),
    /** `ViewFilter` of domain/views. */
    filter: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
    /** null: as each person has them. */
    columns: text({ mode: 'json' }).$type<string[]>(),
    /** Its place among the shared ones, or among the owner's. */
    position: integer().notNull(),
    updatedAt: integer().notNull(),
  },
  (table) => [
    index('queue_views_owner').on(table.ownerId, table.shared, table.position),
    index('queue_views_shared').on(table.shared, table.position),
  ],
)

/** Which facts somebody's queues show. */
export const queueColumns = sqliteTable('queue_columns', {
  personId: text()
    .primaryKey()
    .references(() => people.id),
  columns: text({ mode: 'json' }).$type<string[]>().notNull(),
})

/** When somebody of the desk is away, and who stands in: one time at most for each, this one or the next. */
export const absences = sqliteTable(
  'absences',
  {
    personId: text()
      .primaryKey()
      .references(() => people.id),
    deputyId: text()
      .notNull()
      .references(() => people.id),
    fromAt: integer().notNull(),
    /** The first moment that they are back. */
    untilAt: integer().notNull(),
  },
  (table) => [index('absences_until').on(table.untilAt)],
)

/** What somebody of the desk has begun to write in a ticket, also for their other devices. */
export const drafts = sqliteTable(
  'drafts',
  {
    personId: text()
      .notNull()
      .references(() => people.id),
    ticketId: integer()
      .notNull()
      .references(() => tickets.id),
    fields: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
    updatedAt: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.personId, table.ticketId] }),
    index('drafts_person').on(table.personId, table.updatedAt),
    index('drafts_updated').on(table.updatedAt),
  ],
)
