import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
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
    /** At least this version must be installed first; null: any. */
    requires: text(),
    /** Semver range of the versions that it can be installed over; null: any. */
    appliesTo: text(),
    /** Versions that it makes needless. */
    supersedes: text({ mode: 'json' }).$type<string[]>().notNull().default([]),
    knownIssues: text({ mode: 'json' }).$type<{ pt: string; en: string }[]>().notNull().default([]),
    /** Share of the organisations that get it without asking, 0 to 100. */
    rolloutPercent: integer().notNull().default(100),
    /** Only for the organisations named in `release_organisations`; nobody else may learn of it. */
    exclusive: integer({ mode: 'boolean' }).notNull().default(false),
    /** ISO date, the last day of its support; null: none set. */
    supportEnds: text(),
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
    index('releases_status').on(table.status, table.createdAt),
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
    /** BLAKE2b-512, hex: what minisign signs; null: of before it was kept. */
    blake2b: text(),
    /** minisign signature, whole text. */
    signature: text(),
    /** Why nobody may fetch it now, such as a content that changed on disk; null: it may be fetched. */
    offlineReason: text({ enum: ['missing', 'altered'] }),
    /** When its content was last compared with its hash. */
    checkedAt: integer(),
    createdAt: integer().notNull(),
  },
  (table) => [
    uniqueIndex('release_files_name').on(table.releaseId, table.name),
    index('release_files_hash').on(table.sha256),
    index('release_files_offline').on(table.offlineReason).where(sql`offline_reason is not null`),
  ],
)

/** Whom an exclusive release is for. */
export const releaseOrganisations = sqliteTable(
  'release_organisations',
  {
    releaseId: text()
      .notNull()
      .references(() => releases.id),
    organisationId: text()
      .notNull()
      .references(() => organisations.id),
  },
  (table) => [
    primaryKey({ columns: [table.releaseId, table.organisationId] }),
    index('release_organisations_organisation').on(table.organisationId),
  ],
)

/** An organisation that asked for a release before its turn in the rollout. */
export const rolloutRequests = sqliteTable(
  'rollout_requests',
  {
    releaseId: text()
      .notNull()
      .references(() => releases.id),
    organisationId: text()
      .notNull()
      .references(() => organisations.id),
    personId: text()
      .notNull()
      .references(() => people.id),
    requestedAt: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.releaseId] }),
    index('rollout_requests_release').on(table.releaseId),
  ],
)

/** What has to be accepted before a product's files are fetched; the highest revision in force holds. */
export const eulas = sqliteTable(
  'eulas',
  {
    productId: text()
      .notNull()
      .references(() => products.id),
    revision: integer().notNull(),
    /** Markdown, by language. */
    text: text({ mode: 'json' }).$type<{ pt: string; en: string }>().notNull(),
    effectiveAt: integer().notNull(),
    definedBy: text().references(() => people.id),
    createdAt: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.productId, table.revision] })],
)

/** Who accepted which revision for their organisation, and how. Nothing here is changed or removed. */
export const eulaAcceptances = sqliteTable(
  'eula_acceptances',
  {
    productId: text()
      .notNull()
      .references(() => products.id),
    revision: integer().notNull(),
    organisationId: text()
      .notNull()
      .references(() => organisations.id),
    personId: text()
      .notNull()
      .references(() => people.id),
    tokenId: text(),
    address: text().notNull(),
    acceptedAt: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.productId, table.revision, table.organisationId] }),
    index('eula_acceptances_organisation').on(table.organisationId, table.productId, table.revision),
    index('eula_acceptances_time').on(table.productId, table.acceptedAt, table.organisationId),
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
    /** When its first byte went out. */
    firstByteAt: integer(),
    /** Sent in all, a byte that was sent twice counting twice. */
    bytes: integer().notNull(),
    /** `Span[]` of domain/releases: which parts of the file went out. */
    spans: text({ mode: 'json' }).$type<[number, number, number][]>().notNull().default([]),
    /**
     * What is being sent now, by stream: the process that sends it, up to where it is recorded, and up to where it can
     * have come before the next record. What a killed process leaves here may have arrived.
     */
    inFlight: text({ mode: 'json' })
      .$type<Record<string, [process: string, from: number, upTo: number]>>()
      .notNull()
      .default({}),
    /** Who sends: of what a proxy or the store sends, nobody tells us the end. */
    sender: text({ enum: ['portal', 'proxy', 'store'] })
      .notNull()
      .default('portal'),
    lastSentAt: integer(),
    /** When every byte had gone out. */
    completedAt: integer(),
  },
  (table) => [
    index('download_grants_organisation').on(table.organisationId, table.grantedAt),
    index('download_grants_open').on(table.personId, table.fileId, table.expiresAt),
    index('download_grants_file').on(table.fileId, table.organisationId),
  ],
)
