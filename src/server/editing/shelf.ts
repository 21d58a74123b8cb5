import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Article, type Library, type Settings, writtenLibrary } from '#domain/knowledge/index.ts'
import { listFiles, readDocument, readSettings } from '../site/content.ts'

/** What stands in the content folder now, published or not, without the texts. */
export type Shelf = {
  folder: string
  library: Library
  /** Grows with every change seen. */
  version: number
}

type Held = { stamp: string; article: Article | null; yaml: string | null }
type Known = {
  shelf: Shelf
  files: Map<string, Held>
  seenAt: number
  took: number
  looking: Promise<Shelf> | null
}

const known = new Map<string, Known>()
const first = new Map<string, Promise<Shelf>>()
/** How often we wrote: a look that began before a write has not surely seen it. */
const writes = new Map<string, number>()
/**
 * Lists and previews may be this much behind the folder, or twenty times what a look takes; what is kept is checked
 * against the folder as it is.
 */
const patience = 3_000

/**
 * @param fresh for what is kept; a list or a preview takes what is known, and looks again behind it
 * @param meanwhile what is known from elsewhere, for a list, while the folder is read for the first time
 */
export async function readShelf(folder: string, fresh: boolean, meanwhile?: Library): Promise<Shelf> {
  const held = known.get(folder)
  if (!held && meanwhile) {
    void look(folder).catch(() => undefined)
    return { folder, library: writtenLibrary(meanwhile.articles, meanwhile), version: 0 }
  }
  if (!held) return look(folder)
  if (fresh || held.seenAt === 0) return look(folder)
  if (performance.now() - held.seenAt > Math.max(patience, 20 * held.took))
    void look(folder).catch(() => undefined)
  return held.shelf
}

/** A file was written by us: whoever comes next must see it. */
export function forgetShelf(folder: string): void {
  writes.set(folder, (writes.get(folder) ?? 0) + 1)
  const held = known.get(folder)
  if (held) held.seenAt = 0
}

function look(folder: string): Promise<Shelf> {
  const held = known.get(folder)
  const already = held ? held.looking : first.get(folder)
  if (already) return already
  const looking = lookAgain(folder, held)
  if (!held) first.set(folder, looking)
  if (held) held.looking = looking
  looking
    .finally(() => {
      first.delete(folder)
      if (held) held.looking = null
    })
    .catch(() => undefined)
  return looking
}

async function lookAgain(folder: string, held: Known | undefined): Promise<Shelf> {
  const startedAt = performance.now()
  const before = writes.get(folder)
  const seenAt = (): number => (writes.get(folder) === before ? performance.now() : 0)
  const paths = (await listFiles(folder)).filter((path) => /\.(md|ya?ml)$/.test(path))
  const stamps = await Promise.all(paths.map((path) => stampOf(join(folder, path))))
  const found = paths.map((path, at): Found => [path, stamps[at] ?? ''])
  const same = held?.files.size === paths.length
  if (held && same && found.every(([path, stamp]) => held.files.get(path)?.stamp === stamp)) {
    held.seenAt = seenAt()
    held.took = performance.now() - startedAt
    return held.shelf
  }
  const yaml = await readAll(found.filter(isYaml), held, (path, stamp) => readYamlFile(folder, path, stamp))
  const settings = settingsOf(paths, yaml)
  // Addresses of questions come from the categories: where these changed, every article is read again.
  const moved = JSON.stringify(held?.shelf.library.categories) !== JSON.stringify(settings.categories)
  const articles = await readAll(
    found.filter((each) => !isYaml(each)),
    moved ? undefined : held,
    (path, stamp) => readArticleFile(folder, path, stamp, settings),
  )
  const library = writtenLibrary(
    [...articles.values()].flatMap(({ article }) => (article ? [article] : [])),
    settings,
  )
  const shelf = { folder, library, version: (held?.shelf.version ?? 0) + 1 }
  const files = new Map([...yaml, ...articles])
  known.set(folder, { shelf, files, seenAt: seenAt(), took: 0, looking: null })
  return shelf
}

type Found = [path: string, stamp: string]

function isYaml([path]: Found): boolean {
  return !path.endsWith('.md')
}

/** Files are read some at a time; those known by their stamp are not read again. */
async function readAll(
  found: readonly Found[],
  held: Known | undefined,
  read: (path: string, stamp: string) => Promise<Held>,
): Promise<Map<string, Held>> {
  const files = new Map<string, Held>()
  for (let at = 0; at < found.length; at += 64) {
    const some = found.slice(at, at + 64).map(async ([path, stamp]) => {
      const before = held?.files.get(path)
      return [path, before?.stamp === stamp ? before : await read(path, stamp)] as const
    })
    for (const [path, file] of await Promise.all(some)) files.set(path, file)
  }
  return files
}

async function stampOf(file: string): Promise<string> {
  const found = await stat(file).catch(() => null)
  return found ? `${found.mtimeMs} ${found.size} ${found.ino}` : ''
}

async function readYamlFile(folder: string, path: string, stamp: string): Promise<Held> {
  const yaml = await readFile(join(folder, path), 'utf8').catch(() => '')
  return { stamp, article: null, yaml }
}

async function readArticleFile(
  folder: string,
  path: string,
  stamp: string,
  { categories }: Settings,
): Promise<Held> {
  const text = await readFile(join(folder, path), 'utf8').catch(() => '')
  return { stamp, article: readDocument(path, text, categories, [])?.article ?? null, yaml: null }
}

function settingsOf(paths: readonly string[], yaml: ReadonlyMap<string, Held>): Settings {
  const texts = [...yaml].flatMap(([path, held]) => (held.yaml === null ? [] : [[path, held.yaml] as const]))
  const articles = paths.filter((path) => path.endsWith('.md'))
  return readSettings(new Map(texts), articles, [])
}
