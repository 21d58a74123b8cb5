import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import {
  addressRedirects,
  knownAddresses,
  type Move,
  movesOf,
  pathOf,
  recordAddresses,
} from '#domain/knowledge/index.ts'
import type { Runtime } from '../runtime.ts'
import { readContent } from './content.ts'
import { contentFingerprint } from './content-fingerprint.ts'
import { isCurrent } from './current.ts'
import { ContentError, type Fault } from './faults.ts'
import type { Place, Places } from './pack.ts'
import { filesBelow } from './publish/files.ts'
import { indexWords } from './publish/index-words.ts'
import { readKnown, writeKnown } from './publish/known-files.ts'
import { locked } from './publish/lock.ts'
import { makeRelease, type Report } from './publish/make-release.ts'
import type { Manifest } from './publish/manifest.ts'
import { isNarrower, releaseBefore } from './publish/previous.ts'
import { codeFingerprint, ensureProgram } from './publish/program.ts'
import { goLive, liveRelease, sweepReleases } from './publish/release.ts'
import { openTexts } from './publish/texts.ts'
import { createWorkers, type Workers } from './publish/workers.ts'
import { type RenderedContent, renderContent, type TextRecord } from './render-content.ts'
import { siteFolder } from './site-folder.ts'

export type Publishing = Pick<Runtime, 'config' | 'log' | 'site' | 'database'>
export type Published = {
  release: string
  articles: number
  /** Pages that were made; the others were taken over. */
  pages: number
  seconds: number
  /** Paths of the articles whose texts were rendered anew. */
  fresh: readonly string[]
  warnings: readonly Fault[]
}

/** Everything wrong in the content, in file order. */
export async function checkContent(contentDir: string): Promise<RenderedContent> {
  return renderContent(await readContent(contentDir))
}

/** A reference to what is not written yet reads as plain words; every other fault stops a publish. */
export function stops({ dangling }: Fault): boolean {
  return dangling !== true
}

const silent: Report = () => undefined

/** Makes a release beside the live one, checks it, and swaps the link; a failure leaves the live site alone. */
export function publishSite(runtime: Publishing, report = silent): Promise<Published> {
  return locked(lockOf(runtime), () => publish(runtime, report))
}

/** Publishes when there is no release yet, or what it was made from has changed. @returns null: neither */
export function ensureSite(runtime: Publishing, report = silent): Promise<Published | null> {
  return locked(lockOf(runtime), async () => ((await isCurrent(runtime)) ? null : publish(runtime, report)))
}

function lockOf({ config }: Publishing): string {
  return join(siteFolder(config), 'publish.lock')
}

/**
 * Pages first, where making the search would keep them waiting: what is found may then be some seconds older than what
 * is read. Never where an article has gone or is for fewer: its words must not be found a moment longer.
 */
async function publish(runtime: Publishing, report: Report): Promise<Published> {
  const first = await publishOnce(runtime, report, true)
  if (!first.searchLater) return first
  const second = await publishOnce(runtime, report, false)
  return { ...second, pages: first.pages, fresh: first.fresh, seconds: first.seconds + second.seconds }
}

