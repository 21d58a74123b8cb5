import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { z } from 'zod'
import {
  type Article,
  articleUrl,
  type Category,
  categoriesSchema,
  createLibrary,
  type Library,
  manualPageSchema,
  manualSchema,
  type Place,
  parsePath,
  productsSchema,
  questionSchema,
  releaseNoteSchema,
  type Settings,
  siteSchema,
} from '#domain/knowledge/index.ts'
import { checkPlaces } from './check-places.ts'
import type { Fault } from './faults.ts'
import { readYaml, splitFrontMatter } from './yaml-reader.ts'

/** An article with its text as written. */
export type Document = {
  article: Article
  /** Below the content folder. */
  path: string
  body: string
  bodyLine: number
  /** Line of each field of the front matter. */
  fieldLines: ReadonlyMap<string, number>
}

export type Content = {
  folder: string
  /** Every article of every audience. */
  library: Library
  documents: ReadonlyMap<string, Document>
  faults: Fault[]
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

/** Reads everything below the content folder; every fault at once. Texts are rendered elsewhere. */
export async function readContent(folder: string): Promise<Content> {
  const faults: Fault[] = []
  const paths = (await listFiles(folder)).filter((path) => /\.(md|ya?ml)$/.test(path))
  const texts: Texts = new Map(
    await Promise.all(paths.map(async (path) => [path, await readFile(join(folder, path), 'utf8')] as const)),
  )
  const settings = readSettings(texts, faults)
  const documents = new Map<string, Document>()
  for (const [path, text] of texts) {
    if (!path.endsWith('.md')) continue
    const document = readDocument(path, text, settings.categories, faults)
    if (document) documents.set(path, document)
  }
  const library = createLibrary(
    [...documents.values()].map(({ article }) => article),
    settings,
  )
  faults.push(...checkPlaces(library, documents))
  return { folder, library, documents, faults }
}

/** @param texts of every file; those of articles are not looked at */
export function readSettings(texts: Texts, faults: Fault[]): Settings {
  function read<T extends z.ZodType>(file: string, schema: T): z.output<T> | null {
    const text = texts.get(file)
    if (text !== undefined) return readYaml(schema, { text, firstLine: 1, file }, faults)
    faults.push({ file, line: 1, field: '', expected: 'this file' })
    return null
  }
  const products = [...texts.keys()].flatMap((path) => /^manuals\/([^/]+)\//.exec(path)?.[1] ?? [])
  const manuals = [...new Set(products)].map(
    (product) => [product, read(`manuals/${product}/manual.yaml`, manualSchema)] as const,
  )
  const hasQuestions = [...texts.keys()].some((path) => path.startsWith('faq/'))
  return {
    site: read('site.yaml', siteSchema) ?? fallbackSite,
    products: read('products.yaml', productsSchema) ?? [],
    categories: (hasQuestions && read('faq/categories.yaml', categoriesSchema)) || [],
    manuals: Object.fromEntries(manuals.filter(([, manual]) => manual !== null)) as Settings['manuals'],
  }
}

const fallbackSite: Settings['site'] = {
  name: 'Balcão',
  company: 'Balcão',
  tagline: { pt: '', en: '' },
  calendar: 'pt-office',
  zone: 'Europe/Lisbon',
  contact: { email: 'support@localhost' },
  hours: { pt: '', en: '' },
  footer: { pt: '', en: '' },
  frequent: [],
}

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
  return article && { article, path, ...parts }
}

type Matter = { text: string; firstLine: number; file: string }

function readArticle(place: Place, matter: Matter, categories: Category[], faults: Fault[]): Article | null {
  const base = {
    order: 0,
    section: null,
    release: null,
    publishAt: null,
    expireAt: null,
    owner: null,
    reviewBy: null,
  }
  if (place.kind === 'release') {
    const front = readYaml(releaseNoteSchema, matter, faults)
    if (!front) return null
    const { date, kind, withdrawn = null, replacement = null, embargoUntil = null, ...rest } = front
    const release = { date, kind, withdrawn, replacement, embargoUntil }
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
