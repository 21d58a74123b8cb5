import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { people } from './accounts.ts'
import { tickets } from './tickets.ts'

/** Steps with forms that a ticket goes through: data that the desk edits. The id is a word. */
export const processes = sqliteTable(
  'processes',
  {
    id: text().primaryKey(),
    /** The one that tickets begin with; a save names the one it began from. */
    version: integer().notNull(),
    createdAt: integer().notNull(),
    archivedAt: integer(),
  },
  (table) => [index('processes_archived').on(table.archivedAt, table.id)],
)

/** Append-only: every save is a new version. The shape of `definition` is `ProcessDefinition` of domain/processes. */
export const processVersions = sqliteTable(
  'process_versions',
  {
    processId: text()
      .notNull()
      .references(() => processes.id),
    version: integer().notNull(),
    /** As it was typed. */
    source: text().notNull(),
    definition: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    /** The version whose words this one has again. */
    restored: integer(),
    savedBy: text()
      .notNull()
      .references(() => people.id),
    savedAt: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.processId, table.version] })],
)

/** A process on a ticket. It keeps the version that it began with. */
export const ticketProcesses = sqliteTable(
  'ticket_processes',
  {
    id: text().primaryKey(),
    ticketId: integer()
      .notNull()
      .references(() => tickets.id),
    processId: text().notNull(),
    version: integer().notNull(),
    state: text({ enum: ['running', 'ended', 'cancelled'] }).notNull(),
    /** Where it stands; null: it is over. */
    step: text(),
    /** Grows with each step: a form names the one it was made for. */
    turn: integer().notNull(),
    startedAt: integer().notNull(),
    endedAt: integer(),
    /** Why it was cancelled. */
    reason: text(),
    /** What the actions on coming to where it stands were refused. */
    refused: text({ mode: 'json' }).$type<{ kind: string; code: string }[]>().notNull(),
  },
  (table) => [
    uniqueIndex('ticket_processes_running').on(table.ticketId).where(sql`state = 'running'`),
    index('ticket_processes_ticket').on(table.ticketId, table.startedAt),
    index('ticket_processes_process').on(table.processId, table.state),
  ],
)

/** Steps that were filled in. */
export const ticketProcessSteps = sqliteTable(
  'ticket_process_steps',
  {
    runId: text()
      .notNull()
      .references(() => ticketProcesses.id),
    /** Of the process when the step was filled in. */
    turn: integer().notNull(),
    step: text().notNull(),
    /** Values by the fields' keys. */
    answers: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
    /** Which button, by its place; null: the first way that applied. */
    button: integer(),
    messageId: integer(),
    completedBy: text()
      .notNull()
      .references(() => people.id),
    completedAt: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.turn] })],
)