async function publishOnce(
  runtime: Publishing,
  report: Report,
  mayWait: boolean,
): Promise<Published & { searchLater: boolean }> {
  const { config, log, site, database } = runtime
  const startedAt = performance.now()
  const folder = siteFolder(config)
  const fingerprint = await contentFingerprint(config)
  await report('read', 0, 1)
  const code = await codeFingerprint()
  const live = await liveRelease(folder)
  const previous = await releaseBefore(live, code)

  const release = `${new Date().toISOString().replace(/\D/g, '')}-${process.pid}`
  const building = join(folder, 'releases', `.${release}`)
  const workers = createWorkers(code)
  if (!previous && (await filesBelow(config.contentDir)).length >= quickToIndex) workers.start()
  // Built beside the texts: pages are the first to need it.
  const program = ensureProgram(folder, code)
  program.catch(() => undefined)
  try {
    const { made, texts } = await readAndRender(runtime, {
      code,
      release,
      building,
      previous,
      workers,
      report,
    })
    const { content, faults } = made
    const stopping = faults.filter(stops)
    if (stopping.length > 0) throw new ContentError(stopping)
    const { moves, redirects, addresses } = await moved(runtime, made, previous?.manifest ?? null)
    const frame = { site: content.library.site, origin: config.publicUrl.origin }
    const narrower = previous !== null && (await isNarrower(previous.folder, content.library))
    const searchLater =
      mayWait && previous !== null && !narrower && content.library.articles.length >= quickToIndex
    const hidden = join(building, 'private')
    // Where there is no site yet, nobody can find what is not there.
    const words = live === null ? indexAll(runtime, made, hidden, texts) : null
    words?.catch(() => undefined)
    const { pages, texts: all } = await makeRelease({
      siteFolder: folder,
      release,
      building,
      program,
      texts,
      frame,
      code,
      content: fingerprint,
      made,
      moved: [...redirects, ...content.redirects],
      previous,
      narrower,
      workers,
      searchLater,
      report,
    })
    await report('live', 0, 1)
    await (words ?? indexAll(runtime, made, hidden, all))
    await database.write((tx) => recordAddresses(tx, addresses, moves, content.library, Date.now()))
    await goLive(folder, building, release)
    const seconds = Math.round((performance.now() - startedAt) / 100) / 10
    const articles = content.library.articles.filter(({ lang, original }) => lang === original).length
    log.info({ release, articles, pages, seconds, warnings: faults.length }, 'site published')
    await site.refresh()
    await sweepReleases(folder)
    return { release, articles, pages, seconds, fresh: made.fresh, warnings: faults, searchLater }
  } catch (error) {
    throw isFull(error)
      ? new Error(
          'There is no space left on the disk, so nothing was published: free some and publish again.',
        )
      : error
  } finally {
    await workers.stop()
    await program.catch(() => undefined)
    await rm(building, { recursive: true, force: true })
  }
}

/** Smaller sites are indexed before anybody notices. */
const quickToIndex = 400

async function indexAll(
  runtime: Publishing,
  made: RenderedContent,
  hidden: string,
  places: Places,
): Promise<void> {
  const texts = openTexts(hidden, places)
  try {
    await indexWords(runtime, made, texts.of)
  } finally {
    texts.close()
  }
}

/** Errors of a thread come as text. */
function isFull(error: unknown): boolean {
  return (
    error instanceof Error &&
    /ENOSPC|SQLITE_FULL/.test(`${(error as NodeJS.ErrnoException).code} ${error.message}`)
  )
}

type Reading = {
  code: string
  release: string
  building: string
  previous: { manifest: Manifest } | null
  workers: Workers
  report: Report
}

/** The content as it is now; of the texts only those that have changed are rendered. */
async function readAndRender(
  { config }: Publishing,
  { code, release, building, previous, workers, report }: Reading,
): Promise<{ made: RenderedContent; texts: Places }> {
  const cache = join(siteFolder(config), 'cache')
  const content = await readContent(config.contentDir, { known: await readKnown(cache, code) })
  await writeKnown(cache, code, content.known)
  const texts: Record<string, Place> = {}
  const made = await renderContent(content, {
    known: new Map(Object.entries(previous?.manifest.texts ?? {})),
    async render(documents, targets) {
      const setup = { folder: config.contentDir, targets, release, out: join(building, 'private') }
      const rendered = await workers.texts(setup, documents, (done, total) => report('texts', done, total))
      for (const { path, place } of rendered) texts[path] = place
      return new Map(rendered.map(({ path, record }) => [path, record]))
    },
  })
  return { made, texts }
}

async function moved(
  { database }: Publishing,
  { content, records }: RenderedContent,
  before: Manifest | null,
): Promise<{
  moves: Move[]
  redirects: ReturnType<typeof addressRedirects>
  addresses: Awaited<ReturnType<typeof knownAddresses>>
}> {
  const addresses = await knownAddresses(database.reader)
  const keyOf =
    (texts: { get(path: string): TextRecord | undefined }) =>
    (place: Parameters<typeof pathOf>[0]): string | undefined =>
      texts.get(pathOf(place))?.key
  const held = new Map(Object.entries(before?.texts ?? {}))
  const moves = movesOf(addresses, content.library, keyOf(records), keyOf(held))
  return { moves, addresses, redirects: addressRedirects(addresses, moves, content.library) }
}
