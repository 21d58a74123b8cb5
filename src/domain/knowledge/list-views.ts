import { type Article, categoryUrl, type Lang, manualUrl } from './article.ts'
import type { Library } from './library.ts'
import { type Link, linkTo } from './nav.ts'
import type { Audience, Category, Product, ReleaseKind } from './schemas.ts'
import { latestVersion, newestFirst } from './versions.ts'

type Place = { lang: Lang; url: string; addresses: Record<Lang, string>; title: string; description: string }

export type Row = Link & {
  description: string
  audience: Audience
  release?: { version: string; date: string; kind: ReleaseKind; withdrawn: boolean }
}

export type CategoryView = Place & { kind: 'category'; rows: Row[]; pages: Pages; others: Link[] }
export type FaqView = Place & {
  kind: 'faq'
  categories: {
    title: string
    url: string
    description: string
    icon?: string
    count: number
    links: Link[]
  }[]
}
export type ManualsView = Place & {
  kind: 'manuals'
  manuals: {
    title: string
    url: string
    description: string
    icon?: string
    versions: { version: string; status: 'current' | 'supported' | 'old'; url: string }[]
  }[]
}
export type ManualView = Place & {
  kind: 'manual'
  version: string
  /** null: this is it. */
  latest: { version: string; url: string } | null
  versions: { version: string; url: string; current: boolean }[]
  sections: { id: string; title: string; rows: Row[] }[]
  whole: string
}
/** All pages of one version of a manual in one, to print. Texts by the addresses of their pages. */
export type WholeManualView = Place & {
  kind: 'whole-manual'
  version: string
  contents: string
  sections: { id: string; title: string; pages: (Link & { article: Article })[] }[]
}
export type ReleasesView = Place & {
  kind: 'releases'
  products: { id: string; name: string; icon?: string; url: string; count: number; rows: Row[] }[]
}
export type ProductReleasesView = Place & { kind: 'product-releases'; rows: Row[]; pages: Pages }

/** A long list is cut into pages with addresses of their own. */
export type Pages = { current: number; urls: string[] }

export const rowsPerPage = 100
const linksOfCategory = 8
const releasesOfProduct = 12

function rowOf(article: Article): Row {
  const { description, audience, release, version } = article
  const withdrawn = release?.withdrawn !== null
  return {
    ...linkTo(article),
    description,
    audience,
    ...(release && {
      release: { version: version ?? '', date: release.date, kind: release.kind, withdrawn },
    }),
  }
}

/** Address of a page of a list, counted from 1. */
export function pageUrl(base: string, page: number): string {
  return page === 1 ? base : `${base}page-${page}/`
}

function pagesOf(base: string, count: number, current: number): Pages {
  const number = Math.max(1, Math.ceil(count / rowsPerPage))
  return { current, urls: Array.from({ length: number }, (_, at) => pageUrl(base, at + 1)) }
}

const rowsOfPage = (articles: readonly Article[], page: number): Row[] =>
  articles.slice((page - 1) * rowsPerPage, page * rowsPerPage).map(rowOf)

const both = (address: (lang: Lang) => string): Record<Lang, string> => ({
  pt: address('pt'),
  en: address('en'),
})

export function categoryView(library: Library, lang: Lang, category: Category, page = 1): CategoryView {
  const base = (each: Lang): string => categoryUrl(each, category)
  const questions = library.questions(lang, category.id)
  return {
    kind: 'category',
    lang,
    url: pageUrl(base(lang), page),
    addresses: both((each) => pageUrl(base(each), page)),
    title: category.title[lang],
    description: category.description[lang],
    rows: rowsOfPage(questions, page),
    pages: pagesOf(base(lang), questions.length, page),
    others: library.categories
      .filter(({ id }) => id !== category.id && library.questions(lang, id).length > 0)
      .map((other) => ({ title: other.title[lang], url: categoryUrl(lang, other) })),
  }
}

/** @param words title and description, which are the interface's */
export function faqView(library: Library, lang: Lang): FaqView {
  return {
    kind: 'faq',
    lang,
    url: `/${lang}/faq/`,
    addresses: both((each) => `/${each}/faq/`),
    title: '',
    description: '',
    categories: library.categories.flatMap((category) => {
      const questions = library.questions(lang, category.id)
      if (questions.length === 0) return []
      return [
        {
          title: category.title[lang],
          url: categoryUrl(lang, category),
          description: category.description[lang],
          ...(category.icon && { icon: category.icon }),
          count: questions.length,
          links: questions.slice(0, linksOfCategory).map(linkTo),
        },
      ]
    }),
  }
}

