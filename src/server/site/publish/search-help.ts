import type { Article } from '#domain/knowledge/index.ts'
import { fold, type Synonyms, wordsOf } from '#words/index.ts'
import type { Text } from '../render-content.ts'

/** What the content tells of its own words: to mend mistyped ones, to weigh them, and to know others for them. */
export type HelpFile = { synonyms: Synonyms; terms: Record<string, number>; articles: number }

/** More would be a long download for whoever mistypes a word. */
const most = 6000

export type HelpWriter = {
  /** @param words folded words of the article's text */
  add(article: Article, text: Text, words: ReadonlySet<string>): void
  end(synonyms: Synonyms): HelpFile
}

/** Words of articles, each with how many have it: all of titles and aliases, of the texts those that are in more than one. */
export function createHelp(): HelpWriter {
  const counts = new Map<string, number>()
  const named = new Set<string>()
  let articles = 0

  return {
    add({ title, description, aliases }, { headings }, words) {
      articles += 1
      const own = foldedWords([title, description, ...aliases, ...headings.map(({ text }) => text)])
      for (const word of own) named.add(word)
      for (const word of new Set([...own, ...words])) counts.set(word, (counts.get(word) ?? 0) + 1)
    },
    end(synonyms) {
      const kept = [...counts]
        .filter(([word, count]) => named.has(word) || (count > 1 && word.length > 2))
        .sort(([a, x], [b, y]) => Number(named.has(b)) - Number(named.has(a)) || y - x || (a < b ? -1 : 1))
        .slice(0, most)
      return { synonyms, terms: Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1))), articles }
    },
  }
}

/** Each once, in lower case and without accents. */
export function foldedWords(texts: readonly string[]): Set<string> {
  return new Set(wordsOf(fold(texts.join(' '))))
}
