import {
  type Article,
  manualRedirects,
  nextTurn,
  opensTo,
  pathOf,
  type Redirect,
} from '#domain/knowledge/index.ts'
import { langs } from '#i18n/index.ts'
import type { Catalogue } from './catalogue.ts'
import { publicLibraryOf } from './public-library.ts'
import type { RenderedContent } from './render-content.ts'

/** Images by their address: each with its file, and the widest audience of the articles that show it. */
export function mediaOf({
  content,
  records,
}: Pick<RenderedContent, 'content' | 'records'>): Map<
  string,
  { file: string; audience: Article['audience'] }
> {
  const media = new Map<string, { file: string; audience: Article['audience'] }>()
  for (const { id, original, audience } of content.library.articles) {
    for (const image of records.get(pathOf({ id, lang: original }))?.images ?? []) {
      const held = media.get(image.url)
      if (!held || opensTo(held.audience, audience)) media.set(image.url, { file: image.file, audience })
    }
  }
  return media
}

/** @param moved old addresses, of all audiences */
export function makeCatalogue(
  made: RenderedContent,
  builtAt: number,
  { moved = [], code = null }: { moved?: readonly Redirect[]; code?: string | null } = {},
): Catalogue {
  const { library } = made.content
  const { articles, site, products, categories, manuals } = library
  const open = publicLibraryOf(library)
  const ours = manualRedirects(open, langs)
  const restricted = [...mediaOf(made)].filter(([, { audience }]) => audience !== 'public')
  const map = (redirects: readonly Redirect[]): Record<string, string> =>
    Object.fromEntries(redirects.map(({ from, to }) => [from, to]))
  return {
    builtAt,
    entries: [...articles],
    settings: { site, products, categories, manuals },
    redirects: {
      ...map(moved.filter(({ to }) => open.atUrl(to) !== null || !to.startsWith('/'))),
      ...map(ours),
    },
    moved: map(moved.filter(({ to }) => library.atUrl(to) !== null && open.atUrl(to) === null)),
    code,
    nextTurn: nextTurn(
      [...made.content.documents.values()].map(({ article }) => article),
      made.content.at,
    ),
    media: Object.fromEntries(restricted.map(([url, { audience }]) => [url, audience])),
  }
}
