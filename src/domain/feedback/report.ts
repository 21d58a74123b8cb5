import { z } from 'zod'
import type { Library } from '../knowledge/index.ts'
import { type Context, decodeCursor, isStaff, notAllowed, type Page, parse, toPage } from '../shared/index.ts'
import { deflectionRows, suggestedArticles } from './deflection-store.ts'
import { dueReviews, keyOf, missingTranslations } from './library-state.ts'
import {
  type After,
  citedArticles,
  citingTickets,
  comments,
  searchFigures,
  searchGroups,
  votedArticles,
} from './report-store.ts'
import type { ArticleKey, CitingTicket, Deflection, Lists, SearchFigures, Titled } from './types.ts'

export const periods = [7, 30, 90, 365] as const
export type Period = (typeof periods)[number]

export const lists = [
  'nothing',
  'abandoned',
  'comments',
  'votes',
  'suggested',
  'cited',
  'reviews',
  'translations',
] as const
export type ListName = (typeof lists)[number]

const day = 86_400_000
/** A comment waits until somebody has dealt with it, however short the period looked at. */
const commentsLast = 365 * day

export const reportSchema = z.object({
  period: z.coerce.number().pipe(z.literal(periods)).catch(30),
  cursor: z.string().max(500).nullish(),
  order: z.enum(['worst', 'best']).catch('worst'),
  /** Only of this article. */
  article: z.string().max(300).nullish(),
  limit: z.int().min(1).max(1000).default(50),
})

type Known = Pick<Library, 'articles' | 'find'>
type Asked = z.output<typeof reportSchema> & { since: number; after: After }

function asked(ctx: Context, input: unknown): Asked {
  if (!isStaff(ctx.actor)) throw notAllowed('staff-only')
  const values = parse(reportSchema, input)
  return { ...values, since: ctx.now - values.period * day, after: decodeCursor(values.cursor) }
}

/** A list of values at hand, a page at a time. */
function slice<T extends ArticleKey>(all: readonly T[], { cursor, limit }: Asked): Page<T> {
  const [last] = decodeCursor(cursor) ?? []
  const from = last === undefined ? 0 : all.findIndex((one) => keyOf(one) === last) + 1
  return toPage(all.slice(from, from + limit + 1), limit, (one) => [keyOf(one)])
}

const readers: { [Name in ListName]: (ctx: Context, library: Known, by: Asked) => Promise<Lists[Name]> } = {
  nothing: (ctx, _, by) => groups(ctx, 'nothing', by),
  abandoned: (ctx, _, by) => groups(ctx, 'abandoned', by),
  async votes(ctx, library, by) {
    const rows = await votedArticles(ctx.db, by.order, { ...by, limit: by.limit + 1 })
    const page = toPage(rows, by.limit, (row) => [row.rank, row.votes, keyOf(row)])
    return { ...page, items: page.items.map(({ rank, ...row }) => titled(library, row)) }
  },
  async comments(ctx, library, by) {
    const since = ctx.now - commentsLast
    const rows = await comments(ctx.db, by.article || null, { ...by, since, limit: by.limit + 1 })
    const page = toPage(rows, by.limit, (row) => [row.at, row.vote])
    return {
      ...page,
      items: page.items.map((row) => ({ ...titled(library, row), helpful: row.helpful === 1 })),
    }
  },
  async cited(ctx, library, by) {
    const rows = await citedArticles(ctx.db, { ...by, limit: by.limit + 1 })
    const page = toPage(rows, by.limit, (row) => [row.tickets, row.lastAt, keyOf(row)])
    return { ...page, items: page.items.map((row) => titled(library, row)) }
  },
  async suggested(ctx, library, by) {
    const rows = await suggestedArticles(ctx.db, ctx.now, { ...by, limit: by.limit + 1 })
    const page = toPage(rows, by.limit, (row) => [row.deflected, row.opened, keyOf(row)])
    return { ...page, items: page.items.map((row) => titled(library, row)) }
  },
  reviews: async (ctx, library, by) => slice(dueReviews(library, ctx.now), by),
  translations: async (ctx, library, by) => slice(missingTranslations(library, ctx.now), by),
}

async function groups(ctx: Context, which: 'nothing' | 'abandoned', by: Asked): Promise<Lists['nothing']> {
  const rows = await searchGroups(ctx.db, which, { ...by, limit: by.limit + 1 })
  return toPage(rows, by.limit, (row) => [row.count, row.lastAt, row.lang + row.folded])
}

function titled<T extends ArticleKey>(library: Known, row: T): T & Titled {
  const article = library.find(row.lang, row.id)
  return { ...row, title: article?.title ?? null, url: article?.url ?? null }
}

export type KnowledgeReport = {
  searches: SearchFigures
  deflection: Deflection[]
  /** The first of each list. */
  lists: Lists
}

/** What editors look at to know what to write and what to mend. @param library articles of all audiences */
export async function knowledgeReport(
  ctx: Context,
  library: Known,
  input: unknown,
): Promise<KnowledgeReport> {
  const by = { ...asked(ctx, input), after: null, cursor: null, article: null }
  const read = <Name extends ListName>(name: Name): Promise<Lists[Name]> => readers[name](ctx, library, by)
  return {
    searches: await searchFigures(ctx.db, by.since),
    deflection: (await deflectionRows(ctx.db, by.since, ctx.now)) as Deflection[],
    lists: {
      nothing: await read('nothing'),
      abandoned: await read('abandoned'),
      votes: await read('votes'),
      comments: await read('comments'),
      cited: await read('cited'),
      suggested: await read('suggested'),
      reviews: await read('reviews'),
      translations: await read('translations'),
    },
  }
}

/** One of the report's lists, a page at a time. */
export async function reportList<Name extends ListName>(
  ctx: Context,
  library: Known,
  name: Name,
  input: unknown,
): Promise<Lists[Name]> {
  return readers[name](ctx, library, asked(ctx, input))
}

/** The tickets that link to an article. */
export async function ticketsCiting(ctx: Context, input: unknown): Promise<CitingTicket[]> {
  const { article, since, limit } = asked(ctx, input)
  return article ? citingTickets(ctx.db, article, since, limit) : []
}
