import { posix } from 'node:path'
import { type Article, type ArticleState, opensTo, stateOf } from '#domain/knowledge/index.ts'
import { bodyOf, type Content, type Document } from './content.ts'
import { readImage } from './images.ts'
import type { Resolver } from './markdown/env.ts'
import { ledTo } from './markdown/references.ts'
import { type Rendered, renderArticle } from './markdown.ts'

/** What links between articles need to know of one. */
export type Target = Pick<Article, 'url' | 'audience' | 'publishAt'> & { state: ArticleState }
export type Targets = Readonly<Record<string, Target>>

/** Every article that a text may refer to, by path. */
export function targetsOf({ documents, at }: Pick<Content, 'documents' | 'at'>): Targets {
  return Object.fromEntries(
    [...documents].map(([path, { article }]) => {
      const { url, audience, publishAt } = article
      return [path, { url, audience, publishAt, state: stateOf(article, at) }]
    }),
  )
}

/** Where a link leads, or what was expected in its place. */
export function linkTo(target: Target | undefined, from: Article): ReturnType<Resolver['link']> {
  if (!target) return { expected: 'an article that exists', dangling: true }
  if (target.state === 'scheduled') {
    const expected = `an article that is published (that one will be on ${target.publishAt})`
    return { expected, dangling: true }
  }
  if (target.state !== 'published') {
    return { expected: `an article that is published (that one is ${target.state})`, dangling: true }
  }
  if (opensTo(from.audience, target.audience)) return { url: target.url }
  return {
    expected: `an article that every reader of this one may open (that one is for ${target.audience})`,
  }
}

type Place = { folder: string; targets: Targets }

function resolverOf({ folder, targets }: Place, { article, path }: Document): Resolver {
  const here = posix.dirname(path)
  return {
    url: article.url,
    link: (href) => linkTo(targets[posix.join(here, href)], article),
    image: (source) => readImage(folder, posix.join(here, source)),
  }
}

/** @param body the text, where it is not the file's */
export function renderDocument(place: Place, document: Document, body?: string): Rendered {
  const { lang } = document.article
  return renderArticle(body ?? bodyOf(place.folder, document), lang, resolverOf(place, document))
}

/** An article's file, rendered, and as Markdown that can be read elsewhere. */
export function renderFile(place: Place, document: Document): Rendered & { markdown: string } {
  const body = bodyOf(place.folder, document)
  const rendered = renderDocument(place, document, body)
  return { ...rendered, markdown: withAddresses(body, rendered.references) }
}

function withAddresses(body: string, references: Rendered['references']): string {
  let text = body
  for (const { written, led } of references) {
    if (!led.startsWith('?')) text = text.replaceAll(`](${written}`, `](${led}`)
  }
  return text.trim()
}

/** Whether everything that a text refers to is where it was when the text was rendered. */
export function stillLeads(
  place: Place,
  document: Document,
  { references }: Pick<Rendered, 'references'>,
): boolean {
  const resolver = resolverOf(place, document)
  return references.every(({ written, kind, led }) => ledTo(resolver[kind](written)) === led)
}
