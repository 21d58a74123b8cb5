import { readFileSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { close, createIndex } from 'pagefind'
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
import { fold, forms, type Synonyms, wordsOf } from '#words/index.ts'
import { sha256 } from '../content.ts'
import type { Text, TextRecord } from '../render-content.ts'
import { filesBelow, inParallel } from './files.ts'
import { bundleFolder } from './search-bundle.ts'
import { helpOf } from './search-help.ts'
import { compressAll, linkFolder, writePacked, writePlain } from './write-file.ts'

/** Ready-made interfaces, and what a page that is in no language or works in a thread would use. */
const unused = [
  'wasm.unknown.pagefind',
  'pagefind-worker.js',
  'pagefind-ui.js',
  'pagefind-ui.css',
  'pagefind-modular-ui.js',
  'pagefind-modular-ui.css',
  'pagefind-component-ui.js',
  'pagefind-component-ui.css',
  'pagefind-highlight.js',
]

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

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign)

/**
 * Singular and plural that the index does not bring together: it takes accents away before it stems, and then
 * `-cao` and `-coes` are no forms of one word.
 */
function partedForms(text: string): string[] {
  const own = new Set(wordsOf(text).map(fold))
  const others = [...own].flatMap((word) => (/(?:ao|oes|aes|aos)$/.test(word) ? forms(word, 'pt') : []))
  return [...new Set(others)].filter((word) => !own.has(word)).sort()
}

/** What Pagefind reads of an article: its words, and what results are found, shown and filtered by. */
function recordOf(article: Article, { html, blocks }: Text, library: Library): string {
  const { lang, title, kind, version, aliases, audience } = article
  const products = article.product ? [article.product] : article.products
  const manual = library.manuals[article.product ?? '']
  const old = kind === 'manual' && manual !== undefined && latestVersion(manual) !== version
  const parted = lang === 'pt' ? partedForms([title, ...blocks].join(' ')) : []
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

/**
 * Makes the bundles that differ from those of the release before and takes over the others.
 * @returns what each was made of, by its folder
 */
export async function writeBundles(
  building: string,
  library: Library,
  bundles: readonly Bundle[],
  previous: { folder: string; bundles: Record<string, string>; asIs: boolean } | null,
  { textOf, synonyms }: { textOf(article: Article): Promise<Text>; synonyms: Record<Lang, Synonyms> },
): Promise<Record<string, string>> {
  const keys: Record<string, string> = {}
  let started = false
  for (const bundle of bundles) {
    const folder = bundleFolder(bundle)
    const before = previous?.bundles[folder]
    const kept = previous?.asIs ? before : before === bundle.key ? before : undefined
    keys[folder] = kept ?? bundle.key
    if (previous && kept !== undefined) {
      await linkFolder(join(previous.folder, folder), join(building, folder))
      continue
    }
    started = true
    await writeBundle(join(building, folder), bundle, { library, textOf, synonyms: synonyms[bundle.lang] })
  }
  if (started) await close()
  return keys
}

type Means = {
  library: Library
  textOf(article: Article): Promise<Text>
  synonyms: Synonyms
}

async function writeBundle(
  folder: string,
  { articles, lang, audience }: Bundle,
  { library, textOf, synonyms }: Means,
): Promise<void> {
  await mkdir(folder, { recursive: true })
  const { index, errors } = await createIndex({ includeCharacters: '._-/', forceLanguage: lang })
  if (!index) throw new Error(`The search index cannot be made: ${errors.join('; ')}`)
  await inParallel(articles, 16, async (article) => {
    const added = await index.addHTMLFile({
      url: article.url,
      content: recordOf(article, await textOf(article), library),
    })
    if (added.errors.length > 0)
      throw new Error(`${article.url} cannot be indexed: ${added.errors.join('; ')}`)
  })
  const written = await index.writeFiles({ outputPath: folder })
  if (written.errors.length > 0)
    throw new Error(`The search index is not written: ${written.errors.join('; ')}`)
  await index.deleteIndex()
  writePlain(join(folder, 'help.json'), JSON.stringify(await helpOf(articles, textOf, synonyms)))
  const alone = audience === 'public' ? [] : ['pagefind.js', `wasm.${lang}.pagefind`]
  for (const name of [...unused, ...alone]) await rm(join(folder, name), { force: true })
  await compressAll(folder)
  if (audience === 'public') await packAgain(folder)
}

const signature = 'pagefind_dcd'

/**
 * Pagefind's own compression is gzip's; Brotli's, which browsers undo by themselves, is a tenth smaller. Its parts are
 * made to be taken either way, and say so by their signature.
 */
async function packAgain(folder: string): Promise<void> {
  for (const file of await filesBelow(folder)) {
    if (!/\.(?:pf_meta|pf_index|pagefind)$/.test(file)) continue
    const plain = gunzipSync(readFileSync(file))
    if (plain.subarray(0, signature.length).toString() !== signature) continue
    writePacked(file, plain, file.endsWith('.pagefind') ? 'best' : 'quick')
  }
}
