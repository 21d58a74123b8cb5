import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { organisations, people } from './accounts.ts'

const lang = () => text({ enum: ['pt', 'en'] }).notNull()

/**
 * A working copy: what is written of one article in one language and not published. What is published is the file in
 * the content folder. `articleId` is the path below that folder, without language and ending.
 */
export const articleEdits = sqliteTable(
  'article_edits',
  {
    id: text().primaryKey(),
    articleId: text().notNull(),
    lang: lang(),
    state: text({ enum: ['draft', 'review', 'scheduled'] }).notNull(),
    /** The whole file: front matter and Markdown. */
    text: text().notNull(),
    /** Counts the saves; who saves names the one they began from. */
    revision: integer().notNull(),
    /** SHA-256 (hex) and text of the file that it began from; null: the article is new. */
    baseHash: text(),
    baseText: text(),
    ownerId: text()
      .notNull()
      .references(() => people.id),
    /** Whom the review is asked of; null: anybody of the team. */
    reviewerId: text().references(() => people.id),
    /** Only of scheduled ones. */
    publishAt: integer(),
    /** The ticket that it was made from. */
    ticketId: integer(),
    createdAt: integer().notNull(),
    updatedAt: integer().notNull(),
    updatedBy: text()
      .notNull()
      .references(() => people.id),
  },
  (table) => [
    uniqueIndex('article_edits_article').on(table.articleId, table.lang),
    index('article_edits_state').on(table.state, table.publishAt),
  ],
)

/** Append-only: every text that was saved in the browser or found published. `number` counts from 1 for each article and language. */
export const articleRevisions = sqliteTable(
  'article_revisions',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    articleId: text().notNull(),
    lang: lang(),
    number: integer().notNull(),
    text: text().notNull(),
    hash: text().notNull(),
    /** `file`: changed in the folder by somebody outside the portal. */
    cause: text({ enum: ['saved', 'merged', 'restored', 'published', 'archived', 'file'] }).notNull(),
    why: text().notNull(),
    /** null: the system. */
    personId: text(),
    at: integer().notNull(),
  },
  (table) => [uniqueIndex('article_revisions_number').on(table.articleId, table.lang, table.number)],
)

/** Every address that a published article has had: old ones lead to where it is now. */
export const articleAddresses = sqliteTable(
  'article_addresses',
  {
    url: text().primaryKey(),
    articleId: text().notNull(),
    lang: lang(),
    since: integer().notNull(),
  },
  (table) => [index('article_addresses_article').on(table.articleId, table.lang)],
)

/** Which row of the full-text index holds an article, and the hash of the words there. */
export const articleIndexRows = sqliteTable('article_index_rows', {
  url: text().primaryKey(),
  rowid: integer().notNull(),
  hash: text().notNull(),
})

/** One publish: asked for, under way, ended. Those asked for while one waits are that one. */
export const publishRuns = sqliteTable(
  'publish_runs',
  {
    id: text().primaryKey(),
    cause: text({ enum: ['edit', 'schedule', 'files', 'start', 'command'] }).notNull(),
    /** null: the system. */
    personId: text(),
    state: text({ enum: ['queued', 'running', 'done', 'failed'] }).notNull(),
    stage: text().notNull(),
    /** Of the stage: pages done and to do. */
    done: integer().notNull(),
    total: integer().notNull(),
    /** What keeps it from being published: file, line, field, expected. */
    faults: text({ mode: 'json' }).$type<Record<string, unknown>[]>().notNull(),
    release: text(),
    /** Git commit, where the content folder is a checkout. */
    commit: text(),
    requestedAt: integer().notNull(),
    startedAt: integer(),
    /** Moves on while it runs: a run that stands still was killed. */
    beatAt: integer(),
    endedAt: integer(),
  },
  (table) => [
    index('publish_runs_state').on(table.state, table.requestedAt),
    index('publish_runs_at').on(table.requestedAt),
  ],
)

/** Whether an article helped. Nobody needs to sign in for it. */
export const articleVotes = sqliteTable(
  'article_votes',
  {
    id: text().primaryKey(),
    articleId: text().notNull(),
    lang: lang(),
    helpful: integer({ mode: 'boolean' }).notNull(),
    comment: text(),
    /** null: a visitor. */
    personId: text().references(() => people.id),
    at: integer().notNull(),
    /** An editor has dealt with the comment. */
    handledAt: integer(),
    handledBy: text(),
  },
  (table) => [
    index('article_votes_article').on(table.articleId, table.lang, table.at),
    index('article_votes_at').on(table.at),
  ],
)

/** One search that somebody ended: by opening a result, asking us, or leaving. */
export const searches = sqliteTable(
  'searches',
  {
    id: text().primaryKey(),
    lang: lang(),
    /** As typed, at most 200 characters. */
    q: text().notNull(),
    /** In lower case, without accents and noise: the same question reads the same. */
    folded: text().notNull(),
    place: text({ enum: ['box', 'page', 'form'] }).notNull(),
    found: integer().notNull(),
    /** Article id of the first result opened; null: none. */
    opened: text(),
    /** Went on to the ticket form. */
    asked: integer({ mode: 'boolean' }).notNull(),
    at: integer().notNull(),
  },
  (table) => [
    index('searches_at').on(table.at),
    index('searches_folded').on(table.lang, table.folded, table.at),
  ],
)

/**
 * One visit to the ticket form, or to a search that found nothing, in which articles were suggested. Deflected: an article was opened and
 * the person lodged no ticket in the 72 hours after.
 */
export const suggestionVisits = sqliteTable(
  'suggestion_visits',
  {
    /** Made by the form, so that a visit counts once. */
    id: text().primaryKey(),
    personId: text()
      .notNull()
      .references(() => people.id),
    organisationId: text()
      .notNull()
      .references(() => organisations.id),
    lang: lang(),
    place: text({ enum: ['form', 'nothing-found'] }).notNull(),
    shownAt: integer().notNull(),
    openedAt: integer(),
    /** Article id of the first one opened. */
    opened: text(),
  },
  (table) => [
    index('suggestion_visits_shown').on(table.shownAt),
    index('suggestion_visits_person').on(table.personId, table.shownAt),
  ],
)

/** Articles that messages of a ticket link to. */
export const articleCitations = sqliteTable(
  'article_citations',
  {
    articleId: text().notNull(),
    lang: lang(),
    ticketId: integer().notNull(),
    at: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.articleId, table.lang, table.ticketId] }),
    index('article_citations_at').on(table.at),
  ],
)
