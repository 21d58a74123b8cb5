import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { people, products } from './accounts.ts'
import { events } from './events.ts'

/** What somebody wants to be told of a product's updates; nobody's row: what their role gets unasked. */
export const updateSubscriptions = sqliteTable(
  'update_subscriptions',
  {
    personId: text()
      .notNull()
      .references(() => people.id),
    productId: text()
      .notNull()
      .references(() => products.id),
    level: text({ enum: ['none', 'security', 'all'] }).notNull(),
    /** What is told at once; the rest comes once a week. */
    atOnce: text({ enum: ['critical', 'security'] }).notNull(),
    changedAt: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.personId, table.productId] }),
    // In the order of people: whoever is told is found page by page.
    index('update_subscriptions_product').on(table.productId, table.personId),
  ],
)

/** Who wants no notices at all, whatever they or a contract add later, until they choose again. */
export const noticeStops = sqliteTable('notice_stops', {
  personId: text()
    .primaryKey()
    .references(() => people.id),
  at: integer().notNull(),
})

/** What there is to tell: one for each event that says so, from the moment that it is out. */
export const notices = sqliteTable(
  'notices',
  {
    eventId: integer()
      .primaryKey()
      .references(() => events.id),
    /** `turn`: more organisations get a release that is rolled out in stages; `contract`: what one opens. */
    kind: text({
      enum: [
        'release',
        'turn',
        'withdrawal',
        'advisory',
        'advisory-change',
        'advisory-withdrawal',
        'contract',
      ],
    }).notNull(),
    /** As the event's: `release:gestor/7.5.1`, `advisory:ADV-2026-0001`, `contract:vila-nova-ouro`. */
    subject: text().notNull(),
    /** When it is out: embargoes keep it until then. */
    dueAt: integer().notNull(),
    /** Of a release: from which place in its rollout those are who are told, and up to which. */
    turnFrom: integer(),
    turnTo: integer(),
    /** Up to whom it was told at once, in the order of people. */
    cursor: text().notNull().default(''),
    /** When everybody who is told at once was. */
    doneAt: integer(),
    /** The week whose letter has it for the others: when that was due. */
    weeklyAt: integer(),
  },
  (table) => [
    index('notices_due').on(table.dueAt).where(sql`done_at is null`),
    index('notices_waiting').on(table.dueAt).where(sql`weekly_at is null`),
    index('notices_weekly').on(table.weeklyAt),
    index('notices_subject').on(table.subject),
  ],
)

/** Who was told of what: nobody is told twice. */
export const toldNotices = sqliteTable(
  'told_notices',
  {
    personId: text()
      .notNull()
      .references(() => people.id),
    eventId: integer()
      .notNull()
      .references(() => notices.eventId),
    pace: text({ enum: ['at-once', 'weekly'] }).notNull(),
    /** The event that the letter belongs to. */
    letterEventId: integer().notNull(),
    /** Whom it concerned, of those that the person speaks for. */
    organisationIds: text({ mode: 'json' }).$type<string[]>().notNull(),
    /** What of: the products of which the person wants to know. */
    productIds: text({ mode: 'json' }).$type<string[]>().notNull(),
    at: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.personId, table.eventId] }),
    index('told_notices_letter').on(table.personId, table.letterEventId),
  ],
)

/** Each weekly round of letters, and how far it has come. */
export const noticeWeeks = sqliteTable('notice_weeks', {
  dueAt: integer().primaryKey(),
  /** Its letters belong to this event; null: nothing was to be told. */
  eventId: integer().references(() => events.id),
  /** Up to whom it was written, in the order of people. */
  cursor: text().notNull().default(''),
  doneAt: integer(),
})
