import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { products } from './accounts.ts'

/** What a new ticket is asked beside its text; `id` is the key under which `tickets.fields` keeps the answer. */
export const ticketFields = sqliteTable('ticket_fields', {
  id: text().primaryKey(),
  names: text({ mode: 'json' }).$type<Record<'pt' | 'en', string>>().notNull(),
  /** Empty words: none. */
  help: text({ mode: 'json' }).$type<Record<'pt' | 'en', string>>().notNull(),
  kind: text({ enum: ['text', 'choice', 'date', 'yes-no'] }).notNull(),
  /** `gone`: no longer offered; tickets that have it still say its name. */
  options: text({ mode: 'json' })
    .$type<{ id: string; names: Record<'pt' | 'en', string>; gone?: true }[]>()
    .notNull(),
  required: integer({ mode: 'boolean' }).notNull(),
  /** null: asked of every product. */
  productId: text().references(() => products.id),
  /** Of which request types; none: asked of all. */
  requestTypes: text({ mode: 'json' }).$type<string[]>().notNull().default([]),
  position: integer().notNull(),
  createdAt: integer().notNull(),
  archivedAt: integer(),
})
