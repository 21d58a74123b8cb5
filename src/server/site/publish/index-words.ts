import {
  type Article,
  indexedArticles,
  pathOf,
  removeSearchRows,
  replaceSearchRows,
} from '#domain/knowledge/index.ts'
import type { Runtime } from '../../runtime.ts'
import { sha256 } from '../content.ts'
import type { RenderedContent, Text } from '../render-content.ts'

/** So many articles in one write: nobody waits long behind it. */
const group = 50

/** The server's index: the words of every article, whoever may read it; only what differs is written. */
export async function indexWords(
  { database }: Pick<Runtime, 'database'>,
  { content, records }: RenderedContent,
  textOf: (article: Article) => Promise<Text | null> | Text,
): Promise<void> {
  const held = await indexedArticles(database.reader)
  const wanted = content.library.articles
    .filter(({ lang, original }) => lang === original)
    .map((article) => ({
      article,
      hash: sha256(JSON.stringify([article, records.get(pathOf(article))?.key])),
    }))
  const urls = new Set(wanted.map(({ article }) => article.url))
  const gone = [...held.keys()].filter((url) => !urls.has(url))
  if (gone.length > 0) await database.write((tx) => removeSearchRows(tx, gone))
  const stale = wanted.filter(({ article, hash }) => held.get(article.url)?.hash !== hash)
  for (let at = 0; at < stale.length; at += group) {
    const rows = await Promise.all(
      stale.slice(at, at + group).map(async ({ article, hash }) => {
        const { headings, blocks } = (await textOf(article)) ?? { headings: [], blocks: [] }
        const words = headings.map(({ text }) => text).join(' · ')
        return { ...article, hash, headings: words, body: blocks.join(' ') }
      }),
    )
    await database.write((tx) => replaceSearchRows(tx, rows))
  }
}
