import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { people } from './accounts.ts'
import { tickets } from './tickets.ts'

/**
 * Two tickets that belong together. `related`: either way, the older one first. `parent`: from the whole to its part.
 * `follow-up`: from the earlier ticket to the one that goes on with it, which customers see too.
 */
export const ticketLinks = sqliteTable(
  'ticket_links',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    kind: text({ enum: ['related', 'parent', 'follow-up'] }).notNull(),
    fromId: integer()
      .notNull()
      .references(() => tickets.id),
    toId: integer()
      .notNull()
      .references(() => tickets.id),
    createdAt: integer().notNull(),
    /** null: the system. */
    createdBy: text().references(() => people.id),
  },
  (table) => [
    uniqueIndex('ticket_links_pair').on(table.fromId, table.toId, table.kind),
    index('ticket_links_to').on(table.toId, table.kind),
  ],
)

/** A ticket became part of another one; what it was before, so that it can be taken out again. */
export const merges = sqliteTable(
  'merges',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    ticketId: integer()
      .notNull()
      .references(() => tickets.id),
    intoId: integer()
      .notNull()
      .references(() => tickets.id),
    before: text({ mode: 'json' })
      .$type<{
        status: 'new' | 'open' | 'waiting' | 'resolved' | 'closed'
        waitingFor: 'customer' | 'engineering' | 'third-party' | 'planned-version' | null
        unansweredSince: number | null
      }>()
      .notNull(),
    mergedAt: integer().notNull(),
    mergedBy: text().references(() => people.id),
    undoneAt: integer(),
  },
  (table) => [
    // A ticket is part of one other at most.
    uniqueIndex('merges_ticket').on(table.ticketId).where(sql`undone_at is null`),
  ],
)
