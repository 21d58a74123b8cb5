import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { z } from 'zod'
import {
  type Article,
  articleUrl,
  type Category,
  categoriesSchema,
  createLibrary,
  inForce,
  type Library,
  manualPageSchema,
  manualSchema,
  type Place,
  parsePath,
  productsSchema,
  questionSchema,
  type Redirect,
  redirectsSchema,
  releaseNoteSchema,
  type Settings,
  searchSchema,
  siteSchema,
  stateOf,
} from '#domain/knowledge/index.ts'
import { fold, type Lang, type Synonyms, wordsOf } from '#words/index.ts'
import { emptyCatalogue } from './catalogue.ts'
import { checkPlaces } from './check-places.ts'
import type { Fault } from './faults.ts'
import { readYaml, splitFrontMatter } from './yaml-reader.ts'

/** An article as its file says; `bodyOf` reads its text. */
export type Document = {
  article: Article
  /** Below the content folder. */
  path: string
  /** SHA-256 (hex) of the file. */
  hash: string
  /** Line at which the text begins, after the front matter. */
  bodyLine: number
  /** Line of each field of the front matter. */
  fieldLines: Record<string, number>
}

export type Content = {
  folder: string
  /** The moment it is read for, UTC epoch milliseconds: what is published then is in the library. */
  at: number
  /** Every published article of every audience. */
  library: Library
  /** By path; those too that are not published. */
  documents: ReadonlyMap<string, Document>
  faults: Fault[]
  /** Old addresses that somebody keeps by hand, and where they lead. */
  redirects: Redirect[]
  /** Words that mean the same to whoever searches, folded. */
  synonyms: Record<Lang, Synonyms>
  known: KnownFiles
}

/** What was read before, so that only what has changed since is read again. */
export type KnownFiles = {
  /** SHA-256 of everything that the meaning of an article's file depends on but itself. */
  settings: string
  files: Record<string, { stamp: string; document: Document }>
}

type Texts = ReadonlyMap<string, string>

/** Paths below the folder, with forward slashes, in order; dot files and folders are nobody's content. */
export async function listFiles(folder: string): Promise<string[]> {
  const items = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => [])
  return items
    .filter((item) => item.isFile())
    .map((item) => relative(folder, join(item.parentPath, item.name)).split(sep).join('/'))
    .filter((path) => !path.split('/').some((part) => part.startsWith('.')))
    .sort()
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

function stampOf(path: string): string {
  const { mtimeMs, ctimeMs, size, ino } = statSync(path)
  return `${mtimeMs} ${ctimeMs} ${size} ${ino}`
}

/** Reads everything below the content folder; every fault at once. Texts are rendered elsewhere. */
export async function readContent(
  folder: string,
  { at = Date.now(), known = null }: { at?: number; known?: KnownFiles | null } = {},
): Promise<Content> {
  const faults: Fault[] = []
  const paths = await listFiles(folder)
  const yaml = paths.filter((path) => /\.ya?ml$/.test(path))
  const texts: Texts = new Map(yaml.map((path) => [path, readFileSync(join(folder, path), 'utf8')]))
  const articles = paths.filter((path) => path.endsWith('.md'))
  const settings = readSettings(texts, articles, faults)
  const meaning = sha256(JSON.stringify(settings.categories))
  const before = known?.settings === meaning ? known.files : {}
  const files: KnownFiles['files'] = {}
  const documents = new Map<string, Document>()
  for (const path of articles) {
    const stamp = stampOf(join(folder, path))
    const held = before[path]
    const document =
      held?.stamp === stamp
        ? held.document
        : readDocument(path, readFileSync(join(folder, path), 'utf8'), settings.categories, faults)
    if (!document) continue
    documents.set(path, { ...document, article: inForce(document.article, at) })
    files[path] = { stamp, document }
  }
  const published = [...documents.values()].filter(({ article }) => stateOf(article, at) === 'published')
  const library = createLibrary(
    published.map(({ article }) => article),
    settings,
  )
  faults.push(...checkPlaces(library, published))
  const redirects = readRedirects(texts, faults)
  const synonyms = readSynonyms(texts, faults)
  return { folder, at, library, documents, faults, redirects, synonyms, known: { settings: meaning, files } }
}

