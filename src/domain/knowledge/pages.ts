import { categoryUrl, type Lang, manualUrl } from './article.ts'
import { type ArticleView, articleView, borrowedView } from './article-view.ts'
import type { Library } from './library.ts'
import {
  type CategoryView,
  categoryView,
  type FaqView,
  faqView,
  type ManualsView,
  type ManualView,
  manualsView,
  manualView,
  type ProductReleasesView,
  pageUrl,
  productReleasesUrl,
  productReleasesView,
  type ReleasesView,
  releasesView,
  rowsPerPage,
  type WholeManualView,
  wholeManualUrl,
  wholeManualView,
} from './list-views.ts'
import { borrowedPages } from './relations.ts'

export type PageView =
  | ArticleView
  | CategoryView
  | FaqView
  | ManualsView
  | ManualView
  | WholeManualView
  | ReleasesView
  | ProductReleasesView

/** Every page of a library by its address, but those of changes; a view is made when it is asked for. */
export type Pages = ReadonlyMap<string, () => PageView>

const langs: readonly Lang[] = ['pt', 'en']

export function pagesOf(library: Library): Pages {
  const pages = new Map<string, () => PageView>()
  for (const lang of langs) {
    addLists(pages, library, lang)
    addManuals(pages, library, lang)
  }
  for (const article of library.articles) {
    pages.set(article.url, () => articleView(library, article))
  }
  return pages
}

function numbered(base: string, count: number): { page: number; url: string }[] {
  const number = Math.max(1, Math.ceil(count / rowsPerPage))
  return Array.from({ length: number }, (_, at) => ({ page: at + 1, url: pageUrl(base, at + 1) }))
}

function addLists(pages: Map<string, () => PageView>, library: Library, lang: Lang): void {
  pages.set(`/${lang}/faq/`, () => faqView(library, lang))
  pages.set(`/${lang}/manuals/`, () => manualsView(library, lang))
  pages.set(`/${lang}/releases/`, () => releasesView(library, lang))
  for (const category of library.categories) {
    const count = library.questions(lang, category.id).length
    if (count === 0) continue
    for (const { page, url } of numbered(categoryUrl(lang, category), count)) {
      pages.set(url, () => categoryView(library, lang, category, page))
    }
  }
  for (const product of library.products) {
    const count = library.releases(lang, product.id).length
    if (count === 0) continue
    for (const { page, url } of numbered(productReleasesUrl(lang, product.id), count)) {
      pages.set(url, () => productReleasesView(library, lang, product, page))
    }
  }
}

function addManuals(pages: Map<string, () => PageView>, library: Library, lang: Lang): void {
  for (const [product, { versions }] of Object.entries(library.manuals)) {
    for (const { version } of versions) {
      const url = manualUrl(lang, product, version)
      pages.set(url, () => manualView(library, lang, product, version))
      pages.set(wholeManualUrl(url), () => wholeManualView(library, lang, product, version))
      for (const article of borrowedPages(library, lang, product, version)) {
        const last = `${article.url.split('/').at(-2)}/`
        pages.set(url + last, () => borrowedView(library, article, version))
      }
    }
  }
}
