import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { people } from './accounts.ts'

/**
 * What statistics count of each ticket: derived from its row, ledger and events, and made anew whenever one of them
 * says that it changed. Minutes are open ones, by the ticket's own calendar; `…Wall` are the clock's on the wall.
 */
export const ticketFacts = sqliteTable(
  'ticket_facts',
  {
    ticketId: integer().primaryKey(),
    /** The newest event of the ticket when this was read: what was read earlier replaces nothing. */
    eventId: integer().notNull(),
    createdAt: integer().notNull(),
    organisationId: text().notNull(),
    /** Empty: none. */
    productId: text().notNull(),
    line: integer().notNull(),
    /** Who has it, or had it last; else who keeps its conversation. Empty: nobody. */
    agentId: text().notNull(),
    /** 1 (low) to 4 (critical). */
    priority: integer().notNull(),
    /** Empty: none. */
    requestType: text().notNull().default(''),
    /** Who looks after it. Empty: none. */
    teamId: text().notNull().default(''),
    levelId: text().notNull(),
    /** 1: somebody still has something to do. */
    open: integer().notNull(),
    firstRespondedAt: integer(),
    firstResponseMinutes: integer(),
    firstResponseWall: integer(),
    /** null: nothing was promised. */
    firstResponsePromised: integer(),
    /** 1 kept, 0 broken, null: undecided, or nothing promised. */
    firstResponseKept: integer(),
    /** When an undecided promise breaks, if its clock runs. */
    firstResponseDueAt: integer(),
    /** The first time it was resolved or closed. */
    firstResolvedAt: integer(),
    /** The last time; null while open. */
    resolvedAt: integer(),
    resolutionMinutes: integer(),
    resolutionWall: integer(),
    resolutionPromised: integer(),
    resolutionKept: integer(),
    resolutionDueAt: integer(),
    /** How often. */
    reopened: integer().notNull(),
    ratedAt: integer(),
    score: integer(),
    /** From when on it is past a promise that is still to be kept; 0: it already was when this was read. null: done, or no clock runs. */
    overdueAt: integer(),
    /** In which sums it is counted: those of this making. */
    generation: integer().notNull().default(0),
  },
  (table) => {
    const { organisationId, productId, line, agentId, priority, requestType, teamId } = table
    const by = [organisationId, productId, line, agentId, priority, requestType, teamId] as const
    // Each holds all that is counted of its tickets, so that a month is one stretch of one index.
    return [
      index('ticket_facts_opened').on(
        table.createdAt,
        ...by,
        table.firstResponseMinutes,
        table.firstResponseKept,
        table.firstResponseDueAt,
      ),
      index('ticket_facts_resolved')
        .on(table.resolvedAt, ...by, table.resolutionMinutes, table.resolutionKept)
        .where(sql`resolved_at is not null`),
      index('ticket_facts_first_resolved')
        .on(table.firstResolvedAt, ...by, table.reopened)
        .where(sql`first_resolved_at is not null`),
      index('ticket_facts_rated')
        .on(table.ratedAt, ...by, table.score)
        .where(sql`rated_at is not null`),
      index('ticket_facts_open')
        .on(table.createdAt, ...by)
        .where(sql`open = 1`),
      index('ticket_facts_overdue')
        .on(table.overdueAt, table.createdAt, ...by)
        .where(sql`overdue_at is not null`),
      // First responses that are still awaited: of them a number counts what is late by now.
      index('ticket_facts_awaited')
        .on(table.firstResponseDueAt, table.createdAt, ...by)
        .where(sql`first_response_due_at is not null and first_response_kept is null`),
    ]
  },
)

/**
 * What is counted of one day of the house, so that a long period is few rows; times are kept one by one, so that
 * percentiles stay exact.
 */
export const factDays = sqliteTable(
  'fact_days',
  {
    /** `stays`: times on a line that ended that day, by line. */
    by: text({ enum: ['all', 'stays'] }).notNull(),
    /** Its first moment. */
    day: integer().notNull(),
    /** `Tally` of domain/stats, or `Stays` by line. */
    figures: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.by, table.day] })],
)

const count = () => integer().notNull().default(0)

/**
 * What is counted of a month of the house by each dimension: written with the facts, so that groups are compared
 * without reading their tickets. A ticket is counted in the month in which it was opened, resolved, …
 */
export const factSums = sqliteTable(
  'fact_sums',
  {
    /** Of which making of the facts. */
    generation: integer().notNull(),
    by: text({
      enum: ['organisation', 'product', 'requestType', 'team', 'line', 'agent', 'priority'],
    }).notNull(),
    /** The month's first moment; 0: all time, for what is open. */
    month: integer().notNull(),
    /** The identifier in it; a line or a priority as a number. */
    grp: text().notNull(),
    opened: count(),
    answered: count(),
    firstDecided: count(),
    firstKept: count(),
    resolved: count(),
    endDecided: count(),
    endKept: count(),
    onceResolved: count(),
    reopened: count(),
    rated: count(),
    scoreSum: count(),
    open: count(),
  },
  (table) => [primaryKey({ columns: [table.generation, table.by, table.month, table.grp] })],
)

/** Days on which something changed since they were counted. */
export const staleDays = sqliteTable('stale_days', { day: integer().primaryKey() })

/** How far the facts of all tickets have been made anew; one row. */
export const factRebuilds = sqliteTable('fact_rebuilds', {
  id: text().primaryKey(),
  /** Of the rules by which facts are made: a newer one starts another. */
  version: integer().notNull(),
  lastTicketId: integer().notNull(),
  /** The newest ticket when it began; later ones come by their events. */
  upToTicketId: integer().notNull(),
  startedAt: integer().notNull(),
  finishedAt: integer(),
  /** Counts makings: the sums of this one are those that grow. */
  generation: integer().notNull().default(0),
  /** Whose months the sums are of. */
  zone: text().notNull().default(''),
})

/** A report that somebody comes back to, or has sent. */
export const savedReports = sqliteTable(
  'saved_reports',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    ownerId: text()
      .notNull()
      .references(() => people.id),
    /** 1: all of the desk see it. */
    shared: integer().notNull(),
    /** Period, filters and table, as the report's verb takes them. */
    filter: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
    schedule: text({ enum: ['none', 'weekly', 'monthly'] }).notNull(),
    /** Of the day, in the support calendar's zone. */
    hour: integer().notNull(),
    /** Who gets it. */
    recipients: text({ mode: 'json' }).$type<string[]>().notNull(),
    /** null: it is not sent. */
    nextAt: integer(),
    revision: integer().notNull(),
    createdAt: integer().notNull(),
    updatedAt: integer().notNull(),
  },
  (table) => [
    index('saved_reports_owner').on(table.ownerId, table.name),
    index('saved_reports_shared').on(table.name).where(sql`shared = 1`),
    index('saved_reports_due').on(table.nextAt).where(sql`next_at is not null`),
  ],
)
