import { sql } from 'drizzle-orm'
import { type AnySQLiteColumn, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { type OwnDay, organisations, people, products } from './accounts.ts'
import { requestTypes } from './request-types.ts'
import { teams } from './teams.ts'

const dueFirst = sql`case when desk_due_at is null then 9007199254740991 else desk_due_at end`
const beingWorkedOn = sql`status in ('new', 'open', 'waiting')`

/** What a ticket belongs to beside its line; `id` is a word such as `support`, and a ticket's `queue` is one. */
export const queues = sqliteTable('queues', {
  id: text().primaryKey(),
  names: text({ mode: 'json' }).$type<Record<'pt' | 'en', string>>().notNull(),
  /** What becomes of a customer's message to a closed ticket. */
  followUp: text({ enum: ['reopen', 'reopen-within', 'new-linked', 'refuse'] }).notNull(),
  /** Days after closing; with `reopen-within`. */
  followUpDays: integer(),
  createdAt: integer().notNull(),
  archivedAt: integer(),
})

/** The reference is `SUP-` and `id`. */
export const tickets = sqliteTable(
  'tickets',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    subject: text().notNull(),
    status: text({ enum: ['new', 'open', 'waiting', 'resolved', 'closed', 'merged'] }).notNull(),
    /** A finer word for it, of `status_labels`. */
    statusLabel: text(),
    /** Whom a waiting ticket waits for. */
    waitingFor: text({ enum: ['customer', 'engineering', 'third-party', 'planned-version'] }),
    line: integer().notNull(),
    queue: text().notNull(),
    impact: text({ enum: ['low', 'normal', 'high', 'critical'] }).notNull(),
    urgency: text({ enum: ['low', 'normal', 'high', 'critical'] }).notNull(),
    priority: text({ enum: ['low', 'normal', 'high', 'critical'] }).notNull(),
    /** 1 (low) to 4 (critical), for sorting by an index. */
    priorityRank: integer().notNull(),
    productId: text().references(() => products.id),
    version: text(),
    requestType: text().references(() => requestTypes.id),
    organisationId: text()
      .notNull()
      .references(() => organisations.id),
    requesterId: text()
      .notNull()
      .references(() => people.id),
    assigneeId: text().references(() => people.id),
    /** Who looks after it together; who does the work is its assignee. */
    teamId: text().references(() => teams.id),
    /** The line-1 agent who keeps the conversation. */
    ownerId: text().references(() => people.id),
    channel: text({ enum: ['web', 'mail', 'api'] }).notNull(),
    fields: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
    createdAt: integer().notNull(),
    updatedAt: integer().notNull(),
    resolvedAt: integer(),
    closedAt: integer(),
    /** The oldest message of the customer that nobody answered. */
    unansweredSince: integer(),
    firstRespondedAt: integer(),
    /** The service level promised at opening; a later contract does not rewrite it. */
    levelId: text().notNull(),
    levelVersion: integer().notNull(),
    calendarVersion: integer().notNull(),
    /** Its organisation's at opening. */
    closedDays: text({ mode: 'json' }).$type<OwnDay[]>(),
    /** Derived from the clock ledger and kept for sorting: null when met, paused or not promised. */
    firstResponseDueAt: integer(),
    updateDueAt: integer(),
    resolutionDueAt: integer(),
    /** The nearest of the three. */
    nextDueAt: integer(),
    /** When its line's time is up (operational level). */
    lineDueAt: integer(),
    /** The nearest of all four: what the desk sorts by. */
    deskDueAt: integer(),
    /** When the next part of a promise is used up that somebody is warned of. */
    nextWarningAt: integer(),
    /** When a resolved ticket closes by itself. */
    closesAt: integer(),
    /** Version of its product that will have, or has, the fix. */
    plannedVersion: text(),
    /** That version is published. */
    fixedAt: integer(),
    /** The ticket that it became part of; that one may be part of another. */
    mergedIntoId: integer().references((): AnySQLiteColumn => tickets.id),
  },
  (table) => [
    index('tickets_requester').on(table.requesterId, table.updatedAt, table.id),
    index('tickets_organisation').on(table.organisationId, table.updatedAt, table.id),
    index('tickets_organisation_status').on(table.organisationId, table.status, table.updatedAt, table.id),
    index('tickets_updated').on(table.updatedAt, table.id),
    index('tickets_queue').on(table.line, table.status, table.updatedAt, table.id),
    index('tickets_assignee').on(table.assigneeId, table.status, table.updatedAt, table.id),
    index('tickets_due').on(table.nextDueAt, table.id),
    // What is being worked on, by what is due first: small, however many tickets are done. The conditions stand here as
    // list-conditions-store.ts writes them, or SQLite does not recognise them.
    index('tickets_work_due').on(dueFirst, table.id).where(beingWorkedOn),
    index('tickets_work_line').on(table.line, dueFirst, table.id).where(beingWorkedOn),
    index('tickets_work_assignee').on(table.assigneeId, dueFirst, table.id).where(beingWorkedOn),
    index('tickets_waiting_due').on(dueFirst, table.id).where(sql`status = 'waiting'`),
    index('tickets_work_priority').on(sql`-priority_rank`, table.id).where(beingWorkedOn),
    index('tickets_warning').on(table.nextWarningAt),
    index('tickets_closes').on(table.closesAt),
    // Few tickets wait for a version: the others are not in it.
    index('tickets_planned')
      .on(table.productId, table.plannedVersion)
      .where(sql`planned_version is not null and fixed_at is null`),
    index('tickets_status').on(table.status, table.updatedAt, table.id),
    index('tickets_of_queue').on(table.queue, table.status, table.updatedAt, table.id),
    index('tickets_of_type')
      .on(table.requestType, table.status, table.updatedAt, table.id)
      .where(sql`request_type is not null`),
    // Of a team: what is being worked on by what is due first, what is done by its last change, and by when it was opened.
    index('tickets_work_team').on(table.teamId, dueFirst, table.id).where(beingWorkedOn),
    index('tickets_of_team')
      .on(table.teamId, table.status, table.updatedAt, table.id)
      .where(sql`team_id is not null`),
    index('tickets_opened_team').on(table.teamId, table.id).where(sql`team_id is not null`),
    index('tickets_merged_into').on(table.mergedIntoId).where(sql`merged_into_id is not null`),
  ],
)

