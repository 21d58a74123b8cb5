import { readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type Article, type Audience, audiences, pathOf } from '#domain/knowledge/index.ts'
import { type Lang, langs } from '#i18n/index.ts'
import type { Catalogue } from './catalogue.ts'
import { makeCatalogue, mediaOf } from './make-catalogue.ts'
import { bundleFolder } from './publish/search-bundle.ts'
import type { HelpFile } from './publish/search-help.ts'
import type { RenderedContent, Text } from './render-content.ts'
import { renderFile, targetsOf } from './text.ts'

/** Where the portal reads what it does not serve as files: a release's private folder, or the content itself in development. */
export type Source = {
  catalogue: Catalogue
  text(article: Article): Promise<Text | null>
  /** Path of the image's file. @param url `/media/…` */
  media(url: string): string | null
  /** Search bundles of restricted articles: folders such as `staff/pt` that there are, and where they lie; null in development. */
  search: { scopes: readonly string[]; folder: string } | null
  /** What the content tells of its words, for one audience. */
  help(audience: Audience, lang: Lang): Promise<HelpFile | null>
}

/** Of the words that an article shows: those of the original where a translation is missing. */
export function textPath({ id, original }: Pick<Article, 'id' | 'original'>): string {
  return join('texts', `${id}.${original}.json`)
}

export async function readText(privateFolder: string, article: Article): Promise<Text | null> {
  const json = await readFile(join(privateFolder, textPath(article)), 'utf8').catch(() => null)
  return json === null ? null : (JSON.parse(json) as Text)
}

/** @param folder of a release, with `client` and `private` */
export async function sourceOfRelease(folder: string): Promise<Source> {
  const hidden = join(folder, 'private')
  const catalogue = JSON.parse(await readFile(join(hidden, 'catalogue.json'), 'utf8')) as Catalogue
  return {
    catalogue,
    text: (article) => readText(hidden, article),
    media: (url) => (url in catalogue.media ? join(hidden, 'media', basename(url)) : null),
    search: { scopes: await scopesIn(join(hidden, 'search')), folder: join(hidden, 'search') },
    async help(audience, lang) {
      const file = join(folder, bundleFolder({ audience, lang }), 'help.json')
      const text = await readFile(file, 'utf8').catch(() => null)
      return text === null ? null : (JSON.parse(text) as HelpFile)
    },
  }
}

async function scopesIn(folder: string): Promise<string[]> {
  const found = await Promise.all(
    audiences.flatMap((audience) =>
      langs.map(async (lang) => {
        const there = await stat(join(folder, audience, lang)).catch(() => null)
        return there ? [`${audience}/${lang}`] : []
      }),
    ),
  )
  return found.flat()
}

export function sourceOfContent(made: RenderedContent): Source {
  const files = mediaOf(made)
  const media = Object.fromEntries([...files].map(([url, { audience }]) => [url, audience]))
  const { content } = made
  const place = { folder: content.folder, targets: targetsOf(content) }
  return {
    catalogue: { ...makeCatalogue(made, Date.now()), media },
    async text({ id, original }) {
      const document = content.documents.get(pathOf({ id, lang: original }))
      return document ? renderFile(place, document) : null
    },
    media: (url) => files.get(url)?.file ?? null,
    search: null,
    help: async (audience, lang) =>
      audience === 'public' ? { synonyms: content.synonyms[lang], terms: {}, articles: 0 } : null,
  }
}
