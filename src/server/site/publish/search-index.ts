import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { close, createIndex } from 'pagefind'
import { minifySync } from 'rolldown/utils'
import {
  type Article,
  type Audience,
  audiences,
  type Library,
  latestVersion,
  pathOf,
  productOf,
} from '#domain/knowledge/index.ts'
import { type Lang, langs, locale } from '#i18n/index.ts'
import { forms, type Synonyms } from '#words/index.ts'
import { escaped } from '../../http/escaped.ts'
import { sha256 } from '../content.ts'
import type { Text, TextRecord } from '../render-content.ts'
import { createHelp, foldedWords, type HelpWriter } from './search-help.ts'
import { brotli, isText, lightFrom } from './write-file.ts'

/** Ready-made interfaces, and what a page that is in no language or works in a thread would use. */
const unused = new Set([
  'wasm.unknown.pagefind',
  'pagefind-worker.js',
  'pagefind-ui.js',
  'pagefind-ui.css',
  'pagefind-modular-ui.js',
  'pagefind-modular-ui.css',
  'pagefind-component-ui.js',
  'pagefind-component-ui.css',
  'pagefind-highlight.js',
])

export type Bundle = { audience: Audience; lang: Lang; articles: Article[]; key: string }

/** One bundle for each audience and language; what stands in for a translation is in none. */
export function bundlesOf(
  library: Library,
  records: ReadonlyMap<string, TextRecord>,
  synonyms: Record<Lang, Synonyms>,
): Bundle[] {
  return audiences.flatMap((audience) =>
    langs.flatMap((lang) => {
      const articles = library.articles.filter(
        (article) => article.audience === audience && article.lang === lang && article.original === lang,
      )
      const made = articles.map((article) => [article, records.get(pathOf(article))?.key])
      const empty = articles.length === 0 && audience !== 'public'
      return empty
        ? []
        : [
            {
              audience,
              lang,
              articles,
              key: sha256(
                JSON.stringify([
                  recordVersion,
                  made,
                  synonyms[lang],
                  Object.values(library.manuals).map(latestVersion),
                ]),
              ),
            },
          ]
    }),
  )
}

/** Another number when the records below change. */
const recordVersion = 4

/**
 * Singular and plural that the index does not bring together: it takes accents away before it stems, and then
 * `-cao` and `-coes` are no forms of one word.
 */
function partedForms(own: ReadonlySet<string>): string[] {
  const others = [...own].flatMap((word) => (/(?:ao|oes|aes|aos)$/.test(word) ? forms(word, 'pt') : []))
  return [...new Set(others)].filter((word) => !own.has(word)).sort()
}

/** What Pagefind reads of an article: its words, and what results are found, shown and filtered by. */
function recordOf(article: Article, { html }: Text, words: ReadonlySet<string>, library: Shelves): string {
  const { lang, title, kind, version, aliases, audience } = article
  const products = article.product ? [article.product] : article.products
  const manual = library.manuals[article.product ?? '']
  const old = kind === 'manual' && manual !== undefined && latestVersion(manual) !== version
  const parted = lang === 'pt' ? partedForms(new Set([...foldedWords([title]), ...words])) : []
  const names = products.map((id) => productOf(library, id)?.name ?? id)
  const meta = (name: string, value: string): string =>
    `<i data-pagefind-meta="${name}">${escaped(value)}</i>`
  const filter = (name: string, value: string): string => `<i data-pagefind-filter="${name}:${value}"></i>`
  const facts = [
    meta('kind', kind),
    meta('id', article.id),
    meta('audience', audience),
    meta('products', names.join(', ')),
    meta('description', article.description),
    version ? meta('version', version) + filter('version', version) : '',
    aliases.length > 0 ? meta('aliases', aliases.join(' · ')) : '',
    parted.length > 0 ? meta('forms', parted.join(' ')) : '',
    old ? meta('old', 'yes') : '',
    filter('kind', kind),
    ...products.map((id) => filter('product', id)),
  ]
  const body = html.replace(/<a class="anchor"[^>]*><\/a>/g, '')
  return `<html lang="${locale[lang]}"><body data-pagefind-body><div hidden data-pagefind-ignore="index">${facts.join('')}</div><h1>${escaped(title)}</h1>${body}</body></html>`
}

