import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { people, products } from './accounts.ts'

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
    index('update_subscriptions_product').on(table.productId),
  ],
)
