import {
  fold,
  forms,
  type Lang,
  mended,
  type Query,
  queryOf,
  rate,
  replaced,
  stands,
  tellingWords,
  wordsOf,
  worthShowing,
} from '#words/index.ts'
import type { Bundles, Data, Help, Hit } from './bundles.ts'

export type Found = {
  url: string
  title: string
  excerpt: string
  meta: Data['meta']
  /** Where in the article it was found, when not at its beginning. */
  section: { title: string; url: string } | null
}
export type Answer = {
  items: Found[]
  /** What was answered in place of what was typed. */
  meant: string | null
}

/** So many fragments are fetched to choose from. */
const most = 6
const mostStands = 4

type Rated = { found: Found; points: number; share: number }

/** The articles that answer best, at most six. */
export async function find(bundles: Bundles, q: string, lang: Lang): Promise<Answer> {
  const words = tellingWords(q, lang)
  if (words.length === 0) return { items: [], meant: null }
  const asked = await answer(bundles, words, lang, null)
  const best = Math.max(0, ...asked.map(({ share }) => share))
  if (best === 1 && asked.length > 2) return { items: asked.map(({ found }) => found), meant: null }
  const help = await bundles.help()
  const terms = new Map(Object.entries(help.terms))
  const other = best < 1 ? mended(words, terms) : null
  const again = await answer(bundles, other ?? words, lang, help)
  const better = again.length > 0 ? again : asked
  return {
    items: better.map(({ found }) => found),
    meant: other && again.length > 0 ? other.join(' ') : null,
  }
}

/** For each word, what the index has of it; and each article with the words that found it. */
async function answer(
  bundles: Bundles,
  words: readonly string[],
  lang: Lang,
  help: Help | null,
): Promise<Rated[]> {
  const others = help ? stands(words, help.synonyms).slice(0, mostStands) : []
  const hits = await Promise.all(words.map((word) => hitsOf(bundles, word, lang)))
  const ways = await Promise.all(others.map((stand) => bundles.search(replaced(words, stand).join(' '))))
  const counts = new Map(words.map((word, at) => [fold(word), hits[at]?.size ?? 0]))
  // Until the index is asked how many it has, the commonest word of the query tells roughly.
  const articles = help?.articles ?? Math.max(60, 2 * Math.max(0, ...counts.values()))
  const rarity = (word: string): number => {
    const count = help ? (help.terms[word] ?? 0) : (counts.get(word) ?? articles)
    return Math.log2((articles + 2) / (count + 1)) + 0.3
  }
  const query = queryOf(words, lang, { others, rarity })
  const candidates = new Map<string, { hit: Hit; worth: number }>()
  function add(hit: Hit, worth: number): void {
    const held = candidates.get(hit.id)
    candidates.set(hit.id, { hit, worth: (held?.worth ?? 0) + worth })
  }
  for (const [at, found] of hits.entries()) {
    const top = Math.max(...[...found.values()].map(({ score }) => score), 1e-9)
    for (const hit of found.values()) add(hit, (query.weights[at] ?? 1) * (0.6 + 0.4 * (hit.score / top)))
  }
  const total = query.weights.reduce((sum, weight) => sum + weight, 0)
  for (const way of ways) for (const [at, hit] of way.slice(0, most).entries()) add(hit, total / (1 + at / 4))
  const chosen = [...candidates.values()].sort((a, b) => b.worth - a.worth).slice(0, most)
  const rated = await Promise.all(
    chosen.map(({ hit }, at) =>
      hit.data().then(
        (data) => rateOne(data, at, query),
        () => null,
      ),
    ),
  )
  return worthShowing(rated.filter((each) => each !== null))
}

/** Articles with a word, in any of its forms: the index stems, and each article names the forms that this would part. */
async function hitsOf(bundles: Bundles, word: string, lang: Lang): Promise<Map<string, Hit>> {
  // A code is looked for as articles write it.
  const asked = forms(word, lang).find((form) => /\d/.test(form) && form !== fold(word)) ?? word
  return new Map((await bundles.search(asked)).map((hit) => [hit.id, hit]))
}

function rateOne(data: Data, at: number, query: Query): Rated {
  const { meta } = data
  // An unknown word finds what begins alike: only what the article says counts.
  const text = ` ${wordsOf(fold(`${data.content} ${meta.aliases ?? ''}`)).join(' ')} `
  const has = query.same.map((same, place) => {
    const root = query.stems[place] ?? ''
    return same.some((form) => text.includes(` ${form}`)) || text.includes(` ${root}`)
  })
  const candidate = {
    title: meta.title ?? '',
    aliases: meta.aliases ?? '',
    headings: data.anchors.map((anchor) => anchor.text).join(' · '),
    description: meta.description ?? '',
    has,
    near: query.words.length > 1 && isNear(text, query),
    kind: (meta.kind ?? 'faq') as 'faq',
    version: meta.version ?? null,
    old: meta.old === 'yes',
    base: 1 / (1 + at / 4),
  }
  const { points, share } = rate(candidate, query)
  const best = data.sub_results[0]
  const section = best && best.url !== data.url && best.url.includes('#') ? best : null
  const found = {
    url: data.url,
    title: candidate.title,
    excerpt: section?.excerpt ?? data.excerpt,
    meta,
    section: section && { title: section.title, url: section.url },
  }
  return { found, points, share }
}

/** Whether the words stand within some eighty characters of each other. */
function isNear(text: string, { stems }: Query): boolean {
  const [first = '', ...others] = [...stems].sort((a, b) => b.length - a.length)
  for (let at = text.indexOf(first); at !== -1; at = text.indexOf(first, at + 1)) {
    const around = text.slice(Math.max(0, at - 50), at + first.length + 50)
    if (others.every((each) => around.includes(each))) return true
  }
  return false
}
