import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type Article, type Audience, pathOf } from '#domain/knowledge/index.ts'
import type { Lang } from '#i18n/index.ts'
import type { Catalogue } from './catalogue.ts'
import type { ReleaseListing } from './listing.ts'
import { makeCatalogue, mediaOf } from './make-catalogue.ts'
import { type Place, readPlace } from './pack.ts'
import type { HelpFile } from './publish/search-help.ts'
import type { RenderedContent, Text } from './render-content.ts'
import { renderFile, targetsOf } from './text.ts'

/** Where the portal reads what it does not serve as files: a release's private folder, or the content itself in development. */
export type Source = {
  catalogue: Catalogue
  text(article: Article): Promise<Text | null>
  /** Path of the image's file. @param url `/media/…` */
  media(url: string): string | null
  /** Audiences and languages, such as `staff/pt`, that have a search bundle which is not public. */
  scopes: readonly string[]
  /** File of such a bundle, such as `staff/pt/pagefind-entry.json`. */
  search(path: string): Promise<Buffer | null>
  /** What the content tells of its words, for one audience. */
  help(audience: Audience, lang: Lang): Promise<HelpFile | null>
}

/** Path of the file whose words an article shows: the original's where a translation is missing. */
export function textOfPath({ id, original }: Pick<Article, 'id' | 'original'>): string {
  return pathOf({ id, lang: original })
}

/** @param folder of a release, with `client` and `private` */
export async function sourceOfRelease(
  folder: string,
  { texts, search }: ReleaseListing,
  publicFile: (address: string) => Promise<string | null>,
): Promise<Source> {
  const hidden = join(folder, 'private')
  const catalogue = JSON.parse(await readFile(join(hidden, 'catalogue.json'), 'utf8')) as Catalogue
  const body = async (place: Place | undefined): Promise<Buffer | null> =>
    place ? readPlace(hidden, place) : null
  return {
    catalogue,
    async text(article) {
      const json = await body(texts[textOfPath(article)])
      return json && (JSON.parse(json.toString('utf8')) as Text)
    },
    media: (url) => (url in catalogue.media ? join(hidden, 'media', basename(url)) : null),
    scopes: [...new Set(Object.keys(search).map((path) => path.split('/').slice(0, 2).join('/')))],
    search: (path) => body(search[path]),
    async help(audience, lang) {
      const text =
        audience === 'public'
          ? await publicFile(`/pagefind/${lang}/help.json`)
          : (await body(search[`${audience}/${lang}/help.json`]))?.toString('utf8')
      return text ? (JSON.parse(text) as HelpFile) : null
    },
  }
}

export function sourceOfContent(made: RenderedContent): Source {
  const files = mediaOf(made)
  const media = Object.fromEntries([...files].map(([url, { audience }]) => [url, audience]))
  const { content } = made
  const place = { folder: content.folder, targets: targetsOf(content) }
  return {
    catalogue: { ...makeCatalogue(made, Date.now()), media },
    async text(article) {
      const document = content.documents.get(textOfPath(article))
      return document ? renderFile(place, document) : null
    },
    media: (url) => files.get(url)?.file ?? null,
    scopes: [],
    search: async () => null,
    help: async (audience, lang) =>
      audience === 'public' ? { synonyms: content.synonyms[lang], terms: {}, articles: 0 } : null,
  }
}
