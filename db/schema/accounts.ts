import { type SQL, sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** Of every year (`MM-DD`, or by days after Easter Sunday), or of one date. */
export type OwnDay = ({ date: string } | { easter: number }) & {
  open?: { start: string; end: string }[]
  name?: string | undefined
}

const accents: readonly (readonly [plain: string, accented: string])[] = [
  ['a', 'áàâãÁÀÂÃ'],
  ['e', 'éêÉÊ'],
  ['i', 'íÍ'],
  ['o', 'óôõÓÔÕ'],
  ['u', 'úüÚÜ'],
  ['c', 'çÇ'],
  ['n', 'ñÑ'],
]

/** SQLite lowers ASCII alone and knows no accents; its parser takes thirty calls inside one another, not fifty. */
function withoutAccents(column: unknown): SQL {
  let folded = sql`lower(${column})`
  for (const [plain, accented] of accents) {
    for (const letter of accented)
      folded = sql`replace(${folded}, ${sql.raw(`'${letter}'`)}, ${sql.raw(`'${plain}'`)})`
  }
  return folded
}

/** Times are UTC epoch milliseconds; identifiers are ULIDs unless a comment says otherwise. */
export const organisations = sqliteTable(
  'organisations',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    /** For searching and sorting: in lower case, without the accents of Portuguese and Spanish. */
    plainName: text().generatedAlwaysAs((): SQL => withoutAccents(organisations.name), { mode: 'virtual' }),
    kind: text({ enum: ['customer', 'partner', 'house'] }).notNull(),
    /** Days on which it is not served, such as its municipal holiday: `OwnDays` of domain/sla; null: none. */
    closedDays: text({ mode: 'json' }).$type<OwnDay[]>(),
    /** Grows with each change: a save names the one it began from. */
    revision: integer().notNull().default(0),
    createdAt: integer().notNull(),
  },
  (table) => [index('organisations_name').on(table.plainName, table.id)],
)

export const people = sqliteTable(
  'people',
  {
    id: text().primaryKey(),
    email: text().notNull(),
    name: text().notNull(),
    /** For searching and sorting, as an organisation's. */
    plainName: text().generatedAlwaysAs((): SQL => withoutAccents(people.name), { mode: 'virtual' }),
    role: text({
      enum: ['customer', 'customer-manager', 'partner', 'agent', 'supervisor', 'editor', 'administrator'],
    }).notNull(),
    line: integer(),
    organisationId: text()
      .notNull()
      .references(() => organisations.id),
    lang: text({ enum: ['pt', 'en'] }).notNull(),
    passwordHash: text(),
    /** A machine of the organisation: it has tokens, and never signs in. */
    service: integer({ mode: 'boolean' }).notNull().default(false),
    createdAt: integer().notNull(),
    disabledAt: integer(),
    /** Grows with each change of the account: a save names the one it began from. */
    revision: integer().notNull().default(0),
  },
  (table) => [
    uniqueIndex('people_email').on(table.email),
    index('people_organisation').on(table.organisationId, table.name),
    index('people_role').on(table.role, table.line),
    // Whoever asks for support, to be found by the desk.
    index('people_callers')
      .on(table.plainName, table.id, table.email, table.organisationId)
      .where(
        sql`role in ('customer', 'customer-manager', 'partner') and disabled_at is null and service = 0`,
      ),
    // Whoever is told of updates unasked, in the order in which they are told.
    index('people_answering')
      .on(table.id)
      .where(sql`role in ('customer-manager', 'partner') and disabled_at is null and service = 0`),
  ],
)

/** A partner looks after the organisation. */
export const partnerships = sqliteTable(
  'partnerships',
  {
    partnerId: text()
      .notNull()
      .references(() => organisations.id),
    organisationId: text()
      .notNull()
      .references(() => organisations.id),
  },
  (table) => [primaryKey({ columns: [table.partnerId, table.organisationId] })],
)

/** `id` is the product's word in addresses, such as `gestor`. */
export const products = sqliteTable('products', {
  id: text().primaryKey(),
  name: text().notNull(),
  createdAt: integer().notNull(),
})

