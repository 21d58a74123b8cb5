import { z } from 'zod'
import { type Context, parse } from '../shared/index.ts'
import type { Article } from './article.ts'
import { audiencesOf } from './audience.ts'
import { matchExpression, queryWords, type Segment, segments } from './query.ts'
import type { Audience } from './schemas.ts'
import { type FoundRow, findMatches } from './store.ts'

export const searchArticlesSchema = z.object({
  q: z.string().transform((q) => q.trim().slice(0, 200)),
  lang: z.enum(['pt', 'en']),
  kind: z.enum(['faq', 'manual', 'release']).nullable().default(null),
  product: z.string().max(60).nullable().default(null),
  limit: z.int().min(1).max(50).default(20),
})

export type Found = Pick<Article, 'id' | 'url' | 'kind' | 'title' | 'description' | 'version'> & {
  audience: Audience
  products: string[]
  snippet: Segment[]
}

/** `matched`: whether every word is in each result, or only some. */
export type SearchResult = { items: Found[]; matched: 'all' | 'some' | 'none' }

/** Articles that this actor may read, best first. Words may lack accents; the last may lack its end. */
export async function searchArticles(ctx: Context, input: unknown): Promise<SearchResult> {
  const { q, lang, kind, product, limit } = parse(searchArticlesSchema, input)
  const words = queryWords(q, lang)
  if (words.length === 0) return { items: [], matched: 'none' }
  const filter = { lang, kind, product, limit, audiences: audiencesOf(ctx.actor) }
  const all = await findMatches(ctx.db, { ...filter, match: matchExpression(words, lang, 'AND') })
  if (all.length > 0) return { items: all.map(toFound), matched: 'all' }
  if (words.length === 1) return { items: [], matched: 'none' }
  const some = await findMatches(ctx.db, { ...filter, match: matchExpression(words, lang, 'OR') })
  return { items: some.map(toFound), matched: some.length > 0 ? 'some' : 'none' }
}

function toFound(row: FoundRow): Found {
  const version = row.kind === 'faq' ? null : (row.id.split('/')[2] ?? null)
  const products = row.products.trim().split(' ').filter(Boolean)
  return { ...row, version, products, snippet: segments(row.snippet) }
}
