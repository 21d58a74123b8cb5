import type { Article, Settings } from '#domain/knowledge/index.ts'

export type { Audience } from '#domain/knowledge/index.ts'

/** Everything about one article in one language but its text. */
export type CatalogueEntry = Article

/** What the portal knows of its content while it runs: articles of all audiences, so it is never served. */
export type Catalogue = {
  builtAt: number
  entries: CatalogueEntry[]
  settings: Settings
  /** Addresses that lead elsewhere. */
  redirects: Record<string, string>
  /** Old addresses of restricted articles: where they lead is for their readers alone. */
  moved: Record<string, string>
  /** Fingerprint of the code: names the program that makes pages on demand; null in development. */
  code: string | null
  /** When an article comes or goes by itself, UTC epoch milliseconds; null: none does. */
  nextTurn: number | null
  /** Images of restricted articles only: who may fetch them. */
  media: Record<string, Article['audience']>
}

export const emptyCatalogue: Catalogue = {
  builtAt: 0,
  entries: [],
  settings: {
    site: {
      name: 'Balcão',
      company: 'Balcão',
      tagline: { pt: '', en: '' },
      // None is named: the portal's own.
      calendar: '',
      zone: 'Europe/Lisbon',
      contact: { email: 'support@localhost' },
      hours: { pt: '', en: '' },
      footer: { pt: '', en: '' },
      frequent: [],
    },
    products: [],
    categories: [],
    manuals: {},
  },
  redirects: {},
  moved: {},
  code: null,
  nextTurn: null,
  media: {},
}
