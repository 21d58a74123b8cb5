import { fold, stem, wordsOf } from '#words/index.ts'
import type { AnswerTemplate } from './types.ts'

export type Asked = {
  /** Of the requester. */
  lang: 'pt' | 'en'
  product: string | null
  line: number
  /** Subject and messages of the customer. */
  words: string
}

/**
 * Templates that fit a ticket, the likeliest first: of its language, its product and line or of none, and the more words of
 * the question they have.
 */
export function suggestTemplates(
  templates: readonly AnswerTemplate[],
  asked: Asked,
  rootsOf: RootsOf = templateRoots,
): AnswerTemplate[] {
  const { lang, product, line } = asked
  const roots = new Set(
    wordsOf(fold(asked.words.slice(0, 4000)))
      .filter((word) => word.length > 3)
      .map((word) => stem(word, lang)),
  )
  const fits = templates.filter(
    (template) =>
      template.lang === lang &&
      (template.product === null || template.product === product) &&
      (template.line === null || template.line === line),
  )
  return fits
    .map((template) => ({ template, points: pointsOf(template, rootsOf(template), roots) }))
    .sort((a, b) => b.points - a.points || a.template.name.localeCompare(b.template.name, lang))
    .map(({ template }) => template)
}

/** What the words of a template begin with: those of its name, and those of its text. */
export type Roots = { name: ReadonlySet<string>; body: ReadonlySet<string> }
export type RootsOf = (template: AnswerTemplate) => Roots

export function templateRoots({ name, body, lang }: AnswerTemplate): Roots {
  const roots = (text: string): Set<string> => new Set(wordsOf(fold(text)).map((word) => stem(word, lang)))
  return { name: roots(name), body: roots(body) }
}

function pointsOf({ product }: AnswerTemplate, { name, body }: Roots, asked: ReadonlySet<string>): number {
  const found = (roots: ReadonlySet<string>): number => [...asked].filter((root) => roots.has(root)).length
  return 3 * found(name) + found(body) + (product === null ? 0 : 0.5)
}
