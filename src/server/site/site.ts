import { readlink } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type Article,
  type Audience,
  audiencesOf,
  type Library,
  latestVersion,
  type Pages,
  pagesOf,
  type SearchHelp,
} from '#domain/knowledge/index.ts'
import type { Actor } from '#domain/shared/index.ts'
import type { Lang } from '#i18n/index.ts'
import type { Config } from '../config.ts'
import { loadStatic, type StaticFiles } from '../http/static-files.ts'
import type { Logger } from '../log.ts'
import { type Catalogue, emptyCatalogue } from './catalogue.ts'
import { readListing } from './listing.ts'
import { libraryOf } from './public-library.ts'
import { programFolder } from './publish/program.ts'
import type { Text } from './render-content.ts'
import { siteFolder } from './site-folder.ts'
import { type Source, sourceOfRelease } from './source.ts'

/** The published site: one folder per release below `site/releases`, and the link `site/current`. */
export type Site = {
  /** null before the first publish */
  readonly release: string | null
  readonly files: StaticFiles | null
  /** Folder of the program that makes pages on demand; null before the first publish. */
  readonly server: string | null
  /** Articles of all audiences; `libraryFor` says what one person may know of. */
  readonly catalogue: Catalogue
  libraryFor(actor: Actor): Library
  /** The text of an article, whoever may read it: ask `openArticle` first. */
  text(article: Article): Promise<Text | null>
  /** Every page that an actor may see. */
  pagesFor(actor: Actor): Pages
  /** File of an image that is not served as a static file, and who may fetch it. */
  media(url: string): { file: string; audience: Article['audience'] } | null
  /** Audiences beyond the public that have a search index in a language. */
  searchScopes(lang: Lang): string[]
  /** File of a restricted search index, such as `staff/pt/pagefind-entry.json`; in development there is none. */
  searchFile(path: string): Promise<Buffer | null>
  /** What the content tells of its words, as far as an actor may know. */
  searchHelp(actor: Actor, lang: Lang): Promise<SearchHelp>
  /** Where an old or moving address leads, or null. */
  redirect(pathname: string): string | null
  /** Reads `site/current` and swaps to it if it has changed. @returns whether it did */
  refresh(): Promise<boolean>
  /** In development there is no release: everything is read from the content itself. */
  use(source: Source): void
  errorPage(lang: Lang, status: number): Promise<string>
  onSwap(listener: () => void): void
  close(): void
}

const noSource: Source = {
  catalogue: emptyCatalogue,
  text: async () => null,
  media: () => null,
  scopes: [],
  search: async () => null,
  help: async () => null,
}
const errorPages = [403, 404, 410, 413, 422, 429, 500, 503]

async function helpFor(source: Source, readable: readonly Audience[], lang: Lang): Promise<SearchHelp> {
  const files = (await Promise.all(readable.map((audience) => source.help(audience, lang)))).filter(
    (file) => file !== null,
  )
  const terms = new Map<string, number>()
  for (const file of files) {
    for (const [term, count] of Object.entries(file.terms)) terms.set(term, (terms.get(term) ?? 0) + count)
  }
  const { manuals } = source.catalogue.settings
  return {
    synonyms: files[0]?.synonyms ?? [],
    terms,
    articles: files.reduce((sum, { articles }) => sum + articles, 0),
    newest: Object.fromEntries(Object.entries(manuals).map(([id, manual]) => [id, latestVersion(manual)])),
  }
}

export function createSite(config: Config, log: Logger): Site {
  const root = siteFolder(config)
  const listeners: (() => void)[] = []
  const libraries = new Map<number, { library: Library; pages: Pages }>()
  const helps = new Map<string, Promise<SearchHelp>>()
  let release: string | null = null
  let files: StaticFiles | null = null
  let server: string | null = null
  let source = noSource

  function use(next: Source): void {
    source = next
    libraries.clear()
    helps.clear()
  }

  function shelvesFor(actor: Actor): { library: Library; pages: Pages } {
    const audiences = audiencesOf(actor)
    const held = libraries.get(audiences.length)
    if (held) return held
    const { entries, settings } = source.catalogue
    const library = libraryOf({ articles: entries, ...settings }, audiences)
    const made = { library, pages: pagesOf(library) }
    libraries.set(audiences.length, made)
    return made
  }

  async function refresh(): Promise<boolean> {
    const target = await readlink(join(root, 'current')).catch(() => null)
    const name = target?.split('/').at(-1) ?? null
    if (name === null || name === release) return false
    const folder = join(root, 'releases', name)
    const listing = await readListing(folder)
    // It is made anew before anything is served.
    if (listing === null) return false
    const nextFiles = loadStatic(join(folder, 'client'), listing.files, files)
    const nextSource = await sourceOfRelease(folder, listing, nextFiles.text)
    release = name
    files = nextFiles
    const { code } = nextSource.catalogue
    server = code === null ? null : programFolder(root, code)
    use(nextSource)
    log.info({ release, files: nextFiles.count }, 'site release in use')
    for (const listener of listeners) listener()
    return true
  }

  return {
    get release() {
      return release
    },
    get files() {
      return files
    },
    get server() {
      return server
    },
    get catalogue() {
      return source.catalogue
    },
    libraryFor: (actor) => shelvesFor(actor).library,
    pagesFor: (actor) => shelvesFor(actor).pages,
    text: (article) => source.text(article),
    media(url) {
      const file = source.media(url)
      return file === null ? null : { file, audience: source.catalogue.media[url] ?? 'staff' }
    },
    redirect(pathname) {
      const { redirects } = source.catalogue
      return redirects[pathname] ?? redirects[`${pathname}/`] ?? null
    },
    searchScopes: (lang) =>
      source.scopes.filter((scope) => scope.endsWith(`/${lang}`)).map((scope) => scope.split('/')[0] ?? ''),
    searchFile: (path) => source.search(path),
    searchHelp(actor, lang) {
      const key = `${audiencesOf(actor).length} ${lang}`
      const held = helps.get(key) ?? helpFor(source, audiencesOf(actor), lang)
      helps.set(key, held)
      return held
    },
    refresh,
    use,
    async errorPage(lang, status) {
      const name = errorPages.includes(status) ? status : status < 500 ? 404 : 500
      const page = await files?.text(`/${lang}/errors/${name}/`)
      return page ?? `<!doctype html><html lang="${lang}"><title>${status}</title><h1>${status}</h1></html>`
    },
    onSwap(listener) {
      listeners.push(listener)
    },
    close() {
      listeners.length = 0
    },
  }
}
