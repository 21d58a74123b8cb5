import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { organisations, people, products } from './accounts.ts'

/** Which version of a product an organisation runs, and where. What it ran before is in the events. */
export const installedVersions = sqliteTable(
  'installed_versions',
  {
    id: text().primaryKey(),
    organisationId: text()
      .notNull()
      .references(() => organisations.id),
    productId: text()
      .notNull()
      .references(() => products.id),
    environment: text({ enum: ['production', 'test', 'training', 'development'] }).notNull(),
    version: text().notNull(),
    /** ISO date; null: nobody knows. */
    since: text(),
    recordedBy: text().references(() => people.id),
    recordedAt: integer().notNull(),
  },
  (table) => [
    uniqueIndex('installed_versions_place').on(table.organisationId, table.productId, table.environment),
  ],
)

/** Priority by impact (rows) and urgency (columns), versioned: the newest row holds. */
export const priorityMatrices = sqliteTable('priority_matrices', {
  version: integer().primaryKey({ autoIncrement: true }),
  matrix: text({ mode: 'json' }).$type<Record<string, Record<string, string>>>().notNull(),
  reason: text().notNull(),
  definedBy: text().references(() => people.id),
  createdAt: integer().notNull(),
})