/** The text of an article as written, with line breaks as `\n`. */
export function bodyOf(folder: string, { path }: Pick<Document, 'path'>): string {
  return splitFrontMatter(readFileSync(join(folder, path), 'utf8'))?.body ?? ''
}

/** @param texts of the YAML files
 * @param articles paths of the articles */
export function readSettings(texts: Texts, articles: readonly string[], faults: Fault[]): Settings {
  function read<T extends z.ZodType>(file: string, schema: T): z.output<T> | null {
    const text = texts.get(file)
    if (text !== undefined) return readYaml(schema, { text, firstLine: 1, file }, faults)
    faults.push({ file, line: 1, field: '', expected: 'this file' })
    return null
  }
  const products = [...texts.keys(), ...articles].flatMap(
    (path) => /^manuals\/([^/]+)\//.exec(path)?.[1] ?? [],
  )
  const manuals = [...new Set(products)].map(
    (product) => [product, read(`manuals/${product}/manual.yaml`, manualSchema)] as const,
  )
  const hasQuestions = articles.some((path) => path.startsWith('faq/'))
  return {
    site: read('site.yaml', siteSchema) ?? emptyCatalogue.settings.site,
    products: read('products.yaml', productsSchema) ?? [],
    categories: (hasQuestions && read('faq/categories.yaml', categoriesSchema)) || [],
    manuals: Object.fromEntries(manuals.filter(([, manual]) => manual !== null)) as Settings['manuals'],
  }
}

function readRedirects(texts: Texts, faults: Fault[]): Redirect[] {
  const [file, text] = ['redirects.yaml', texts.get('redirects.yaml')]
  const read = text === undefined ? {} : readYaml(redirectsSchema, { text, firstLine: 1, file }, faults)
  return Object.entries(read ?? {}).map(([from, to]) => ({ from, to }))
}

function readSynonyms(texts: Texts, faults: Fault[]): Record<Lang, Synonyms> {
  const [file, text] = ['search.yaml', texts.get('search.yaml')]
  const read = text === undefined ? null : readYaml(searchSchema, { text, firstLine: 1, file }, faults)
  const folded = (groups: readonly string[][]): Synonyms =>
    groups.map((group) => group.map((each) => wordsOf(each).map(fold).join(' ')))
  return { pt: folded(read?.synonyms.pt ?? []), en: folded(read?.synonyms.en ?? []) }
}

/** One file as an article; faults are added to those there are. @returns null where there was one */
export function readDocument(
  path: string,
  text: string,
  categories: Category[],
  faults: Fault[],
): Document | null {
  const place = parsePath(path)
  if (!place) {
    const expected = 'a path such as faq/CATEGORY/NAME.pt.md, in lower case'
    faults.push({ file: path, line: 1, field: '', expected })
    return null
  }
  const parts = splitFrontMatter(text)
  if (!parts) {
    faults.push({ file: path, line: 1, field: '', expected: 'front matter between two lines of ---' })
    return null
  }
  const article = readArticle(place, { text: parts.matter, firstLine: 2, file: path }, categories, faults)
  const { bodyLine, fieldLines } = parts
  return article && { article, path, hash: sha256(text), bodyLine, fieldLines }
}

type Matter = { text: string; firstLine: number; file: string }

function readArticle(place: Place, matter: Matter, categories: Category[], faults: Fault[]): Article | null {
  const base = {
    order: 0,
    section: null,
    versions: [],
    release: null,
    publishAt: null,
    expireAt: null,
    owner: null,
    reviewBy: null,
    original: place.lang,
  }
  if (place.kind === 'release') {
    const front = readYaml(releaseNoteSchema, matter, faults)
    if (!front) return null
    const { date, kind, withdrawn = null, replacement = null, embargoUntil = null, ...more } = front
    const { withdrawnReason = null, ...rest } = more
    const release = { date, kind, withdrawn, withdrawnReason, replacement, embargoUntil }
    return { ...base, ...place, ...rest, release, url: articleUrl(place, undefined, undefined) }
  }
  const front =
    place.kind === 'manual'
      ? readYaml(manualPageSchema, matter, faults)
      : readYaml(questionSchema, matter, faults)
  if (!front) return null
  const { slug, ...rest } = front
  const category = categories.find(({ id }) => id === place.category)
  return { ...base, ...place, ...rest, url: articleUrl(place, slug, category) }
}
