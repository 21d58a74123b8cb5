import type { Article, Lang } from './article.ts'
import { changesUrl, earlierPages } from './article-view.ts'
import type { Library } from './library.ts'
import { alternatesOf } from './relations.ts'

/** What changed in a page of a manual since a lower version. */
export type ChangesView = {
  kind: 'changes'
  lang: Lang
  url: string
  addresses: Record<Lang, string>
  older: Article
  newer: Article
  /** The same page in every lower version, to compare with. */
  choices: { version: string; url: string; current: boolean }[]
}

/** The view at an address such as `…/install-linux/changes/7.3/`; null where there is none. */
export function changesAt(library: Library, url: string): ChangesView | null {
  const [, base = '', from = ''] = /^(\/.+\/)changes\/([^/]+)\/$/.exec(url) ?? []
  const newer = library.atUrl(base)
  const earlier = newer ? earlierPages(library, newer) : []
  const older = earlier.find(({ version }) => version === from)
  if (!newer || !older) return null
  const { addresses } = alternatesOf(library, newer)
  return {
    kind: 'changes',
    lang: newer.lang,
    url,
    addresses: { pt: changesUrl(addresses.pt, from), en: changesUrl(addresses.en, from) },
    older,
    newer,
    choices: earlier.map(({ version }) => ({
      version: version ?? '',
      url: changesUrl(base, version ?? ''),
      current: version === from,
    })),
  }
}
