import { type Article, categoryUrl, type Lang, manualUrl } from './article.ts'
import type { Library } from './library.ts'
import type { Product } from './schemas.ts'
import { latestVersion, newestFirst } from './versions.ts'

export function otherLang(lang: Lang): Lang {
  return lang === 'pt' ? 'en' : 'pt'
}

/** The page that holds the article, where a translation is missing. */
export function parentUrl(library: Library, article: Article, lang: Lang = article.lang): string {
  if (article.kind === 'manual') return manualUrl(lang, article.product ?? '', article.version ?? '')
  if (article.kind === 'release') return `/${lang}/releases/`
  const category = library.categories.find(({ id }) => id === article.category)
  return category ? categoryUrl(lang, category) : `/${lang}/faq/`
}

/** Addresses of the article in both languages; `translated` says whether its words are. */
export function alternatesOf(
  library: Library,
  article: Article,
): { addresses: Record<Lang, string>; translated: boolean } {
  const other = otherLang(article.lang)
  const twin = library.find(other, article.id)
  const addresses = { [article.lang]: article.url, [other]: twin?.url ?? parentUrl(library, article, other) }
  const translated = twin !== null && twin.original !== article.original
  return { addresses: addresses as Record<Lang, string>, translated }
}

/** Neighbours on the shelf: of a release the next newer one is `next`. */
export function neighboursOf(
  library: Library,
  article: Article,
): { previous: Article | null; next: Article | null } {
  const shelf = shelfOf(library, article)
  const at = shelf.findIndex(({ id }) => id === article.id)
  const [before, after] = [at > 0 ? shelf[at - 1] : null, at === -1 ? null : shelf[at + 1]]
  const pair = { previous: before ?? null, next: after ?? null }
  return article.kind === 'release' ? { previous: pair.next, next: pair.previous } : pair
}

export function shelfOf(library: Library, article: Article): readonly Article[] {
  const { lang, kind, product, version, category } = article
  if (kind === 'manual') return library.pages(lang, product ?? '', version ?? '')
  if (kind === 'release') return library.releases(lang, product ?? '')
  return library.questions(lang, category ?? '')
}

/** Those the article names, then neighbours that share a product or a word it is searched by; at most `limit`. */
export function relatedTo(library: Library, article: Article, limit: number): Article[] {
  const named = article.related
    .map((id) => library.find(article.lang, id))
    .filter((found): found is Article => found !== null && found.id !== article.id)
  if (named.length > 0 || article.kind !== 'faq') return named.slice(0, limit)
  return shelfOf(library, article)
    .filter(({ id }) => id !== article.id)
    .slice(0, limit)
}

export type VersionLink = {
  version: string
  url: string
  current: boolean
  latest: boolean
  /** Whether the address is this page's: that version has it, or the nearest lower one stands in. */
  samePage: boolean
}

/** The page in a version of its manual, else in the nearest lower one that has it. */
export function pageInVersion(
  library: Library,
  { lang, product, name }: Pick<Article, 'lang' | 'product' | 'name'>,
  version: string,
): Article | null {
  const versions = library.manuals[product ?? '']?.versions.map((each) => each.version) ?? []
  const candidates = versions
    .filter((each) => newestFirst(version, each) <= 0)
    .sort(newestFirst)
    .map((each) => library.find(lang, `manuals/${product}/${each}/${name}`))
  return candidates.find((page) => page !== null) ?? null
}

/** The same page in every version of its manual; the contents of a version where it is in no lower one either. */
export function versionsOf(library: Library, article: Article, at = article.version): VersionLink[] {
  const manual = library.manuals[article.product ?? '']
  if (article.kind !== 'manual' || !manual) return []
  const latest = latestVersion(manual)
  return [...manual.versions]
    .sort((a, b) => newestFirst(a.version, b.version))
    .map(({ version }) => {
      const page = pageInVersion(library, article, version)
      const contents = manualUrl(article.lang, article.product ?? '', version)
      const url = page ? `${contents}${page.url.split('/').at(-2)}/` : contents
      return {
        version,
        url,
        current: version === at,
        latest: version === latest,
        samePage: page !== null,
      }
    })
}

export function productOf(library: Pick<Library, 'products'>, id: string | null): Product | null {
  return library.products.find((product) => product.id === id) ?? null
}

/** The newest release notes over all products; a withdrawn one is no news. */
export function newestReleases(library: Library, lang: Lang, limit: number): Article[] {
  return library.products
    .flatMap(({ id }) => library.releases(lang, id).slice(0, limit * 3))
    .filter(({ release }) => release !== null && release.withdrawn === null)
    .sort((a, b) => (b.release?.date ?? '').localeCompare(a.release?.date ?? ''))
    .slice(0, limit)
}

/** Release notes of what was withdrawn, the last withdrawn first. */
export function withdrawnReleases(library: Library, lang: Lang, limit: number): Article[] {
  return library.products
    .flatMap(({ id }) => library.releases(lang, id))
    .filter(({ release }) => Boolean(release?.withdrawn))
    .sort((a, b) => (b.release?.withdrawn ?? '').localeCompare(a.release?.withdrawn ?? ''))
    .slice(0, limit)
}

export type Redirect = { from: string; to: string }

/** A product's manual without a version, and `latest` as one, for every page that the current version has or borrows. */
export function manualRedirects(library: Library, langs: readonly Lang[]): Redirect[] {
  return langs.flatMap((lang) =>
    Object.entries(library.manuals).flatMap(([product, manual]) => {
      const version = latestVersion(manual)
      const to = manualUrl(lang, product, version)
      const latest = manualUrl(lang, product, 'latest')
      const pages = [
        ...library.pages(lang, product, version),
        ...borrowedPages(library, lang, product, version),
      ]
      return [
        { from: `/${lang}/manuals/${product}/`, to },
        { from: latest, to },
        ...pages.map(({ url }) => {
          const last = `${url.split('/').at(-2)}/`
          return { from: latest + last, to: to + last }
        }),
      ]
    }),
  )
}

/** Pages that a version of a manual lacks and a lower one has. */
export function borrowedPages(library: Library, lang: Lang, product: string, version: string): Article[] {
  const manual = library.manuals[product]
  const lower = (manual?.versions ?? [])
    .map((each) => each.version)
    .filter((each) => newestFirst(version, each) < 0)
    .sort(newestFirst)
  const seen = new Set(library.pages(lang, product, version).map(({ name }) => name))
  return lower
    .flatMap((each) => library.pages(lang, product, each))
    .filter(({ name }) => !seen.has(name) && seen.add(name))
}
