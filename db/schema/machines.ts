import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { apiTokens, organisations, people } from './accounts.ts'
import { events } from './events.ts'

/** What the portal signs with; made when it is first needed. */
export const portalSecrets = sqliteTable('portal_secrets', {
  name: text().primaryKey(),
  value: text().notNull(),
  createdAt: integer().notNull(),
})

/** What a token fetched on one day (UTC), for its quota. */
export const tokenUsage = sqliteTable(
  'token_usage',
  {
    tokenId: text()
      .notNull()
      .references(() => apiTokens.id),
    /** ISO date. */
    day: text().notNull(),
    bytes: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tokenId, table.day] })],
)

/** The secret address of a person's own feed. `id` is the SHA-256 (hex) of the secret. */
export const personFeeds = sqliteTable(
  'person_feeds',
  {
    id: text().primaryKey(),
    personId: text()
      .notNull()
      .references(() => people.id),
    createdAt: integer().notNull(),
    lastUsedAt: integer(),
  },
  (table) => [uniqueIndex('person_feeds_person').on(table.personId)],
)

/** Where an organisation wants to be told. */
export const webhooks = sqliteTable(
  'webhooks',
  {
    id: text().primaryKey(),
    organisationId: text()
      .notNull()
      .references(() => organisations.id),
    url: text().notNull(),
    /** `whsec_…`; deliveries are signed with it, so it is kept itself. */
    secret: text().notNull(),
    /** Deliveries are signed with it too until then. */
    previousSecret: text(),
    previousUntil: integer(),
    events: text({ mode: 'json' }).$type<string[]>().notNull(),
    createdBy: text()
      .notNull()
      .references(() => people.id),
    createdAt: integer().notNull(),
    disabledAt: integer(),
    disabledReason: text({ enum: ['person', 'failures'] }),
    /** Failed attempts since the last that succeeded. */
    failures: integer().notNull().default(0),
    removedAt: integer(),
  },
  (table) => [index('webhooks_organisation').on(table.organisationId, table.createdAt)],
)

/** Outbox of the webhooks; `id` is the `webhook-id`, the same at each attempt. */
export const webhookDeliveries = sqliteTable(
  'webhook_deliveries',
  {
    id: text().primaryKey(),
    webhookId: text()
      .notNull()
      .references(() => webhooks.id),
    eventId: integer()
      .notNull()
      .references(() => events.id),
    type: text().notNull(),
    /** What it is about, such as `release:gestor/7.4.2`; the body is made when it is sent. */
    subject: text().notNull(),
    at: integer().notNull(),
    /** `held`: not out yet, so nobody may see that it waits. */
    status: text({ enum: ['held', 'pending', 'delivered', 'failed'] }).notNull(),
    attempts: integer().notNull().default(0),
    /** null: no further attempt. */
    nextAttemptAt: integer(),
    lastAttemptAt: integer(),
    /** HTTP status of the last attempt; null: no answer. */
    lastStatus: integer(),
    lastError: text(),
    createdAt: integer().notNull(),
  },
  (table) => [
    uniqueIndex('webhook_deliveries_event').on(table.webhookId, table.eventId),
    index('webhook_deliveries_list').on(table.webhookId, table.createdAt),
    index('webhook_deliveries_due').on(table.nextAttemptAt),
  ],
)
