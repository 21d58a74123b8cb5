import type { Audience, Category, ReleaseKind, statuses } from './schemas.ts'

export type Lang = 'pt' | 'en'

/** Where an article stands, as its path says. */
export type Place = {
  /** Path below the content folder without language and ending: the same for both languages. */
  id: string
  lang: Lang
  kind: 'faq' | 'manual' | 'release'
  /** Only of questions. */
  category: string | null
  /** Only of manual pages and release notes. */
  product: string | null
  version: string | null
  /** File name without language and ending. */
  name: string
}

/** One article in one language: everything but its text. */
export type Article = Place & {
  /** Address from the root, with slashes at both ends. */
  url: string
  /** The language its words are in: another than `lang` where a translation is missing and the original stands in. */
  original: Lang
  title: string
  description: string
  audience: Audience
  products: string[]
  order: number
  /** ISO date */
  updated: string
  aliases: string[]
  related: string[]
  status: (typeof statuses)[number]
  /** Moments from and until which it is published, as ISO; null: from the publish on, without end. */
  publishAt: string | null
  expireAt: string | null
  owner: string | null
  /** ISO date by which somebody should read it again. */
  reviewBy: string | null
  /** Only of questions: versions of the product that it applies to; none: all. */
  versions: string[]
  /** Only of manual pages: id of the section. */
  section: string | null
  /** Only of release notes. */
  release: Release | null
}

export type Release = {
  /** ISO date of publication */
  date: string
  kind: ReleaseKind
  withdrawn: string | null
  withdrawnReason?: string | null
  replacement: string | null
  embargoUntil: string | null
}

const shapes = [
  { kind: 'faq', path: /^(faq\/(?<category>[a-z0-9-]+)\/(?<name>[a-z0-9-]+))\.(?<lang>pt|en)\.md$/ },
  {
    kind: 'manual',
    path: /^(manuals\/(?<product>[a-z0-9-]+)\/(?<version>\d[0-9A-Za-z.-]*)\/(?<name>[a-z0-9-]+))\.(?<lang>pt|en)\.md$/,
  },
  {
    kind: 'release',
    path: /^(releases\/(?<product>[a-z0-9-]+)\/(?<version>\d[0-9A-Za-z.-]*))\.(?<lang>pt|en)\.md$/,
  },
] as const

/** What the path of an article below the content folder says, or null when it is none. */
export function parsePath(path: string): Place | null {
  for (const { kind, path: shape } of shapes) {
    const match = shape.exec(path)
    if (!match) continue
    const { category = null, product = null, version = null, name, lang } = match.groups ?? {}
    return {
      id: match[1] ?? '',
      lang: lang as Lang,
      kind,
      category,
      product,
      version,
      name: name ?? version ?? '',
    }
  }
  return null
}

/** File of an article below the content folder. */
export function pathOf({ id, lang }: Pick<Place, 'id' | 'lang'>): string {
  return `${id}.${lang}.md`
}

export function categoryUrl(lang: Lang, category: Pick<Category, 'id' | 'slug'>): string {
  return `/${lang}/faq/${category.slug?.[lang] ?? category.id}/`
}

export function manualUrl(lang: Lang, product: string, version: string): string {
  return `/${lang}/manuals/${product}/${version}/`
}

/** @param slug as the front matter gives it; the file's name otherwise */
export function articleUrl(place: Place, slug: string | undefined, category: Category | undefined): string {
  const last = slug ?? place.name
  const { lang, product, version } = place
  if (place.kind === 'release') return `/${lang}/releases/${product}/${version}/`
  if (place.kind === 'manual') return `${manualUrl(lang, product ?? '', version ?? '')}${last}/`
  return `${categoryUrl(lang, category ?? { id: place.category ?? '' })}${last}/`
}