/** One file of a bundle, and its form in Brotli where that serves; `light`: with little effort. */
export type BundleFile = { path: string; body: Buffer; br: Buffer | null; light?: true }
/** What results are named by. */
export type Shelves = Pick<Library, 'manuals' | 'products'>
export type BundleMeans = {
  library: Shelves
  textOf(article: Article): Text
  synonyms: Record<Lang, Synonyms>
  /** Folder to be, for a while, for what Pagefind reads. */
  records: string
}

/** What readers of one audience search in one language; `finishBundles` follows the last. Takes one core, and a process beside it. */
export async function makeBundle(bundle: Bundle, means: BundleMeans): Promise<BundleFile[]> {
  const { lang, audience } = bundle
  const help = createHelp()
  const files = await indexOf(bundle, means, help)
  files.push({ path: 'help.json', content: Buffer.from(JSON.stringify(help.end(means.synonyms[lang]))) })
  // The rest is asked for by the public one, which every page has.
  if (audience === 'public') return files.map(compressed)
  return files
    .filter(({ path }) => path !== 'pagefind.js' && path !== `wasm.${lang}.pagefind`)
    .map(({ path, content }) => ({ path, body: content, br: null }))
}

export function finishBundles(): Promise<unknown> {
  return close()
}

type IndexFile = { path: string; content: Buffer }

/** The records go by files: through its pipe, one by one, the same takes half as long again. */
async function indexOf(
  { articles, lang }: Bundle,
  { library, textOf, records }: BundleMeans,
  help: HelpWriter,
): Promise<IndexFile[]> {
  const { index, errors } = await createIndex({ includeCharacters: '._-/', forceLanguage: lang })
  if (!index) throw notMade(errors)
  mkdirSync(records, { recursive: true })
  try {
    for (const article of articles) {
      const text = textOf(article)
      const words = foldedWords(text.blocks)
      help.add(article, text, words)
      mkdirSync(join(records, article.url), { recursive: true })
      writeFileSync(join(records, article.url, 'index.html'), recordOf(article, text, words, library))
    }
    const added = await index.addDirectory({ path: records })
    if (added.errors.length > 0) throw notMade(added.errors)
    if (added.page_count !== articles.length)
      throw notMade([`it took ${added.page_count} articles of ${articles.length}`])
  } finally {
    rmSync(records, { recursive: true, force: true })
  }
  const made = await index.getFiles()
  if (made.errors.length > 0) throw notMade(made.errors)
  await index.deleteIndex()
  return made.files
    .filter(({ path }) => !unused.has(path))
    .map(({ path, content }) => ({ path, content: Buffer.from(content) }))
}

function notMade(errors: readonly string[]): Error {
  return new Error(`The search index cannot be made: ${errors.join('; ')}`)
}

const signature = 'pagefind_dcd'

/**
 * Pagefind's own compression is gzip's; Brotli's, which browsers undo by themselves, is a tenth smaller. Its parts are
 * made to be taken either way, and say so by their signature.
 */
function compressed({ path, content }: IndexFile): BundleFile {
  if (path.endsWith('.js')) return { path, ...packed(Buffer.from(smaller(path, content.toString('utf8')))) }
  if (isText(path)) return { path, ...packed(content) }
  const again = /\.(?:pf_[a-z]+|pagefind)$/.test(path) ? gunzipSync(content) : null
  if (again?.subarray(0, signature.length).toString() !== signature) return { path, body: content, br: null }
  if (path.endsWith('.pagefind')) return { path, ...packed(again) }
  return { path, body: again, br: brotli(again, 'quick'), light: true }
}

function packed(body: Buffer): Pick<BundleFile, 'body' | 'br' | 'light'> {
  if (body.length < lightFrom) return { body, br: brotli(body, 'best') }
  return { body, br: brotli(body, 'quick'), light: true }
}

/** Pagefind's script has long names and no comments. */
function smaller(path: string, script: string): string {
  const { code, errors } = minifySync(path, script, { module: true })
  if (errors.length > 0) throw new Error(`${path} cannot be made smaller: ${errors[0]?.message}`)
  return code
}
