import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { organisations, people, products } from './accounts.ts'

export const releases = sqliteTable(
  'releases',
  {
    id: text().primaryKey(),
    productId: text()
      .notNull()
      .references(() => products.id),
    version: text().notNull(),
    /** Sorts as the version does: each number padded. */
    sortKey: text().notNull(),
    channel: text({ enum: ['stable', 'rc', 'beta'] }).notNull(),
    kind: text({ enum: ['full', 'cumulative', 'hotfix', 'security'] }).notNull(),
    severity: text({ enum: ['low', 'medium', 'high', 'critical'] }),
    status: text({ enum: ['draft', 'published', 'yanked'] }).notNull(),
    publishedAt: integer(),
    /** Absent for everyone but staff before this time. */
    embargoUntil: integer(),
    yankedReason: text({ mode: 'json' }).$type<{ pt: string; en: string }>(),
    replacement: text(),
    /** Version that must be installed first; null: any. */
    requires: text(),
    /** May not be skipped on the way up. */
    required: integer({ mode: 'boolean' }).notNull(),
    freeForAll: integer({ mode: 'boolean' }).notNull(),
    cves: text({ mode: 'json' }).$type<string[]>().notNull(),
    fixes: text({ mode: 'json' }).$type<string[]>().notNull(),
    sequence: integer().notNull(),
    createdAt: integer().notNull(),
  },
  (table) => [
    uniqueIndex('releases_product_version').on(table.productId, table.version),
    index('releases_product_sort').on(table.productId, table.sortKey),
  ],
)

export const releaseFiles = sqliteTable(
  'release_files',
  {
    id: text().primaryKey(),
    releaseId: text()
      .notNull()
      .references(() => releases.id),
    name: text().notNull(),
    size: integer().notNull(),
    /** Hex; also the file's name in the file store. */
    sha256: text().notNull(),
    role: text({ enum: ['installer', 'documentation', 'sbom', 'provenance', 'signature'] }).notNull(),
    platform: text(),
    /** minisign signature, whole text. */
    signature: text(),
    createdAt: integer().notNull(),
  },
  (table) => [
    uniqueIndex('release_files_name').on(table.releaseId, table.name),
    index('release_files_hash').on(table.sha256),
  ],
)

/** The audit of downloads: one row per decision that let somebody fetch a file. */
export const downloadGrants = sqliteTable(
  'download_grants',
  {
    id: text().primaryKey(),
    fileId: text()
      .notNull()
      .references(() => releaseFiles.id),
    personId: text()
      .notNull()
      .references(() => people.id),
    organisationId: text()
      .notNull()
      .references(() => organisations.id),
    tokenId: text(),
    reason: text().notNull(),
    address: text().notNull(),
    userAgent: text().notNull(),
    grantedAt: integer().notNull(),
    /** Ranges of one download share its row. */
    expiresAt: integer().notNull(),
    bytes: integer().notNull(),
    completedAt: integer(),
  },
  (table) => [
    index('download_grants_organisation').on(table.organisationId, table.grantedAt),
    index('download_grants_open').on(table.personId, table.fileId, table.expiresAt),
  ],
)
