import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type Article, pathOf } from '#domain/knowledge/index.ts'
import type { Catalogue } from './catalogue.ts'
import { makeCatalogue, mediaOf } from './make-catalogue.ts'
import type { RenderedContent, Text } from './render-content.ts'
import { renderFile, targetsOf } from './text.ts'

/** Where the portal reads what it does not serve as files: a release's private folder, or the content itself in development. */
export type Source = {
  catalogue: Catalogue
  text(article: Article): Promise<Text | null>
  /** Path of the image's file. @param url `/media/…` */
  media(url: string): string | null
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
  }
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
  }
}