export const messages = sqliteTable(
  'messages',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    ticketId: integer()
      .notNull()
      .references(() => tickets.id),
    authorId: text().references(() => people.id),
    authorKind: text({ enum: ['customer', 'agent', 'system'] }).notNull(),
    channel: text({ enum: ['web', 'mail', 'api'] }).notNull(),
    audience: text({ enum: ['customer', 'internal'] }).notNull(),
    /** Markdown as typed. */
    body: text().notNull(),
    /** Rendered and sanitised when written: a view renders nothing. */
    html: text().notNull(),
    createdAt: integer().notNull(),
    /** Time that its author of the desk spent on it. */
    minutes: integer(),
  },
  (table) => [
    index('messages_ticket').on(table.ticketId, table.id),
    // All that is counted of the time spent in a period, as one stretch.
    index('messages_spent')
      .on(table.createdAt, table.ticketId, table.authorId, table.minutes)
      .where(sql`minutes > 0`),
  ],
)

/** A stored file is named by its content: `hash` is the SHA-256 (hex) in the file store. */
export const attachments = sqliteTable(
  'attachments',
  {
    id: text().primaryKey(),
    /** null until a message takes the upload. */
    messageId: integer().references(() => messages.id),
    ticketId: integer().references(() => tickets.id),
    uploaderId: text()
      .notNull()
      .references(() => people.id),
    hash: text().notNull(),
    name: text().notNull(),
    size: integer().notNull(),
    type: text().notNull(),
    createdAt: integer().notNull(),
    /** When its words went to the search. */
    searchedAt: integer(),
  },
  (table) => [
    index('attachments_message').on(table.messageId),
    index('attachments_to_search').on(table.id).where(sql`searched_at is null and message_id is not null`),
    index('attachments_ticket').on(table.ticketId),
    index('attachments_uploader').on(table.uploaderId, table.createdAt),
    index('attachments_hash').on(table.hash),
  ],
)

/** Append-only ledger of the service-level clocks. A deadline is a pure function of these and the versions. */
export const clockEntries = sqliteTable(
  'clock_entries',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    ticketId: integer()
      .notNull()
      .references(() => tickets.id),
    at: integer().notNull(),
    clock: text({ enum: ['first-response', 'update', 'resolution', 'line'] }).notNull(),
    kind: text({ enum: ['start', 'pause', 'resume', 'stop'] }).notNull(),
    /** On `start`: the minutes promised. */
    minutes: integer(),
    reason: text(),
  },
  (table) => [index('clock_entries_ticket').on(table.ticketId, table.id)],
)

/** One line's time with a ticket: who had it, since when, what it took. The last one of an active ticket is open. */
export const lineStays = sqliteTable(
  'line_stays',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    ticketId: integer()
      .notNull()
      .references(() => tickets.id),
    line: integer().notNull(),
    arrivedAt: integer().notNull(),
    leftAt: integer(),
    /** Why it came: opened, reopened, handed-back, or what an escalation said. */
    reason: text().notNull(),
    /** Who had it there last. */
    assigneeId: text().references(() => people.id),
    /** Open minutes promised by the operational level; null: none. */
    promised: integer(),
    /** Open minutes that it took, pauses left out; null while it is there, or where nothing is counted. */
    taken: integer(),
  },
  (table) => [
    index('line_stays_ticket').on(table.ticketId, table.id),
    index('line_stays_line').on(table.line, table.leftAt),
    index('line_stays_left')
      .on(table.leftAt, table.line, table.promised, table.taken, table.ticketId)
      .where(sql`left_at is not null`),
  ],
)

/** What the customer thinks of how a ticket was dealt with; a second thought replaces the first. */
export const ratings = sqliteTable(
  'ratings',
  {
    ticketId: integer()
      .primaryKey()
      .references(() => tickets.id),
    /** The ticket's. */
    organisationId: text()
      .notNull()
      .references(() => organisations.id),
    personId: text()
      .notNull()
      .references(() => people.id),
    /** 1 (very bad) to 5 (very good). */
    score: integer().notNull(),
    comment: text().notNull(),
    createdAt: integer().notNull(),
  },
  (table) => [
    index('ratings_created').on(table.createdAt),
    index('ratings_organisation').on(table.organisationId, table.createdAt),
  ],
)

/** A repeated request with the same key gets the first one's answer. */
export const idempotencyKeys = sqliteTable(
  'idempotency_keys',
  {
    id: text().primaryKey(),
    personId: text().notNull(),
    key: text().notNull(),
    /** SHA-256 of the input: another input under the same key is refused. */
    inputHash: text().notNull(),
    ticketId: integer().notNull(),
    createdAt: integer().notNull(),
  },
  (table) => [
    uniqueIndex('idempotency_keys_person_key').on(table.personId, table.key),
    index('idempotency_keys_created').on(table.createdAt),
  ],
)
