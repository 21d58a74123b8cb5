import type { Lang } from '#i18n/index.ts'

export type Audience = 'public' | 'customer' | 'partner' | 'staff'

/** What lists and checks need of one article in one language; its text stays in its file. */
export type CatalogueEntry = {
  /** Path below the content folder without language and ending, such as `faq/access/recover-password`. */
  id: string
  lang: Lang
  kind: 'faq' | 'manual' | 'release'
  title: string
  description: string
  /** Address from the root, with slashes at both ends. */
  url: string
  audience: Audience
  products: string[]
  /** ISO date */
  updated: string
  /** Only for manuals and releases. */
  version: string | null
}

export type Catalogue = {
  builtAt: number
  entries: CatalogueEntry[]
}

export const emptyCatalogue: Catalogue = { builtAt: 0, entries: [] }
