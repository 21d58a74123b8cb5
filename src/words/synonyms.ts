import { fold, wordsOf } from './fold.ts'

/** Words that mean the same here, folded; a group may hold expressions of several words. */
export type Synonyms = readonly (readonly string[])[]

/** What may stand in the place of a word or an expression of the query. */
export type Stand = { from: string; to: string }

/** Other ways to say what the query says, most specific first. */
export function stands(words: readonly string[], synonyms: Synonyms): Stand[] {
  const said = ` ${words.map(fold).join(' ')} `
  return synonyms
    .flatMap((group) =>
      group
        .filter((each) => said.includes(` ${each} `))
        .flatMap((from) => group.filter((to) => to !== from).map((to) => ({ from, to }))),
    )
    .sort((a, b) => b.from.length - a.from.length)
}

/** The query with the one in the place of the other. */
export function replaced(words: readonly string[], { from, to }: Stand): string[] {
  const said = ` ${words.map(fold).join(' ')} `
  return wordsOf(said.replace(` ${from} `, ` ${to} `))
}
