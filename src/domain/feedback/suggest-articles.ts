import { z } from 'zod'
import { tellingWords } from '#words/index.ts'
import { type Found, newestFirst, searchArticles } from '../knowledge/index.ts'
import { type Context, parse } from '../shared/index.ts'
import { fold } from './fold.ts'
import { wordCounts } from './suggest-store.ts'
import type { Suggestion } from './types.ts'

export const suggestSchema = z.object({
  q: z.string().transform((q) => q.trim().slice(0, 200)),
  lang: z.enum(['pt', 'en']),
  product: z.string().max(60).nullish(),
})

/** How many are suggested at most. */
export const suggestionLimit = 4
const rareWords = 6
/** A word that so many articles have tells them apart no more, and looking through them takes long. */
const common = 400
const looseWords = 3
/** Looked at, to suggest the best of them. */
const candidates = 16

type Rare = { word: string; at: number; count: number }

function toSuggestion({ id, url, title, description }: Found): Suggestion {
  return { id, url, title, description }
}

/**
 * The few articles that may answer what a subject says, best first: looked for by its rarest words, since a sentence
 * holds many that every article has.
 */
export async function suggestArticles(ctx: Context, input: unknown): Promise<Suggestion[]> {
  const { q, lang, product } = parse(suggestSchema, input)
  const words = tellingWords(q, lang).filter((word) => word.length > 2 || /\d/.test(word))
  const counts = await wordCounts(ctx.db, words, common)
  const rarest = words
    .map((word, at): Rare => ({ word, at, count: counts[at] ?? 0 }))
    .filter(({ count }) => count > 0 && count < common)
    .sort((a, b) => a.count - b.count)
    .slice(0, rareWords)
    .sort((a, b) => a.at - b.at)
  if (rarest.length === 0) return []
  const found = new Map<string, { item: Found; weight: number }>()
  const each = rarest.map(({ word, count }) => ({ words: word, weight: rarityOf(count) ** 2 * 2 }))
  // All of the words first; then each by itself, since a sentence rarely has just the words of its article.
  const all = { words: rarest.map(({ word }) => word).join(' '), weight: 0.5 }
  for (const { words, weight } of each.length > 1 ? [all, ...each] : each) {
    const input = { q: words, lang, product: product || null, limit: candidates }
    const { items, matched } = await searchArticles(ctx, input)
    for (const item of matched === 'all' ? items : []) {
      const held = found.get(item.id)?.weight ?? weightOf(item, rarest)
      found.set(item.id, { item, weight: held + weight })
    }
  }
  const weighed = [...found.values()]
  const best = weighed.sort((a, b) => b.weight - a.weight).map(({ item }) => item)
  return oneVersionEach(best).slice(0, suggestionLimit).map(toSuggestion)
}

/** 1 for a word of one article, less the more have it. */
function rarityOf(count: number): number {
  return 1 / (1 + Math.log2(count))
}

/** By how many words the title has, rare ones a little more; half of it for those of the line below. */
function weightOf({ title, description }: Found, words: readonly Rare[]): number {
  const [head, line] = [fold(title), fold(description)]
  return words.reduce((sum, { word, count }) => {
    // An ending more or less is the same word.
    const begins = ` ${fold(word).slice(0, Math.max(4, word.length - 2))}`
    const place = ` ${head}`.includes(begins) ? 1 : ` ${line}`.includes(begins) ? 0.5 : 0
    return sum + place * (1 + rarityOf(count))
  }, 0)
}

/**
 * A page that several versions of a manual have is suggested once, the newest of those found; and of a product's
 * release notes only the best.
 */
function oneVersionEach(items: readonly Found[]): Found[] {
  const best = new Map<string, Found>()
  for (const item of items) {
    const { id, kind, version } = item
    const page = kind === 'faq' ? id : id.replace(`/${version}`, '')
    const held = best.get(page)
    const newer = kind === 'manual' && held && newestFirst(version ?? '', held.version ?? '') < 0
    if (!held || newer) best.set(page, item)
  }
  return [...best.values()]
}

/**
 * Where a search found nothing: articles with a word that begins like one of the longest of it, since words that are
 * misspelt mostly begin right.
 */
export async function nearestArticles(ctx: Context, input: unknown): Promise<Suggestion[]> {
  const { q, lang } = parse(suggestSchema, input)
  const beginnings = tellingWords(q, lang)
    .filter((word) => word.length > 4)
    .sort((a, b) => b.length - a.length)
    .slice(0, looseWords)
    .map((word) => word.slice(0, Math.max(4, Math.ceil(word.length * 0.6))))
  const counts = await wordCounts(ctx.db, beginnings, common)
  const found = new Map<string, Suggestion>()
  for (const beginning of beginnings.filter((_, at) => (counts[at] ?? 0) < common)) {
    const { items } = await searchArticles(ctx, { q: beginning, lang, limit: suggestionLimit })
    for (const item of items) found.set(item.id, toSuggestion(item))
  }
  return [...found.values()].slice(0, suggestionLimit)
}
