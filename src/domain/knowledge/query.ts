import type { Lang } from './article.ts'

const noise: Record<Lang, ReadonlySet<string>> = {
  pt: new Set(
    'a o as os e de do da dos das em no na nos nas um uma por para com que se ao aos como qual quais onde quando porque meu minha não posso pode fazer é'.split(
      ' ',
    ),
  ),
  en: new Set(
    'a an the and of in on at to for with by from is are be do does how what where when why my i can it this that not'.split(
      ' ',
    ),
  ),
}

const wordShape = /[\p{L}\p{N}]+(?:[._\-/][\p{L}\p{N}]+)*/gu

/** The words of a query that tell something: at most ten; noise only where there is nothing else. */
export function queryWords(q: string, lang: Lang): string[] {
  const all = [
    ...new Set((q.normalize('NFC').toLowerCase().match(wordShape) ?? []).map((w) => w.slice(0, 60))),
  ]
  const telling = all.filter((word) => !noise[lang].has(word))
  return (telling.length > 0 ? telling : all).slice(0, 10)
}

// Endings that one word has in singular and plural; accents do not count in the index.
const endings: Record<Lang, readonly (readonly [RegExp, readonly string[]])[]> = {
  pt: [
    [/(?:ções|coes)$/, ['ção']],
    [/(?:ção|cao)$/, ['ções']],
    [/(?:ões|oes|ães|aes)$/, ['ão']],
    [/(?:ão|ao)$/, ['ões', 'ãos']],
    [/ais$/, ['al']],
    [/al$/, ['ais']],
    [/eis$/, ['el']],
    [/el$/, ['eis']],
    [/(?:is|eis)$/, ['il']],
    [/ns$/, ['m']],
    [/m$/, ['ns']],
    [/([rz])es$/, ['$1']],
    [/([rz])$/, ['$1es']],
    [/([aeo])s$/, ['$1']],
    [/([aeo])$/, ['$1s']],
  ],
  en: [
    [/ies$/, ['y']],
    [/([^aeiou])y$/, ['$1ies']],
    [/(s|x|ch|sh)es$/, ['$1']],
    [/([^s])s$/, ['$1']],
    [/([^sy])$/, ['$1s']],
  ],
}

/** A word and its singular or plural. */
export function forms(word: string, lang: Lang): string[] {
  if (word.length < 4 || /[\d._/-]/.test(word)) return [word]
  const rule = endings[lang].find(([ending]) => ending.test(word))
  return rule ? [word, ...rule[1].map((ending) => word.replace(rule[0], ending))] : [word]
}

const quoted = (word: string): string => `"${word.replaceAll('"', '""')}"`

/**
 * The query for SQLite's full-text index: every word quoted, so that nothing in it is an operator.
 * The last word counts as a beginning, since its writer may not have ended it.
 */
export function matchExpression(words: readonly string[], lang: Lang, join: 'AND' | 'OR'): string {
  return words
    .map((word, at) => {
      const variants = forms(word, lang).map(quoted)
      if (at === words.length - 1 && word.length > 1) variants[0] = `${variants[0]}*`
      return variants.length > 1 ? `(${variants.join(' OR ')})` : variants[0]
    })
    .join(` ${join} `)
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
