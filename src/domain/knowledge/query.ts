import { fold, forms, type Lang } from '#words/index.ts'

const quoted = (word: string): string => `"${word.replaceAll('"', '""')}"`

/**
 * The query for SQLite's full-text index: every word quoted, so that nothing in it is an operator.
 * The last word counts as a beginning, since its writer may not have ended it.
 */
export function matchExpression(words: readonly string[], lang: Lang, join: 'AND' | 'OR'): string {
  return words
    .map((word, at) => wordExpression([word, ...forms(word, lang)], at === words.length - 1))
    .join(` ${join} `)
}

/** One word in any of its forms. @param begins whether the first may go on */
export function wordExpression(variants: readonly string[], begins: boolean): string {
  const [first = '', ...others] = [...new Set(variants.map(fold))]
  const beginning = begins && first.length > 2 ? `${quoted(first)}*` : quoted(first)
  return others.length === 0 ? beginning : `(${[beginning, ...others.map(quoted)].join(' OR ')})`
}

/** The words near each other, in any order; null for fewer than two. */
export function nearExpression(words: readonly string[]): string | null {
  return words.length < 2 ? null : `NEAR(${words.map((word) => quoted(fold(word))).join(' ')}, 5)`
}

export type Segment = { text: string; marked: boolean }

/** Marks around found words: characters that no text has. */
export const [markStart, markEnd] = ['\u0002', '\u0003']

/** A snippet's text in pieces, marked and not, for a page to show without any markup of its own. */
export function segments(snippet: string): Segment[] {
  return snippet
    .split(markStart)
    .flatMap((part, at) => {
      if (at === 0) return [{ text: part, marked: false }]
      const [marked = '', rest = ''] = part.split(markEnd)
      return [
        { text: marked, marked: true },
        { text: rest, marked: false },
      ]
    })
    .filter(({ text }) => text !== '')
}

/** The same as one text, and the places of its marks: first character and the one after the last, in UTF-16 units. */
export function marked(pieces: readonly Segment[]): { snippet: string; highlights: [number, number][] } {
  const highlights: [number, number][] = []
  let snippet = ''
  for (const piece of pieces) {
    if (piece.marked) highlights.push([snippet.length, snippet.length + piece.text.length])
    snippet += piece.text
  }
  return { snippet, highlights }
}
