import { fold, isCode, type Lang, wordsOf } from './fold.ts'
import { forms, stem } from './forms.ts'
import type { Stand } from './synonyms.ts'

/** What a result is ranked by. */
export type Candidate = {
  title: string
  /** Words and codes that the article is also known by. */
  aliases: string
  headings: string
  description: string
  /** For each word of the query, whether the article has it anywhere. */
  has: readonly boolean[]
  /** Whether it has them near each other. */
  near: boolean
  kind: 'faq' | 'manual' | 'release'
  version: string | null
  /** Of a manual: whether a newer version has taken its place. */
  old: boolean
  /** What the index itself makes of it, from 0 to 1 for the best. */
  base: number
}

export type Query = {
  words: readonly string[]
  /** For each word, what counts as the word itself: its forms, then other words for it. */
  same: readonly (readonly string[])[]
  stems: readonly string[]
  weights: readonly number[]
  lang: Lang
}

export type QueryHelp = {
  others?: readonly Stand[]
  /** How much a word tells; without it, its length says so. */
  rarity?(word: string): number
}

export function queryOf(
  words: readonly string[],
  lang: Lang,
  { others = [], rarity }: QueryHelp = {},
): Query {
  const folded = words.map(fold)
  const weight = (word: string): number => {
    if (rarity) return Math.min(...forms(word, lang).map(rarity)) * (isCode(word) ? 1.3 : 1)
    return isCode(word) ? 2.5 : Math.min(1.4, 0.6 + word.length / 10)
  }
  return {
    words: folded,
    same: folded.map((word) => [
      ...forms(word, lang),
      ...others.filter(({ from }) => from === word).map(({ to }) => to),
    ]),
    stems: folded.map((word) => stem(word, lang)),
    weights: folded.map((word) => Math.max(0.1, weight(word))),
    lang,
  }
}

type Field = { text: string; words: readonly string[]; set: ReadonlySet<string>; stems: ReadonlySet<string> }

function fieldOf(text: string, lang: Lang): Field {
  const words = wordsOf(fold(text))
  // `GST-1204` is found by its parts as well.
  const parts = words.flatMap((word) => (/[-/_]/.test(word) ? word.split(/[-/_]/) : []))
  return {
    text: ` ${words.join(' ')} `,
    words,
    set: new Set([...words, ...parts]),
    stems: new Set(words.map((word) => stem(word, lang))),
  }
}

/** How well a field has a word: 1 as it was typed, less for another form, a part, or none. */
function fitness(field: Field, query: Query, at: number): number {
  const word = query.words[at] ?? ''
  if (field.set.has(word)) return 1
  const [, ...others] = query.same[at] ?? []
  if (others.some((form) => (form.includes(' ') ? field.text.includes(` ${form} `) : field.set.has(form))))
    return 0.9
  if (field.stems.has(query.stems[at] ?? '')) return 0.75
  const last = at === query.words.length - 1 && word.length > 2
  return last && field.words.some((each) => each.startsWith(word)) ? 0.6 : 0
}

/** What each sign that an article answers is worth; found by trying on half of tests/search, counted on the other half. */
const worths = {
  title: 1.33,
  aliases: 1.2,
  headings: 0.55,
  description: 1.08,
  anywhere: 0.35,
  covered: 6.65,
  share: 2.5,
  titleShare: 1.6,
  base: 1.2,
  aliasCode: 1,
  alias: 0.4,
  phrase: 0.6,
  near: 0.6,
  faq: 0.3,
  manual: 0.2,
  release: 0,
  version: 2.16,
  old: 0.8,
}
const fields = ['title', 'aliases', 'headings', 'description'] as const

/**
 * How well a candidate answers a query.
 * @returns `share`: how much of what was sought it has, from 0 to 1
 */
export function rate(candidate: Candidate, query: Query): { points: number; share: number } {
  const { lang, words, weights } = query
  const read = fields.map((name) => [fieldOf(candidate[name], lang), worths[name]] as const)
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1
  let covered = 0
  let share = 0
  for (const [at, weight] of weights.entries()) {
    const best = Math.max(
      candidate.has[at] ? worths.anywhere : 0,
      ...read.map(([field, worth]) => fitness(field, query, at) * worth),
    )
    covered += best * weight
    if (best > 0) share += weight
  }
  const title = read[0]?.[0]
  const said = words.join(' ')
  const alias = fold(candidate.aliases).split(' · ').includes(said)
  const phrase = words.length > 1 && (title?.text.includes(` ${said} `) ?? false)
  const named = candidate.version !== null && words.some((word) => isVersionOf(word, candidate.version ?? ''))
  const points =
    (covered / total) * worths.covered +
    (share / total) * worths.share +
    titleShare(title, query) * worths.titleShare +
    candidate.base * worths.base +
    (alias ? (words.some(isCode) ? worths.aliasCode : worths.alias) : 0) +
    (phrase ? worths.phrase : 0) +
    (candidate.near ? worths.near : 0) +
    worths[candidate.kind] +
    (named ? worths.version : 0) -
    (candidate.old && !named ? worths.old : 0)
  return { points, share: share / total > 0.999 ? 1 : share / total }
}

/** Results without those that have too little of what was sought: absolutely, and beside the best. */
export function worthShowing<T extends { points: number; share: number }>(rated: readonly T[]): T[] {
  const best = Math.max(0, ...rated.map(({ share }) => share))
  const least = Math.max(0.4, best * 0.6)
  return rated.filter(({ share }) => share >= least).sort((a, b) => b.points - a.points)
}

function isVersionOf(word: string, version: string): boolean {
  return (
    /^\d/.test(word) && (word === version || word.startsWith(`${version}.`) || version.startsWith(`${word}.`))
  )
}

/** How much of the title the query says: of two with all the words the shorter one is about them. */
function titleShare(title: Field | undefined, query: Query): number {
  const telling = title?.words.filter((word) => word.length > 2) ?? []
  if (telling.length === 0) return 0
  const said = telling.filter(
    (word) => query.same.some((same) => same.includes(word)) || query.stems.includes(stem(word, query.lang)),
  )
  return said.length / telling.length
}
