import { type Article, categoryUrl, type Lang, manualUrl } from './article.ts'
import type { Library } from './library.ts'
import { productOf, shelfOf } from './relations.ts'

/** `lang` where the words are in another language than the page. */
export type Link = { title: string; url: string; lang?: Lang }
export type NavLink = Link & { current?: true; mark?: 'withdrawn' | 'security' }
export type NavGroup = { title: string; url: string | null; links: NavLink[] }

/** What stands beside an article. Never the whole tree: a page's weight must not grow with the number of articles. */
export type Nav = {
  groups: NavGroup[]
  /** Where the rest is, when the shelf was too long to show. */
  all: string | null
}

/** So many links stand beside an article at most. */
const longest = 40

export function linkTo({ title, url, lang, original }: Article): Link {
  return original === lang ? { title, url } : { title, url, lang: original }
}

function navLink(each: Article, article: Article): NavLink {
  const { release } = each
  const mark = release?.withdrawn ? 'withdrawn' : release?.kind === 'security' ? 'security' : null
  const link = each.kind === 'release' ? { ...linkTo(each), title: each.version ?? each.title } : linkTo(each)
  return { ...link, ...(each.id === article.id && { current: true }), ...(mark && { mark }) }
}

/** Those around the article, itself in the middle where it can be. */
function around(shelf: readonly Article[], article: Article): readonly Article[] {
  if (shelf.length <= longest) return shelf
  const at = shelf.findIndex(({ id }) => id === article.id)
  const from = Math.min(Math.max(at - longest / 2, 0), shelf.length - longest)
  return shelf.slice(from, from + longest)
}

export function navOf(library: Library, article: Article): Nav {
  if (article.kind === 'manual') return manualNav(library, article)
  const shelf = shelfOf(library, article)
  const links = around(shelf, article).map((each) => navLink(each, article))
  const { lang, product, category: id } = article
  const category = library.categories.find((each) => each.id === id)
  const home = category ? categoryUrl(lang, category) : `/${lang}/releases/${product}/`
  const title = category?.title[lang] ?? productOf(library, product)?.name ?? ''
  return { groups: [{ title, url: null, links }], all: links.length < shelf.length ? home : null }
}

function manualNav(library: Library, article: Article): Nav {
  const { lang, product, version } = article
  const contents = manualUrl(lang, product ?? '', version ?? '')
  const pages = library.pages(lang, product ?? '', version ?? '')
  const whole = pages.length <= 2 * longest
  const groups = (library.manuals[product ?? '']?.sections ?? []).flatMap(({ id, title }) => {
    const within = pages.filter(({ section }) => section === id)
    if (within.length === 0) return []
    const shown = whole ? within : id === article.section ? around(within, article) : []
    const url = shown.length < within.length ? `${contents}#${id}` : null
    return [{ title: title[lang], url, links: shown.map((each) => navLink(each, article)) }]
  })
  return { groups, all: whole ? null : contents }
}