export const contracts = sqliteTable(
  'contracts',
  {
    id: text().primaryKey(),
    organisationId: text()
      .notNull()
      .references(() => organisations.id),
    level: text().notNull(),
    startsAt: integer().notNull(),
    suspendedAt: integer(),
    /** From then on it promises nothing; null: no end. */
    endsAt: integer(),
    /** Grows with each change: a save names the one it began from. */
    revision: integer().notNull().default(0),
    createdAt: integer().notNull(),
  },
  (table) => [
    index('contracts_level').on(table.level),
    index('contracts_organisation').on(table.organisationId),
  ],
)

/** One contract line: a product, its channel, and the last day on which new releases belong to it. */
export const contractProducts = sqliteTable(
  'contract_products',
  {
    contractId: text()
      .notNull()
      .references(() => contracts.id),
    productId: text()
      .notNull()
      .references(() => products.id),
    /** ISO date, inclusive; null: no end. */
    maintenanceEnd: text(),
    /** Days after it on which releases still belong to the contract. */
    graceDays: integer().notNull().default(0),
    channel: text({ enum: ['stable', 'rc', 'beta'] })
      .notNull()
      .default('stable'),
  },
  (table) => [primaryKey({ columns: [table.contractId, table.productId] })],
)

/** `id` is the SHA-256 (hex) of the session id that the cookie carries. */
export const sessions = sqliteTable(
  'sessions',
  {
    id: text().primaryKey(),
    personId: text()
      .notNull()
      .references(() => people.id),
    createdAt: integer().notNull(),
    expiresAt: integer().notNull(),
    /** The end that no renewal moves. */
    endsAt: integer().notNull(),
    userAgent: text().notNull(),
    address: text().notNull(),
  },
  (table) => [index('sessions_person').on(table.personId), index('sessions_expires').on(table.expiresAt)],
)

export const apiTokens = sqliteTable(
  'api_tokens',
  {
    id: text().primaryKey(),
    /** SHA-256 (hex) of the whole token. */
    hash: text().notNull(),
    personId: text()
      .notNull()
      .references(() => people.id),
    name: text().notNull(),
    /** Space-separated: tickets:read tickets:write updates:read eula:accept. */
    scopes: text().notNull(),
    createdAt: integer().notNull(),
    expiresAt: integer(),
    lastUsedAt: integer(),
    revokedAt: integer(),
    /** Bytes of release files a day (UTC); null: no limit. */
    dailyBytes: integer(),
    /** Of the secret before the last rotation, which works until then. */
    previousHash: text(),
    previousUntil: integer(),
    rotatedAt: integer(),
    /** When its end was last announced by letter. */
    warnedAt: integer(),
  },
  (table) => [
    uniqueIndex('api_tokens_hash').on(table.hash),
    uniqueIndex('api_tokens_previous_hash').on(table.previousHash),
    index('api_tokens_person').on(table.personId),
    index('api_tokens_expires').on(table.expiresAt),
  ],
)

/** Counters of the rate limits; they survive a restart. */
export const attempts = sqliteTable(
  'attempts',
  { key: text().primaryKey(), points: integer().notNull(), expiresAt: integer() },
  (table) => [index('attempts_expires').on(table.expiresAt)],
)

/** What somebody typed when the session had ended: kept until they sign in again. `id` is a SHA-256 (hex). */
export const parkedForms = sqliteTable(
  'parked_forms',
  {
    id: text().primaryKey(),
    path: text().notNull(),
    fields: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
    createdAt: integer().notNull(),
  },
  (table) => [index('parked_forms_created').on(table.createdAt)],
)

/** One-time links (first administrator, invitation, reset). `id` is the SHA-256 (hex) of the secret. */
export const oneTimeLinks = sqliteTable(
  'one_time_links',
  {
    id: text().primaryKey(),
    purpose: text({ enum: ['first-administrator', 'invitation', 'password'] }).notNull(),
    personId: text().references(() => people.id),
    createdAt: integer().notNull(),
    expiresAt: integer().notNull(),
    usedAt: integer(),
  },
  (table) => [index('one_time_links_person').on(table.personId, table.purpose)],
)
