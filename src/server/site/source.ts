import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Article } from '#domain/knowledge/index.ts'
import type { Catalogue } from './catalogue.ts'
import { makeCatalogue, mediaOf } from './make-catalogue.ts'
import type { Heading } from './markdown.ts'
import type { RenderedContent } from './render-content.ts'

/** What a page shows of an article's text. */
export type ArticleText = { html: string; headings: Heading[] }

/** Where the portal reads what it does not serve as files: a release's private folder, or the content itself in development. */
export type Source = {
  catalogue: Catalogue
  text(article: Article): Promise<ArticleText | null>
  /** Path of the image's file. @param url `/media/…` */
  media(url: string): string | null
}

export function privateTextPath({ id, lang }: Pick<Article, 'id' | 'lang'>): string {
  return join('articles', `${id}.${lang}.json`)
}

/** @param folder of a release, with `client`, `server` and `private` */
export async function sourceOfRelease(folder: string): Promise<Source> {
  const hidden = join(folder, 'private')
  const catalogue = JSON.parse(await readFile(join(hidden, 'catalogue.json'), 'utf8')) as Catalogue
  return {
    catalogue,
    async text(article) {
      const json = await readFile(join(hidden, privateTextPath(article)), 'utf8').catch(() => null)
      return json === null ? null : (JSON.parse(json) as ArticleText)
    },
    media: (url) => (url in catalogue.media ? join(hidden, 'media', basename(url)) : null),
  }
}

export function sourceOfContent(made: RenderedContent): Source {
  const files = mediaOf(made)
  const media = Object.fromEntries([...files].map(([url, { audience }]) => [url, audience]))
  return {
    catalogue: { ...makeCatalogue(made, Date.now()), media },
    text: async ({ url }) => made.rendered.get(url) ?? null,
    media: (url) => files.get(url)?.file ?? null,
  }
}
