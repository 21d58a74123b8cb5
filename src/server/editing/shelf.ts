import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Article, createLibrary, type Library } from '#domain/knowledge/index.ts'
import { listFiles, readDocument, readSettings } from '../site/content.ts'
import type { Fault } from '../site/faults.ts'

/** What stands in the content folder now, published or not, without the texts. */
export type Shelf = {
  folder: string
  library: Library
  /** Grows with every change seen. */
  version: number
}

type Held = { stamp: string; article: Article | null; yaml: string | null }
type Known = { shelf: Shelf; files: Map<string, Held>; seenAt: number; looking: Promise<Shelf> | null }

const known = new Map<string, Known>()
/** Lists and previews may be this much behind the folder; what is kept is checked against it as it is. */
const patience = 3_000

/** @param fresh for what is kept; a list or a preview takes what is known, and looks again behind it */
export async function readShelf(folder: string, fresh: boolean): Promise<Shelf> {
  const held = known.get(folder)
  if (!held) return look(folder)
  if (fresh || held.seenAt === 0) return look(folder)
  if (Date.now() - held.seenAt > patience) void look(folder).catch(() => undefined)
  return held.shelf
}

/** A file was written by us: whoever comes next must see it. */
export function forgetShelf(folder: string): void {
  const held = known.get(folder)
  if (held) held.seenAt = 0
}

function look(folder: string): Promise<Shelf> {
  const held = known.get(folder)
  if (held?.looking) return held.looking
  const looking = lookAgain(folder, held)
  if (held) {
    held.looking = looking
    looking
      .finally(() => {
        held.looking = null
      })
      .catch(() => undefined)
  }
  return looking
}

async function lookAgain(folder: string, held: Known | undefined): Promise<Shelf> {
  const paths = (await listFiles(folder)).filter((path) => /\.(md|ya?ml)$/.test(path))
  const files = new Map<string, Held>()
  let changed = held?.files.size !== paths.length
  const stamps = await Promise.all(paths.map((path) => stampOf(join(folder, path))))
  for (const [at, path] of paths.entries()) {
    const before = held?.files.get(path)
    const stamp = stamps[at] ?? ''
    if (before?.stamp === stamp) files.set(path, before)
    else {
      changed = true
      files.set(path, await readOne(folder, path, stamp))
    }
  }
  if (held && !changed) {
    held.seenAt = Date.now()
    return held.shelf
  }
  const shelf = { folder, library: libraryOf(files), version: (held?.shelf.version ?? 0) + 1 }
  known.set(folder, { shelf, files, seenAt: Date.now(), looking: null })
  return shelf
}

async function stampOf(file: string): Promise<string> {
  const found = await stat(file).catch(() => null)
  return found ? `${found.mtimeMs} ${found.size} ${found.ino}` : ''
}

async function readOne(folder: string, path: string, stamp: string): Promise<Held> {
  const text = await readFile(join(folder, path), 'utf8').catch(() => '')
  if (!path.endsWith('.md')) return { stamp, article: null, yaml: text }
  return { stamp, article: readDocument(path, text, [], [])?.article ?? null, yaml: null }
}

function libraryOf(files: ReadonlyMap<string, Held>): Library {
  const faults: Fault[] = []
  const texts = new Map([...files].map(([path, { yaml }]) => [path, yaml ?? '']))
  const settings = readSettings(texts, faults)
  return createLibrary(
    [...files.values()].flatMap(({ article }) => (article ? [article] : [])),
    settings,
  )
}
