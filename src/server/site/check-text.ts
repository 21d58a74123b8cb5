import { readFile } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { type Article, type Library, parsePath, pathOf, stateOf } from '#domain/knowledge/index.ts'
import { checkPlaces } from './check-places.ts'
import { type Document, readDocument } from './content.ts'
import { type Fault, inFileOrder } from './faults.ts'
import { readImage } from './images.ts'
import type { AnchorUse, Resolver } from './markdown/env.ts'
import { type Heading, type Rendered, renderArticle } from './markdown.ts'
import { linkTo, type Target } from './text.ts'
import { splitFrontMatter } from './yaml-reader.ts'

/** Everything that a text is checked against: what is in the content folder now. */
export type Surroundings = { folder: string; library: Library }

export type CheckedText = {
  faults: Fault[]
  html: string
  headings: Heading[]
  /** Paths of the images it shows, below the folder. */
  images: string[]
  /** null: its front matter has faults. */
  article: Article | null
  /** Line of the file at which the text begins. */
  bodyLine: number
}

export type CheckOptions = {
  /** Address of an image that no release holds yet. */
  imageUrl?: (path: string) => string
}

/** Checks and renders one text as if it were the file at its path. */
export async function checkText(
  around: Surroundings,
  path: string,
  text: string,
  options: CheckOptions = {},
): Promise<CheckedText> {
  const faults: Fault[] = []
  const document = readDocument(path, text, around.library.categories, faults)
  if (document) faults.push(...checkPlace(around.library, document))
  const parts = splitFrontMatter(text)
  const body = parts?.body ?? text
  const bodyLine = document?.bodyLine ?? parts?.bodyLine ?? 1
  const images: string[] = []
  const resolver = resolverOf(around, path, document?.article ?? null, images, options)
  const rendered = renderArticle(body, parsePath(path)?.lang ?? 'pt', resolver)
  const inBody = (line: number): number => bodyLine + line - 1
  for (const { line, reference, expected, dangling } of rendered.problems) {
    faults.push({ file: path, line: inBody(line), field: reference, expected, ...(dangling && { dangling }) })
  }
  for (const { line, reference } of await deadAnchors(around, resolver.url, rendered)) {
    const expected = 'a heading that exists'
    faults.push({ file: path, line: inBody(line), field: reference, expected, dangling: true })
  }
  const { html, headings } = rendered
  return { faults: inFileOrder(faults), html, headings, images, article: document?.article ?? null, bodyLine }
}

/** The rules for every article, asked of this one alone, as if it stood in the library. */
function checkPlace(library: Library, document: Document): Fault[] {
  const { article, path, fieldLines } = document
  const isIt = (lang: string, id: string): boolean => lang === article.lang && id === article.id
  const as: Library = {
    ...library,
    find: (lang, id) => (isIt(lang, id) ? article : library.find(lang, id)),
  }
  const faults = checkPlaces(as, [document]).filter(({ file }) => file === path)
  const holder = library.atUrl(article.url)
  if (!holder || isIt(holder.lang, holder.id)) return faults
  const expected = `an address of its own (${pathOf(holder)} has ${article.url} already)`
  return [...faults, { file: path, line: fieldLines.slug ?? 1, field: 'slug', expected }]
}

function resolverOf(
  { folder, library }: Surroundings,
  path: string,
  article: Article | null,
  images: string[],
  { imageUrl }: CheckOptions,
): Resolver {
  const here = posix.dirname(path)
  return {
    url: article?.url ?? '',
    link(href) {
      const to = posix.join(here, href)
      const place = parsePath(to)
      const target = to === path ? article : place && library.find(place.lang, place.id)
      if (article) return linkTo(targetOf(target), article)
      return target ? { url: target.url } : { expected: 'an article that exists', dangling: true }
    },
    image(source) {
      const at = posix.join(here, source)
      const image = readImage(folder, at)
      if ('expected' in image) return image
      images.push(at)
      return imageUrl ? { ...image, url: imageUrl(at) } : image
    },
  }
}

function targetOf(article: Article | null): Target | undefined {
  if (!article) return undefined
  const { url, audience, publishAt } = article
  return { url, audience, publishAt, state: stateOf(article, Date.now()) }
}

async function deadAnchors(
  { folder, library }: Surroundings,
  own: string,
  { anchors, headings }: Rendered,
): Promise<AnchorUse[]> {
  const dead: AnchorUse[] = []
  for (const use of anchors) {
    const there = use.url === own ? headings : await headingsOf(folder, library.atUrl(use.url))
    if (there && !there.some(({ slug }) => slug === use.anchor)) dead.push(use)
  }
  return dead
}

async function headingsOf(folder: string, article: Article | null): Promise<Heading[] | null> {
  const text = article && (await readFile(join(folder, pathOf(article)), 'utf8').catch(() => null))
  const parts = text ? splitFrontMatter(text) : null
  if (!article || !parts) return null
  const silent: Resolver = { url: article.url, link: (url) => ({ url }), image: () => ({ expected: '' }) }
  return renderArticle(parts.body, article.lang, silent).headings
}
