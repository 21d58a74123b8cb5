import type { texts } from '#i18n/index.ts'

export type Heading = { depth: number; slug: string; text: string }
/** What is wrong in a text; `line` counts from 1 at the text's first line. */
export type Problem = { line: number; reference: string; expected: string; dangling?: true }
/** A link to a heading, to be checked when every article's headings are known. */
export type AnchorUse = { line: number; reference: string; url: string; anchor: string }

export type Image = { file: string; url: string; width: number; height: number }
export type Resolved<T> = T | { expected: string; dangling?: true }

/** How an article's own references become addresses, or what was expected in their place. */
export type Resolver = {
  /** Address of the article itself, for links to its own headings. */
  url: string
  link(path: string): Resolved<{ url: string }>
  image(path: string): Resolved<Image>
}

export type Words = ReturnType<typeof texts>['article']

/** A reference of the text, and what it led to when it was rendered: another result asks for another rendering. */
export type Reference = { written: string; kind: 'link' | 'image'; led: string }

/** What the rules of one article's rendering share. */
export type ArticleEnv = {
  words: Words
  resolver: Resolver
  headings: Heading[]
  images: Image[]
  problems: Problem[]
  anchors: AnchorUse[]
  /** Not `references`: markdown-it keeps its own there. */
  uses: Reference[]
  /** Addresses of the portal itself, written out. */
  absolute: { line: number; url: string }[]
  /** @param line counts from 0, as markdown-it does */
  problem(line: number, reference: string, expected: string, dangling?: true): void
}
