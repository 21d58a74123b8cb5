import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { people } from './accounts.ts'
import { tickets } from './tickets.ts'

/** When something happens to a ticket, if it is so and so, then this is done: data that the desk edits. */
export const rules = sqliteTable(
  'rules',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    /** Rules run in this order. */
    position: integer().notNull(),
    /** Acts on events after this one; null: switched off. */
    activeFrom: integer(),
    /** The one in use; a save names the one it began from. */
    version: integer().notNull(),
    createdAt: integer().notNull(),
    archivedAt: integer(),
  },
  (table) => [index('rules_position').on(table.archivedAt, table.position)],
)

/** Append-only: every save is a new version. The shape of `definition` is `RuleDefinition` of domain/rules. */
export const ruleVersions = sqliteTable(
  'rule_versions',
  {
    ruleId: text()
      .notNull()
      .references(() => rules.id),
    version: integer().notNull(),
    name: text().notNull(),
    definition: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    /** The version whose words this one has again. */
    restored: integer(),
    savedBy: text()
      .notNull()
      .references(() => people.id),
    savedAt: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.ruleId, table.version] })],
)

/** What rules did, one row for each rule and event: written with what was done and the reader's place. */
export const ruleRuns = sqliteTable(
  'rule_runs',
  {
    id: text().primaryKey(),
    ruleId: text()
      .notNull()
      .references(() => rules.id),
    version: integer().notNull(),
    eventId: integer().notNull(),
    /** The event that nobody's rule caused, with which it began. */
    rootEventId: integer().notNull(),
    ticketId: integer()
      .notNull()
      .references(() => tickets.id),
    trigger: text().notNull(),
    at: integer().notNull(),
    /** Rules that led to the event, oldest first. */
    path: text({ mode: 'json' }).$type<string[]>().notNull(),
    outcome: text({ enum: ['done', 'refused', 'stopped', 'failed'] }).notNull(),
    /** Why it was stopped or failed. */
    reason: text(),
    /** What came of each action, in order. */
    steps: text({ mode: 'json' }).$type<{ kind: string; outcome: string; code: string | null }[]>().notNull(),
  },
  (table) => [
    uniqueIndex('rule_runs_rule_event').on(table.ruleId, table.eventId),
    index('rule_runs_root').on(table.rootEventId),
    index('rule_runs_outcome').on(table.ruleId, table.outcome, table.eventId),
  ],
)

/** What letters to customers say by themselves, instead of the portal's own words. */
export const autoResponses = sqliteTable(
  'auto_responses',
  {
    id: text().primaryKey(),
    event: text({
      enum: ['received', 'out-of-hours', 'follow-up', 'follow-up-new', 'refused', 'resolved'],
    }).notNull(),
    /** Only for this queue's tickets; null: all. */
    queue: text(),
    lang: text({ enum: ['pt', 'en'] }).notNull(),
    subject: text().notNull(),
    /** Markdown with `{{variables}}`. */
    body: text().notNull(),
    /** Grows with each change: a save names the one it began from. */
    revision: integer().notNull(),
    updatedBy: text()
      .notNull()
      .references(() => people.id),
    updatedAt: integer().notNull(),
    archivedAt: integer(),
  },
  (table) => [index('auto_responses_event').on(table.archivedAt, table.event, table.lang)],
)
