import { type Edit, listEdits } from '#domain/editing/index.ts'
import {
  type Article,
  type ArticleState,
  createLibrary,
  type Library,
  otherLang,
  parsePath,
  pathOf,
  stateOf,
} from '#domain/knowledge/index.ts'
import { decodeCursor, type Page, toPage } from '#domain/shared/index.ts'
import { fold } from '#words/index.ts'
import type { Desk } from './desk.ts'
import { readFields } from './front-matter.ts'
import { readShelf, type Shelf } from './shelf.ts'

export type ListedState = ArticleState | 'review'

export type ArticleRow = {
  id: string
  lang: 'pt' | 'en'
  kind: Article['kind']
  title: string
  state: ListedState
  /** It has a working copy beside what is published. */
  edited: boolean
  owner: string | null
  reviewBy: string | null
  overdue: boolean
  products: readonly string[]
  /** The other language is missing. */
  untranslated: boolean
  publishAt: number | null
  /** UTC epoch milliseconds by which the list is ordered: of the last save, else of the day the article names. */
  changedAt: number
}

export const filters = { state: '', kind: '', product: '', lang: '', missing: '', review: '', q: '' }

type Sorted = { version: number; day: string; rows: ArticleRow[]; words: WeakMap<ArticleRow, string> }
const known = new Map<string, Sorted>()

/** Articles and drafts, those changed last first, a page at a time. */
export async function listArticles(
  desk: Desk,
  values: Record<string, string>,
): Promise<Page<ArticleRow> & { counts: Record<string, number>; library: Library }> {
  const [shelf, edits] = await Promise.all([
    readShelf(desk.runtime.config.contentDir, false, published(desk)),
    listEdits(desk.ctx),
  ])
  const files = filesOf(shelf, desk.ctx.now)
  const rows = withEdits(files.rows, edits, shelf, desk.ctx.now)
  const wanted = folded(values.q ?? '')
    .split(' ')
    .filter(Boolean)
  const narrowed = rows.filter(
    (row) => fits(row, values) && wanted.every((word) => wordsOf(files, row).includes(word)),
  )
  const kept = values.state ? narrowed.filter(({ state }) => state === values.state) : narrowed
  const from = startOf(kept, values.cursor)
  const page = toPage(kept.slice(from, from + 31), 30, (row) => [row.changedAt, keyOf(row)])
  return { ...page, counts: counted(narrowed), library: shelf.library }
}

/** So many articles take seconds to be read: the first list after a start shows those of the release. */
function published({ runtime }: Desk): Library | undefined {
  const { entries, settings } = runtime.site.catalogue
  return entries.length > 2_000 ? createLibrary(entries, settings) : undefined
}

function filesOf(shelf: Shelf, now: number): Sorted {
  const day = new Date(now).toISOString().slice(0, 16)
  const held = known.get(shelf.folder)
  if (held?.version === shelf.version && held.day === day) return held
  const rows = shelf.library.articles.map((article) => rowOf(article, shelf.library, now)).sort(newestFirst)
  const made = { version: shelf.version, day, rows, words: held?.words ?? new WeakMap() }
  known.set(shelf.folder, made)
  return made
}

function rowOf(article: Article, library: Library, now: number): ArticleRow {
  const { id, lang, kind, title, owner, reviewBy, publishAt, products, product, updated } = article
  const state = stateOf(article, now)
  return {
    id,
    lang,
    kind,
    title,
    state,
    edited: false,
    owner,
    reviewBy,
    overdue: reviewBy !== null && state === 'published' && Date.parse(reviewBy) <= now,
    products: product ? [product] : products,
    untranslated: library.find(otherLang(lang), id) === null,
    publishAt: state === 'scheduled' && publishAt ? Date.parse(publishAt) : null,
    changedAt: Date.parse(updated),
  }
}

function keyOf({ id, lang }: Pick<ArticleRow, 'id' | 'lang'>): string {
  return `${id}.${lang}`
}

function newestFirst(a: ArticleRow, b: ArticleRow): number {
  return b.changedAt - a.changedAt || (keyOf(a) < keyOf(b) ? -1 : 1)
}

/** Working copies stand where their articles would; there are few of them. */
function withEdits(
  rows: readonly ArticleRow[],
  edits: readonly Edit[],
  { library }: Shelf,
  now: number,
): readonly ArticleRow[] {
  if (edits.length === 0) return rows
  const keys = new Set(edits.map(({ articleId, lang }) => `${articleId}.${lang}`))
  const drafts = edits.flatMap((edit) => rowOfEdit(edit, library, now) ?? [])
  return [...drafts, ...rows.filter((row) => !keys.has(keyOf(row)))].sort(newestFirst)
}

function rowOfEdit(edit: Edit, library: Library, now: number): ArticleRow | null {
  const place = parsePath(pathOf({ id: edit.articleId, lang: edit.lang }))
  if (!place) return null
  const article = library.find(edit.lang, edit.articleId)
  const { title, products } = readFields(edit.text)
  const base = article && rowOf(article, library, now)
  return {
    id: place.id,
    lang: place.lang,
    kind: place.kind,
    title: typeof title === 'string' && title ? title : place.name,
    state: edit.state,
    edited: base !== null && base.state !== 'draft',
    owner: edit.owner.name,
    reviewBy: base?.reviewBy ?? null,
    overdue: base?.overdue ?? false,
    products: place.product ? [place.product] : Array.isArray(products) ? products.map(String) : [],
    untranslated: library.find(otherLang(place.lang), place.id) === null,
    publishAt: edit.publishAt,
    changedAt: edit.updatedAt,
  }
}

function fits(row: ArticleRow, { kind, product, lang, missing, review }: Record<string, string>): boolean {
  if (kind && row.kind !== kind) return false
  if (product && !row.products.includes(product)) return false
  if (lang && row.lang !== lang) return false
  if (missing && !(row.untranslated && row.lang !== missing)) return false
  return !review || row.overdue
}

function counted(rows: readonly ArticleRow[]): Record<string, number> {
  const counts: Record<string, number> = { '': rows.length }
  for (const { state } of rows) counts[state] = (counts[state] ?? 0) + 1
  return counts
}

function wordsOf({ words }: Sorted, row: ArticleRow): string {
  const held = words.get(row) ?? folded(`${row.title} ${row.id} ${row.owner ?? ''}`)
  words.set(row, held)
  return held
}

export function folded(words: string): string {
  return fold(words).replace(/\s+/g, ' ').trim()
}

function startOf(rows: readonly ArticleRow[], cursor: string | undefined): number {
  const after = decodeCursor(cursor)
  if (!after) return 0
  const [changedAt, key] = [Number(after[0]), String(after[1])]
  const at = rows.findIndex(
    (row) => row.changedAt < changedAt || (row.changedAt === changedAt && keyOf(row) > key),
  )
  return at === -1 ? rows.length : at
}
