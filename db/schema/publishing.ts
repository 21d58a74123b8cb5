import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { people, products } from './accounts.ts'
import { releases } from './releases.ts'

/** Public keys that release files may be signed with; the secret ones never come here. */
export const signingKeys = sqliteTable(
  'signing_keys',
  {
    id: text().primaryKey(),
    /** As minisign prints it: 16 hexadecimal digits. */
    keyId: text().notNull(),
    /** null: every product. */
    productId: text().references(() => products.id),
    /** As minisign writes it, in base64. */
    publicKey: text().notNull(),
    label: text().notNull(),
    addedBy: text().references(() => people.id),
    addedAt: integer().notNull(),
    revokedBy: text().references(() => people.id),
    /** From then on it signs nothing new; what was published stays. */
    revokedAt: integer(),
  },
  (table) => [index('signing_keys_product').on(table.productId)],
)

/** How a product's releases are published. */
export const publishingRules = sqliteTable('publishing_rules', {
  productId: text()
    .primaryKey()
    .references(() => products.id),
  /** Persons that a release needs: whoever submits it, and with 2 another who approves it. */
  persons: integer().notNull(),
  changedBy: text().references(() => people.id),
  changedAt: integer().notNull(),
})

/** What is known of a release beside what customers see: how it is written, submitted and approved. */
export const releaseDrafts = sqliteTable('release_drafts', {
  releaseId: text()
    .primaryKey()
    .references(() => releases.id),
  /** A submitted one waits for its second person. */
  state: text({ enum: ['writing', 'submitted', 'published'] }).notNull(),
  /** Counts the changes: a form that began from an earlier one is refused. */
  revision: integer().notNull(),
  /** One line for lists and feeds, by language. */
  summary: text({ mode: 'json' }).$type<{ pt: string; en: string }>(),
  /** Release notes in Markdown; null: they are in the content folder. */
  notes: text({ mode: 'json' }).$type<{ pt: string; en: string }>(),
  /** When it is to come out; null: as soon as it is published. */
  publishAt: integer(),
  /** May be lower than the newest of its channel. */
  older: integer({ mode: 'boolean' }).notNull().default(false),
  /** Of the manifest that it was made from, so that the same command goes on where it stopped. */
  fingerprint: text(),
  createdBy: text().references(() => people.id),
  changedBy: text().references(() => people.id),
  changedAt: integer().notNull(),
  submittedBy: text().references(() => people.id),
  submittedAt: integer(),
  approvedBy: text().references(() => people.id),
  approvedAt: integer(),
})

/** Uploads of release files that are under way; their bytes are in the folder of unfinished uploads. */
export const releaseUploads = sqliteTable(
  'release_uploads',
  {
    id: text().primaryKey(),
    releaseId: text()
      .notNull()
      .references(() => releases.id),
    name: text().notNull(),
    size: integer().notNull(),
    personId: text()
      .notNull()
      .references(() => people.id),
    createdAt: integer().notNull(),
    /** All bytes are there: the hash is being counted. */
    receivedAt: integer(),
    /** Why it was not taken; null: it was not refused. */
    refusal: text(),
  },
  (table) => [
    index('release_uploads_release').on(table.releaseId),
    index('release_uploads_created').on(table.createdAt),
  ],
)

/** Signed lists of a channel's releases, against withholding and rolling back. The highest sequence is served. */
export const channelManifests = sqliteTable(
  'channel_manifests',
  {
    productId: text()
      .notNull()
      .references(() => products.id),
    channel: text({ enum: ['stable', 'rc', 'beta'] }).notNull(),
    sequence: integer().notNull(),
    expiresAt: integer().notNull(),
    /** The bytes that were signed. */
    document: text().notNull(),
    signature: text().notNull(),
    keyId: text().notNull(),
    publishedBy: text().references(() => people.id),
    publishedAt: integer().notNull(),
    /** When administrators were told that it is about to expire. */
    warnedAt: integer(),
  },
  (table) => [primaryKey({ columns: [table.productId, table.channel, table.sequence] })],
)
