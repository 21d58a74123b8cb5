import type { Lang } from '#words/index.ts'

export type Data = {
  url: string
  excerpt: string
  content: string
  meta: Partial<
    Record<
      'title' | 'kind' | 'id' | 'audience' | 'products' | 'description' | 'version' | 'aliases' | 'old',
      string
    >
  >
  sub_results: { title: string; url: string; excerpt: string }[]
  anchors: { text: string }[]
}
export type Hit = { id: string; score: number; data(): Promise<Data> }
type Instance = {
  options(options: Record<string, unknown>): Promise<void>
  search(words: string): Promise<{ results: Hit[] }>
  mergeIndex(path: string, options: Record<string, unknown>): Promise<void>
}
type Pagefind = { createInstance(options: Record<string, unknown>): Instance }

/** What the content tells of its words; fetched only when a search needs it. */
export type Help = { synonyms: string[][]; terms: Record<string, number>; articles: number }

export type Bundles = {
  search(words: string): Promise<Hit[]>
  help(): Promise<Help>
}

const options = {
  baseUrl: '/',
  excerptLength: 16,
  ranking: { metaWeights: { title: 6, aliases: 5, forms: 1 } },
}

const json = <T>(path: string): Promise<T> =>
  fetch(path).then((answer) => (answer.ok ? (answer.json() as Promise<T>) : Promise.reject(answer.status)))

/** The public index of a language, and those of the reader's audiences. */
export async function openBundles(lang: Lang): Promise<Bundles> {
  const path = `/pagefind/${lang}/`
  const [{ createInstance }, scopes] = await Promise.all([
    import(/* @vite-ignore */ `${path}pagefind.js`) as Promise<Pagefind>,
    scopesOf(lang),
  ])
  // In a worker it would be loaded a second time; a search takes a few milliseconds.
  const instance = createInstance({ ...options, basePath: path, noWorker: true })
  await instance.options(options)
  for (const scope of scopes) {
    await instance.mergeIndex(`/search/${scope}/${lang}/`, options).catch(() => undefined)
  }
  let help: Promise<Help> | null = null
  return {
    search: async (words) => (await instance.search(words)).results,
    help() {
      help ??= helpOf([path, ...scopes.map((scope) => `/search/${scope}/${lang}/`)])
      return help
    },
  }
}

/**
 * Indexes beyond the public one that this reader may use. Asked first: one that refuses would break every later search
 * of the page. A visitor has none, and is not asked.
 */
async function scopesOf(lang: Lang): Promise<string[]> {
  if (!document.cookie.includes('balcao-viewer=')) return []
  return json<string[]>(`/search/scopes?lang=${lang}`).catch(() => [])
}

async function helpOf(paths: readonly string[]): Promise<Help> {
  const nothing: Help = { synonyms: [], terms: {}, articles: 0 }
  const all = await Promise.all(paths.map((path) => json<Help>(`${path}help.json`).catch(() => nothing)))
  const terms: Record<string, number> = {}
  for (const each of all) {
    for (const [term, count] of Object.entries(each.terms)) terms[term] = (terms[term] ?? 0) + count
  }
  return {
    synonyms: all[0]?.synonyms ?? [],
    terms,
    articles: all.reduce((sum, each) => sum + each.articles, 0),
  }
}
