import { defineCollection } from 'astro:content'
import { articles, settings } from '#server/site/loader.ts'

// The front matter is checked by src/domain/knowledge/schemas.ts in the loader, which names file, line and field.
export const collections = {
  faq: defineCollection({ loader: articles('faq') }),
  manuals: defineCollection({ loader: articles('manual') }),
  releases: defineCollection({ loader: articles('release') }),
  settings: defineCollection({ loader: settings() }),
}
