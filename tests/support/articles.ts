import {
  type Article,
  articleUrl,
  type Category,
  type Manual,
  type Place,
  parsePath,
  type Settings,
} from '#domain/knowledge/index.ts'

const both = { pt: 'x', en: 'x' }

export const access: Category = {
  id: 'access',
  slug: { pt: 'acesso', en: 'access' },
  title: both,
  description: both,
}

/** One product with a manual of the given versions, the newest named `current`. */
export function settingsWith(versions: Manual['versions']): Settings {
  const manual: Manual = {
    title: both,
    description: both,
    versions,
    sections: [
      { id: 'start', title: both },
      { id: 'use', title: both },
    ],
  }
  return {
    site: {
      name: 'B',
      company: 'C',
      tagline: both,
      calendar: 'c',
      zone: 'Europe/Lisbon',
      contact: { email: 'a@b.test' },
      hours: both,
      footer: both,
      frequent: [],
    },
    products: [{ id: 'gestor', name: 'Gestor', summary: both, versions: [] }],
    categories: [access],
    manuals: { gestor: manual },
  }
}

/** A public article at its place. @param path such as `faq/access/name.pt.md` */
export function article(path: string, changes: Partial<Article> & { slug?: string } = {}): Article {
  const place = parsePath(path) as Place
  const { slug, ...rest } = changes
  return {
    ...place,
    url: articleUrl(place, slug, access),
    original: place.lang,
    title: place.name,
    description: '',
    audience: 'public',
    products: [],
    order: 10,
    updated: '2026-01-01',
    aliases: [],
    related: [],
    status: 'published',
    publishAt: null,
    expireAt: null,
    owner: null,
    reviewBy: null,
    versions: [],
    section: place.kind === 'manual' ? 'start' : null,
    release: null,
    ...rest,
  }
}
