import { type Article, manualRedirects, opensTo } from '#domain/knowledge/index.ts'
import { langs } from '#i18n/index.ts'
import type { Catalogue } from './catalogue.ts'
import { publicLibraryOf } from './public-library.ts'
import type { RenderedContent } from './render-content.ts'

/** Images by their address: each with its file, and the widest audience of the articles that show it. */
export function mediaOf({
  content,
  rendered,
}: RenderedContent): Map<string, { file: string; audience: Article['audience'] }> {
  const media = new Map<string, { file: string; audience: Article['audience'] }>()
  for (const { url, audience } of content.library.articles) {
    for (const image of rendered.get(url)?.images ?? []) {
      const held = media.get(image.url)
      if (!held || opensTo(held.audience, audience)) media.set(image.url, { file: image.file, audience })
    }
  }
  return media
}

export function makeCatalogue(made: RenderedContent, builtAt: number): Catalogue {
  const { articles, site, products, categories, manuals } = made.content.library
  const redirects = manualRedirects(publicLibraryOf(made.content.library), langs)
  const restricted = [...mediaOf(made)].filter(([, { audience }]) => audience !== 'public')
  return {
    builtAt,
    entries: [...articles],
    settings: { site, products, categories, manuals },
    redirects: Object.fromEntries(redirects.map(({ from, to }) => [from, to])),
    media: Object.fromEntries(restricted.map(([url, { audience }]) => [url, audience])),
  }
}
