import { type Article, categoryUrl, type Lang, manualUrl } from './article.ts'
import type { Library } from './library.ts'
import { type Link, linkTo, type Nav, navOf } from './nav.ts'
import {
  alternatesOf,
  neighboursOf,
  productOf,
  relatedTo,
  type VersionLink,
  versionsOf,
} from './relations.ts'
import { newestFirst } from './versions.ts'

/** Everything that the page of one article shows but its text: equal views make equal pages. */
export type ArticleView = {
  kind: 'article'
  lang: Lang
  url: string
  /** Where search engines should read it: another address when this one stands in for something missing. */
  canonical: string
  addresses: Record<Lang, string>
  translated: boolean
  article: Article
  /** The version in whose place a lower one is shown. */
  insteadOf: string | null
  trail: Link[]
  nav: Nav
  versions: VersionLink[]
  /** Page that shows what changed since the version before; null where there is none before. */
  changes: { from: string; url: string } | null
  previous: Link | null
  next: Link | null
  related: Link[]
  productNames: string[]
  replacement: Link | null
}

const relatedAtMost = 5

function trailOf(library: Library, article: Article): Link[] {
  const { lang, kind, product, version } = article
  if (kind === 'manual') {
    const title = `${library.manuals[product ?? '']?.title[lang] ?? product} ${version}`
    return [{ title, url: manualUrl(lang, product ?? '', version ?? '') }]
  }
  if (kind === 'release') {
    const title = productOf(library, product)?.name ?? product ?? ''
    return [{ title, url: `/${lang}/releases/${product}/` }]
  }
  const category = library.categories.find(({ id }) => id === article.category)
  return category ? [{ title: category.title[lang], url: categoryUrl(lang, category) }] : []
}

/** Address of the page that shows what changed in a manual's page since another version. */
export function changesUrl(url: string, from: string): string {
  return `${url}changes/${from}/`
}

/** The same page in each lower version that has it, nearest first. */
export function earlierPages(library: Library, article: Article): Article[] {
  if (article.kind !== 'manual') return []
  return (library.manuals[article.product ?? '']?.versions ?? [])
    .map(({ version }) => version)
    .filter((version) => newestFirst(article.version ?? '', version) < 0)
    .sort(newestFirst)
    .map((version) => library.find(article.lang, `manuals/${article.product}/${version}/${article.name}`))
    .filter((page): page is Article => page?.original === article.original)
}

function changesOf(library: Library, article: Article): ArticleView['changes'] {
  const from = earlierPages(library, article)[0]?.version
  return from ? { from, url: changesUrl(article.url, from) } : null
}

export function articleView(library: Library, article: Article): ArticleView {
  const { lang, url, product, products, release } = article
  const { addresses, translated } = alternatesOf(library, article)
  const { previous, next } = neighboursOf(library, article)
  const replaced = release?.replacement
    ? library.find(lang, `releases/${product}/${release.replacement}`)
    : null
  const original = library.find(article.original, article.id)
  return {
    kind: 'article',
    lang,
    url,
    canonical: original?.url ?? url,
    addresses,
    translated,
    article,
    insteadOf: null,
    trail: trailOf(library, article),
    nav: navOf(library, article),
    versions: versionsOf(library, article),
    changes: changesOf(library, article),
    previous: previous && linkTo(previous),
    next: next && linkTo(next),
    related: relatedTo(library, article, relatedAtMost).map(linkTo),
    productNames: (product ? [product] : products).map((id) => productOf(library, id)?.name ?? id),
    replacement: replaced && linkTo(replaced),
  }
}

/** The page of a lower version in the place of one that a version lacks. */
export function borrowedView(library: Library, article: Article, version: string): ArticleView {
  const at = (lang: Lang, url: string): string =>
    `${manualUrl(lang, article.product ?? '', version)}${url.split('/').at(-2)}/`
  const view = articleView(library, article)
  const contents = manualUrl(article.lang, article.product ?? '', version)
  const title = `${library.manuals[article.product ?? '']?.title[article.lang] ?? ''} ${version}`
  return {
    ...view,
    url: at(article.lang, article.url),
    addresses: { pt: at('pt', view.addresses.pt), en: at('en', view.addresses.en) },
    insteadOf: version,
    trail: [{ title, url: contents }],
    nav: navOf(library, { ...article, version }),
    versions: versionsOf(library, article, version),
    changes: null,
    previous: null,
    next: null,
  }
}
