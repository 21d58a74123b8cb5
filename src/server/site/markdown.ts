import MarkdownIt from 'markdown-it'
import { type Lang, texts } from '#i18n/index.ts'
import { scrollingBlocks } from './markdown/blocks.ts'
import { callouts } from './markdown/callouts.ts'
import type { AnchorUse, ArticleEnv, Heading, Image, Problem, Reference, Resolver } from './markdown/env.ts'
import { headings } from './markdown/headings.ts'
import { highlight } from './markdown/highlight.ts'
import { plainBlocks } from './markdown/plain-text.ts'
import { references as resolveReferences } from './markdown/references.ts'

export type { Heading, Image, Problem, Resolver } from './markdown/env.ts'
export { headingSlug } from './markdown/headings.ts'

export type Rendered = {
  html: string
  headings: Heading[]
  images: Image[]
  problems: Problem[]
  anchors: AnchorUse[]
  references: Reference[]
  absolute: { line: number; url: string }[]
  /** The words, block by block, without markup. */
  blocks: string[]
}

const engine = new MarkdownIt({ html: false, linkify: false, highlight })
engine.use(callouts).use(headings).use(resolveReferences)
scrollingBlocks(engine, (table, env) => {
  const { section } = table.meta as { section: string }
  return (env as ArticleEnv).words.table(section)
})

/** An article's Markdown as HTML. Raw HTML in it is shown as the text it is. */
export function renderArticle(markdown: string, lang: Lang, resolver: Resolver): Rendered {
  const problems: Problem[] = []
  const env: ArticleEnv = {
    words: texts(lang).article,
    resolver,
    headings: [],
    images: [],
    anchors: [],
    uses: [],
    absolute: [],
    problems,
    problem(line, reference, expected, dangling) {
      problems.push({ line: line + 1, reference, expected, ...(dangling ? { dangling } : {}) })
    },
  }
  const tokens = engine.parse(markdown, env)
  const html = engine.renderer.render(tokens, engine.options, env)
  const { images, anchors, uses: references, absolute } = env
  const blocks = plainBlocks(tokens)
  return { html, headings: env.headings, images, anchors, references, absolute, problems, blocks }
}
