import { type Article, articleUrl, type Lang } from './article.ts'
import type { Category, Manual, Product, SiteSettings } from './schemas.ts'
import { newestFirst } from './versions.ts'

/** What the house says of itself, from the YAML files. */
export type Settings = {
  site: SiteSettings
  products: Product[]
  categories: Category[]
  /** By product. */
  manuals: Record<string, Manual>
}

/** A set of articles with their order and relations; it holds nothing that is not in the set. */
export type Library = Settings & {
  /** Those that stand in for a missing translation included. */
  readonly articles: readonly Article[]
  find(lang: Lang, id: string): Article | null
  atUrl(url: string): Article | null
  /** Questions of a category, in order. */
  questions(lang: Lang, category: string): readonly Article[]
  /** Pages of one manual in reading order: by section, then by place. */
  pages(lang: Lang, product: string, version: string): readonly Article[]
  /** Release notes of a product, newest version first. */
  releases(lang: Lang, product: string): readonly Article[]
}

function grouped(articles: readonly Article[], key: (article: Article) => string): Map<string, Article[]> {
  const groups = new Map<string, Article[]>()
  for (const article of articles) {
    const held = groups.get(key(article))
    if (held) held.push(article)
    else groups.set(key(article), [article])
  }
  return groups
}

function shelfNameOf({ lang, kind, category, product, version }: Article): string {
  if (kind === 'faq') return `${lang} faq ${category}`
  return kind === 'manual' ? `${lang} manual ${product} ${version}` : `${lang} release ${product}`
}

/** In the other language what is not translated stands in its place, in the words of the original. */
function withStandIns(written: readonly Article[], { categories }: Settings): Article[] {
  const ids = new Set(written.map(({ lang, id }) => `${lang} ${id}`))
  const urls = new Set(written.map(({ url }) => url))
  const standIns = written.flatMap((article) => {
    const lang = article.lang === 'pt' ? 'en' : 'pt'
    if (ids.has(`${lang} ${article.id}`)) return []
    const category = categories.find(({ id }) => id === article.category)
    const url = articleUrl({ ...article, lang }, article.url.split('/').at(-2), category)
    return urls.has(url) ? [] : [{ ...article, lang, url } satisfies Article]
  })
  return [...written, ...standIns]
}

/** Only what is written: no article stands in for a missing translation. */
export function writtenLibrary(articles: readonly Article[], settings: Settings): Library {
  return shelved(
    articles.filter(({ lang, original }) => lang === original),
    settings,
  )
}

export function createLibrary(written: readonly Article[], settings: Settings): Library {
  return shelved(withStandIns(written, settings), settings)
}

function shelved(articles: readonly Article[], settings: Settings): Library {
  const byId = new Map(articles.map((article) => [`${article.lang} ${article.id}`, article]))
  const byUrl = new Map(articles.map((article) => [article.url, article]))
  const shelves = grouped(articles, shelfNameOf)
  for (const shelf of shelves.values()) shelf.sort(inOrder)

  function inOrder(a: Article, b: Article): number {
    if (a.kind === 'release') return newestFirst(a.version ?? '', b.version ?? '')
    return sectionPlace(a) - sectionPlace(b) || a.order - b.order || a.name.localeCompare(b.name)
  }
  function sectionPlace({ product, section }: Article): number {
    const sections = settings.manuals[product ?? '']?.sections ?? []
    const place = sections.findIndex(({ id }) => id === section)
    return place === -1 ? sections.length : place
  }

  return {
    ...settings,
    articles,
    find: (lang, id) => byId.get(`${lang} ${id}`) ?? null,
    atUrl: (url) => byUrl.get(url) ?? null,
    questions: (lang, category) => shelves.get(`${lang} faq ${category}`) ?? [],
    pages: (lang, product, version) => shelves.get(`${lang} manual ${product} ${version}`) ?? [],
    releases: (lang, product) => shelves.get(`${lang} release ${product}`) ?? [],
  }
}
