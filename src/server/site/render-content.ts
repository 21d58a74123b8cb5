import { posix } from 'node:path'
import { type Article, opensTo } from '#domain/knowledge/index.ts'
import type { Content, Document } from './content.ts'
import { type Fault, inFileOrder } from './faults.ts'
import { readImage } from './images.ts'
import type { AnchorUse, Resolver } from './markdown/env.ts'
import { type Rendered, renderArticle } from './markdown.ts'

export type RenderedContent = {
  content: Content
  /** By the address of the article. */
  rendered: ReadonlyMap<string, Rendered>
  /** Of the files, their places, their texts and what they refer to, in file order. */
  faults: Fault[]
}

/** Renders every article, and checks what they refer to. */
export function renderContent(content: Content): RenderedContent {
  const faults = [...content.faults]
  const rendered = new Map<string, Rendered>()
  for (const document of content.documents.values()) {
    const result = renderDocument(content, document)
    rendered.set(document.article.url, result)
    for (const { line, reference, expected, dangling } of result.problems) {
      const where = { file: document.path, line: document.bodyLine + line - 1, field: reference }
      faults.push({ ...where, expected, ...(dangling ? { dangling } : {}) })
    }
  }
  for (const document of content.documents.values()) {
    faults.push(...deadAnchors(document, rendered))
  }
  return { content, rendered, faults: inFileOrder(faults) }
}

export function renderDocument(content: Content, document: Document): Rendered {
  return renderArticle(document.body, document.article.lang, resolverOf(content, document))
}

function resolverOf(content: Content, { article, path }: Document): Resolver {
  const here = posix.dirname(path)
  return {
    url: article.url,
    link(href) {
      const target = content.documents.get(posix.join(here, href))
      if (!target) return { expected: 'an article that exists', dangling: true }
      return linkTo(target.article, article)
    },
    image: (source) => readImage(content.folder, posix.join(here, source)),
  }
}

function linkTo(target: Article, from: Article): { url: string } | { expected: string } {
  if (opensTo(from.audience, target.audience)) return { url: target.url }
  return {
    expected: `an article that every reader of this one may open (that one is for ${target.audience})`,
  }
}

function deadAnchors({ article, path, bodyLine }: Document, all: ReadonlyMap<string, Rendered>): Fault[] {
  const isDead = ({ url, anchor }: AnchorUse): boolean => {
    const target = all.get(url)
    return target !== undefined && !target.headings.some(({ slug }) => slug === anchor)
  }
  return (all.get(article.url)?.anchors ?? []).filter(isDead).map(({ line, reference }) => ({
    file: path,
    line: bodyLine + line - 1,
    field: reference,
    expected: 'a heading that exists',
    dangling: true,
  }))
}
