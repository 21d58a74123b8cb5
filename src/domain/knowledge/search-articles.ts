import { z } from 'zod'
import {
  mended,
  type Query,
  queryOf,
  rate,
  replaced,
  type Synonyms,
  stands,
  type Terms,
  tellingWords,
  worthShowing,
} from '#words/index.ts'
import { type Context, parse } from '../shared/index.ts'
import type { Article } from './article.ts'
import { audiencesOf } from './audience.ts'
import { matchExpression, nearExpression, type Segment, segments, wordExpression } from './query.ts'
import type { Audience } from './schemas.ts'
import { type FoundRow, findMatches, matchingRows, type SearchFilter } from './store.ts'

export const searchArticlesSchema = z.object({
  q: z.string().transform((q) => q.trim().slice(0, 200)),
  lang: z.enum(['pt', 'en']),
  kind: z.enum(['faq', 'manual', 'release']).nullable().default(null),
  product: z.string().max(60).nullable().default(null),
  /** Of manuals and releases: this version alone. */
  version: z.string().max(40).nullable().default(null),
  limit: z.int().min(1).max(50).default(20),
})

/** What the content tells of its own words; an actor is told only of those that it may read. */
export type SearchHelp = {
  synonyms: Synonyms
  /** Known words, for whoever mistypes one. */
  terms: Terms
  /** How many articles the terms were counted in. */
  articles: number
  /** Version of each product's manual that is the newest. */
  newest: Readonly<Record<string, string>>
}

export type Found = Pick<Article, 'id' | 'url' | 'kind' | 'title' | 'description' | 'version'> & {
  audience: Audience
  products: string[]
  snippet: Segment[]
}

/**
 * `matched`: whether every word is in each result, or only some. `meant`: the query that was answered in place of a
 * mistyped one that found nothing.
 */
export type SearchResult = { items: Found[]; matched: 'all' | 'some' | 'none'; meant: string | null }

const noHelp: SearchHelp = { synonyms: [], terms: new Map(), articles: 0, newest: {} }
const candidates = 40
/** So many other ways to say it are tried at most. */
const mostStands = 6

/** Articles that this actor may read, best first. Words may lack accents; the last may lack its end. */
export async function searchArticles(
  ctx: Pick<Context, 'actor' | 'db'>,
  input: unknown,
  help: SearchHelp = noHelp,
): Promise<SearchResult> {
  const { q, lang, kind, product, version, limit } = parse(searchArticlesSchema, input)
  const words = tellingWords(q, lang)
  if (words.length === 0) return { items: [], matched: 'none', meant: null }
  const search = { ctx, help, filter: { lang, kind, product, version, audiences: audiencesOf(ctx.actor) } }
  const asked = await answer(search, words)
  const other = asked.matched === 'all' ? null : mended(words, help.terms)
  const guessed = other && (await answer(search, other))
  const better = guessed !== null && guessed.items.length > 0 && other !== null
  const { items, matched } = better ? guessed : asked
  return { items: items.slice(0, limit), matched, meant: better ? other.join(' ') : null }
}

type Filter = Omit<SearchFilter, 'match' | 'limit'>
type Search = { ctx: Pick<Context, 'actor' | 'db'>; help: SearchHelp; filter: Filter }
type Candidate = FoundRow & { base: number }

async function answer(
  search: Search,
  words: readonly string[],
): Promise<Pick<SearchResult, 'items' | 'matched'>> {
  const { lang } = search.filter
  const others = stands(words, search.help.synonyms).slice(0, mostStands)
  const query = queryOf(words, lang, { others, rarity: (word) => rarity(word, search.help) })
  const ways = [words, ...others.map((stand) => replaced(words, stand))]
  const more = [...new Set([...words, ...others.flatMap(({ to }) => (to.includes(' ') ? [] : [to]))])]
  const rows = await candidatesOf(search, [
    ...ways.map((way) => matchExpression(way, lang, 'AND')),
    matchExpression(more, lang, 'OR'),
  ])
  const present = await presence(search, query, rows)
  const near = await together(search, words, rows)
  const rated = rows.map((row) => {
    const found = toFound(row)
    const { products, version, kind } = found
    const old = kind === 'manual' && version !== null && search.help.newest[products[0] ?? ''] !== version
    const has = present.map((set) => set.has(row.rowid))
    return { found, ...rate({ ...row, has, near: near.has(row.rowid), version, old }, query) }
  })
  const items = worthShowing(rated)
  const whole = items.some(({ share }) => share === 1)
  return {
    items: items.map(({ found }) => found),
    matched: items.length === 0 ? 'none' : whole ? 'all' : 'some',
  }
}

/** How much a word tells: 1 for a word of every article, more the fewer have it. */
function rarity(word: string, { terms, articles }: SearchHelp): number {
  const count = terms.get(word)
  return count === undefined ? Math.log2(articles + 2) : Math.log2((articles + 2) / (count + 1)) + 0.3
}

/** The best for each way to ask, in the order of the index. */
async function candidatesOf({ ctx, filter }: Search, matches: readonly string[]): Promise<Candidate[]> {
  const found = new Map<string, Candidate>()
  for (const match of new Set(matches)) {
    const rows = await findMatches(ctx.db, { ...filter, match, limit: candidates })
    for (const [at, row] of rows.entries()) {
      const base = 1 / (1 + at / 4)
      const held = found.get(row.url)
      if (!held || held.base < base) found.set(row.url, { ...row, base })
    }
  }
  return [...found.values()]
}

/** For each word of the query, which of the rows have it anywhere. */
async function presence(
  { ctx }: Search,
  { same }: Query,
  rows: readonly Candidate[],
): Promise<Set<number>[]> {
  const ids = rows.map(({ rowid }) => rowid)
  const sets: Set<number>[] = []
  for (const [at, variants] of same.entries()) {
    sets.push(await matchingRows(ctx.db, wordExpression(variants, at === same.length - 1), ids))
  }
  return sets
}

/** Rows that have the words near each other. */
async function together(
  { ctx }: Search,
  words: readonly string[],
  rows: readonly Candidate[],
): Promise<Set<number>> {
  const match = nearExpression(words)
  const ids = rows.map(({ rowid }) => rowid)
  return match === null ? new Set() : matchingRows(ctx.db, match, ids)
}

function toFound({ id, url, kind, audience, title, description, snippet, ...row }: FoundRow): Found {
  const [, product = '', fileVersion = null] = id.split('/')
  const version = kind === 'faq' ? null : fileVersion
  const named = row.products.trim().split(' ').filter(Boolean)
  const products = named.length > 0 || kind === 'faq' ? named : [product]
  return { id, url, kind, audience, title, description, version, products, snippet: segments(snippet) }
}
