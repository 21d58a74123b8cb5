import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { people, products } from './accounts.ts'

/** Answers that are written often, and what else they do to a ticket. */
export const answerTemplates = sqliteTable(
  'answer_templates',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    lang: text({ enum: ['pt', 'en'] }).notNull(),
    /** Fits tickets of this product alone; null: all. */
    productId: text().references(() => products.id),
    /** Fits this line alone; null: all. */
    line: integer(),
    /** Markdown with `{{variables}}`. */
    body: text().notNull(),
    /** A note for the desk. */
    internal: integer({ mode: 'boolean' }).notNull(),
    /** What the ticket becomes with it; null: stays. */
    status: text({ enum: ['open', 'waiting', 'resolved', 'closed'] }),
    waitingFor: text({ enum: ['customer', 'engineering', 'third-party', 'planned-version'] }),
    /** What else is done to the ticket with it: `TemplateChanges` of domain/answers; null: nothing. */
    changes: text({ mode: 'json' }).$type<Record<string, unknown>>(),
    /** Grows with each change: a save names the one it began from. */
    revision: integer().notNull(),
    updatedBy: text()
      .notNull()
      .references(() => people.id),
    updatedAt: integer().notNull(),
    archivedAt: integer(),
  },
  (table) => [index('answer_templates_lang').on(table.lang, table.archivedAt, table.name)],
)
