import type { Article } from '#domain/knowledge/index.ts'
import { fold, type Synonyms, wordsOf } from '#words/index.ts'
import type { Text } from '../render-content.ts'

/** What the content tells of its own words: to mend mistyped ones, to weigh them, and to know others for them. */
export type HelpFile = { synonyms: Synonyms; terms: Record<string, number>; articles: number }

/** More would be a long download for whoever mistypes a word. */
const most = 6000

/** Words of these articles, each with how many have it: all of titles and aliases, of the texts those that are in more than one. */
export function helpOf(
  articles: readonly Article[],
  textOf: (article: Article) => Text,
  synonyms: Synonyms,
): HelpFile {
  const counts = new Map<string, number>()
  const named = new Set<string>()
  for (const article of articles) {
    const { headings, blocks } = textOf(article)
    const names = [
      article.title,
      article.description,
      ...article.aliases,
      ...headings.map(({ text }) => text),
    ]
    const own = foldedWords(names)
    for (const word of own) named.add(word)
    for (const word of new Set([...own, ...foldedWords(blocks)])) {
      counts.set(word, (counts.get(word) ?? 0) + 1)
    }
  }
  const kept = [...counts]
    .filter(([word, count]) => named.has(word) || (count > 1 && word.length > 2))
    .sort(([a, x], [b, y]) => Number(named.has(b)) - Number(named.has(a)) || y - x || (a < b ? -1 : 1))
    .slice(0, most)
  return {
    synonyms,
    terms: Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1))),
    articles: articles.length,
  }
}

function foldedWords(texts: readonly string[]): Set<string> {
  return new Set(wordsOf(fold(texts.join(' '))))
}