export function manualsView(library: Library, lang: Lang): ManualsView {
  return {
    kind: 'manuals',
    lang,
    url: `/${lang}/manuals/`,
    addresses: both((each) => `/${each}/manuals/`),
    title: '',
    description: '',
    manuals: library.products.flatMap(({ id, icon }) => {
      const manual = library.manuals[id]
      if (!manual) return []
      const versions = [...manual.versions].sort((a, b) => newestFirst(a.version, b.version))
      return [
        {
          title: manual.title[lang],
          url: manualUrl(lang, id, latestVersion(manual)),
          description: manual.description[lang],
          ...(icon && { icon }),
          versions: versions.map((each) => ({ ...each, url: manualUrl(lang, id, each.version) })),
        },
      ]
    }),
  }
}

function manualPlace(library: Library, lang: Lang, product: string, version: string): Place {
  const manual = library.manuals[product]
  return {
    lang,
    url: manualUrl(lang, product, version),
    addresses: both((each) => manualUrl(each, product, version)),
    title: `${manual?.title[lang] ?? product} ${version}`,
    description: manual?.description[lang] ?? '',
  }
}

function sectionsOf(
  library: Library,
  lang: Lang,
  product: string,
  version: string,
): { id: string; title: string; pages: Article[] }[] {
  const pages = library.pages(lang, product, version)
  return (library.manuals[product]?.sections ?? [])
    .map(({ id, title }) => ({
      id,
      title: title[lang],
      pages: pages.filter(({ section }) => section === id),
    }))
    .filter((section) => section.pages.length > 0)
}

export const wholeManualUrl = (contents: string): string => `${contents}print/`

export function manualView(library: Library, lang: Lang, product: string, version: string): ManualView {
  const manual = library.manuals[product]
  const newest = manual ? latestVersion(manual) : version
  const place = manualPlace(library, lang, product, version)
  return {
    kind: 'manual',
    ...place,
    version,
    latest: newest === version ? null : { version: newest, url: manualUrl(lang, product, newest) },
    versions: [...(manual?.versions ?? [])]
      .sort((a, b) => newestFirst(a.version, b.version))
      .map((each) => ({
        version: each.version,
        url: manualUrl(lang, product, each.version),
        current: each.version === version,
      })),
    sections: sectionsOf(library, lang, product, version).map(({ id, title, pages }) => ({
      id,
      title,
      rows: pages.map(rowOf),
    })),
    whole: wholeManualUrl(place.url),
  }
}

export function wholeManualView(
  library: Library,
  lang: Lang,
  product: string,
  version: string,
): WholeManualView {
  const { url, addresses, ...place } = manualPlace(library, lang, product, version)
  return {
    kind: 'whole-manual',
    ...place,
    url: wholeManualUrl(url),
    addresses: both((each) => wholeManualUrl(addresses[each])),
    version,
    contents: url,
    sections: sectionsOf(library, lang, product, version).map(({ id, title, pages }) => ({
      id,
      title,
      pages: pages.map((article) => ({ ...linkTo(article), article })),
    })),
  }
}

export const productReleasesUrl = (lang: Lang, product: string): string => `/${lang}/releases/${product}/`

export function releasesView(library: Library, lang: Lang): ReleasesView {
  return {
    kind: 'releases',
    lang,
    url: `/${lang}/releases/`,
    addresses: both((each) => `/${each}/releases/`),
    title: '',
    description: '',
    products: library.products.flatMap(({ id, name, icon }) => {
      const releases = library.releases(lang, id)
      if (releases.length === 0) return []
      const rows = releases.slice(0, releasesOfProduct).map(rowOf)
      const url = productReleasesUrl(lang, id)
      return [{ id, name, ...(icon && { icon }), url, count: releases.length, rows }]
    }),
  }
}

export function productReleasesView(
  library: Library,
  lang: Lang,
  product: Product,
  page = 1,
): ProductReleasesView {
  const releases = library.releases(lang, product.id)
  const base = (each: Lang): string => productReleasesUrl(each, product.id)
  return {
    kind: 'product-releases',
    lang,
    url: pageUrl(base(lang), page),
    addresses: both((each) => pageUrl(base(each), page)),
    title: product.name,
    description: product.summary[lang],
    rows: rowsOfPage(releases, page),
    pages: pagesOf(base(lang), releases.length, page),
  }
}
