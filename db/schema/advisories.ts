import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { organisations, people, products } from './accounts.ts'
import { releaseFiles, releases } from './releases.ts'

type Words = { pt: string; en: string }

/** Security advisories; a CSAF document is made from each. */
export const advisories = sqliteTable(
  'advisories',
  {
    id: text().primaryKey(),
    /** Its name everywhere, such as `ADV-2026-0001`. */
    tracking: text().notNull(),
    status: text({ enum: ['draft', 'published', 'withdrawn'] }).notNull(),
    /** Who may read it: Traffic Light Protocol 2.0. */
    tlp: text({ enum: ['clear', 'green', 'amber', 'red'] }).notNull(),
    severity: text({ enum: ['low', 'medium', 'high', 'critical'] }).notNull(),
    title: text({ mode: 'json' }).$type<Words>().notNull(),
    /** Markdown: what can happen, to whom. */
    summary: text({ mode: 'json' }).$type<Words>().notNull(),
    /** Markdown: what to do where the fix cannot be installed yet; empty: nothing helps. */
    workaround: text({ mode: 'json' }).$type<Words>().notNull(),
    cve: text(),
    /** CWE identifier and its name, as the catalogue writes it. */
    cwe: text({ mode: 'json' }).$type<{ id: string; name: string }>(),
    /** CVSS 3.1 vector. */
    cvss: text(),
    /** Invisible to all but staff before this time; null: a draft. */
    publishedAt: integer(),
    updatedAt: integer().notNull(),
    /** Rises with each save; a late one is refused. */
    revision: integer().notNull(),
    createdBy: text().references(() => people.id),
    createdAt: integer().notNull(),
  },
  (table) => [
    uniqueIndex('advisories_tracking').on(table.tracking),
    index('advisories_published').on(table.publishedAt, table.id),
    index('advisories_cve').on(table.cve),
  ],
)

/** What an advisory says of one product: a VEX statement. */
export const advisoryProducts = sqliteTable(
  'advisory_products',
  {
    advisoryId: text()
      .notNull()
      .references(() => advisories.id),
    productId: text()
      .notNull()
      .references(() => products.id),
    status: text({ enum: ['affected', 'not-affected', 'under-investigation'] }).notNull(),
    /** Semver range of the versions it speaks of. */
    affected: text().notNull(),
    /** The release that mends it; null: none yet. */
    fixedVersion: text(),
    /** Why it is not affected: a label of CSAF 2.0, 3.2.3.5. */
    justification: text(),
  },
  (table) => [
    primaryKey({ columns: [table.advisoryId, table.productId] }),
    index('advisory_products_product').on(table.productId),
  ],
)

/** What changed in an advisory since it was published, as its readers are told. */
export const advisoryRevisions = sqliteTable(
  'advisory_revisions',
  {
    advisoryId: text()
      .notNull()
      .references(() => advisories.id),
    number: integer().notNull(),
    summary: text({ mode: 'json' }).$type<Words>().notNull(),
    at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.advisoryId, table.number] })],
)

/** Whom a TLP:RED advisory is for. */
export const advisoryOrganisations = sqliteTable(
  'advisory_organisations',
  {
    advisoryId: text()
      .notNull()
      .references(() => advisories.id),
    organisationId: text()
      .notNull()
      .references(() => organisations.id),
  },
  (table) => [
    primaryKey({ columns: [table.advisoryId, table.organisationId] }),
    index('advisory_organisations_organisation').on(table.organisationId),
  ],
)

/** What is inside a release, as its bill of materials (SBOM) says. */
export const releaseComponents = sqliteTable(
  'release_components',
  {
    id: text().primaryKey(),
    releaseId: text()
      .notNull()
      .references(() => releases.id),
    /** The bill of materials that names it. */
    fileId: text()
      .notNull()
      .references(() => releaseFiles.id),
    /** In lower case; with its group before it, where it has one: `org.apache.logging.log4j/log4j-core`. */
    name: text().notNull(),
    /** The last part of the name, to be found by. */
    shortName: text().notNull(),
    version: text().notNull(),
    purl: text(),
    licence: text(),
  },
  (table) => [
    index('release_components_name').on(table.name, table.version),
    index('release_components_short').on(table.shortName, table.version),
    index('release_components_file').on(table.fileId),
  ],
)

/** Bills of materials that were read: one that could not be is not read again and again. */
export const readBills = sqliteTable('read_bills', {
  fileId: text()
    .primaryKey()
    .references(() => releaseFiles.id),
  components: integer().notNull(),
  fault: text(),
  readAt: integer().notNull(),
})
