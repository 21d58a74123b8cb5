import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { countSearchRows, replaceSearchRows } from '#domain/knowledge/index.ts'
import type { Runtime } from '../runtime.ts'
import { readContent } from './content.ts'
import { ContentError, type Fault, formatFault } from './faults.ts'
import { makeCatalogue } from './make-catalogue.ts'
import { publicLibraryOf } from './public-library.ts'
import { type Fingerprint, fingerprint, root, runAstro } from './publish/build.ts'
import { checkLinks } from './publish/check-links.ts'
import { checkSecrets } from './publish/check-secrets.ts'
import { compressAll } from './publish/compress.ts'
import { locked } from './publish/lock.ts'
import { buildOf, goLive, writeMedia, writePrivate } from './publish/release.ts'
import { indexPublicPages, searchRows } from './publish/search-index.ts'
import { writeSitemap } from './publish/sitemap.ts'
import { type RenderedContent, renderContent } from './render-content.ts'
import { siteFolder } from './site.ts'
import { sourceOfContent } from './source.ts'
import { onChange } from './watch.ts'

export type Publishing = Pick<Runtime, 'config' | 'log' | 'site' | 'database'>
export type Published = { release: string; articles: number; seconds: number; warnings: readonly Fault[] }

/** Everything wrong in the content, in file order. */
export async function checkContent(contentDir: string): Promise<RenderedContent> {
  return renderContent(await readContent(contentDir))
}

/** A reference to what is not written yet reads as plain words; every other fault stops a publish. */
export function stops({ dangling }: Fault): boolean {
  return dangling !== true
}

/** Builds a release beside the live one, checks it, and swaps the link; a failure leaves the live site alone. */
export function publishSite(runtime: Publishing): Promise<Published> {
  return locked(lockOf(runtime), () => publish(runtime))
}

/** Publishes when there is no release yet, or the code or content it was made from has changed. @returns null: neither */
export function ensureSite(runtime: Publishing): Promise<Published | null> {
  return locked(lockOf(runtime), async () => {
    const { config, database } = runtime
    if ((await buildOf(join(siteFolder(config), 'current')))?.made !== (await fingerprint(config)).all)
      return publish(runtime)
    // The database may be younger than the site.
    if ((await countSearchRows(database.reader)) === 0) {
      await fillIndex(runtime, await checkContent(config.contentDir))
    }
    return null
  })
}

function report({ log }: Publishing, error: unknown): void {
  if (!(error instanceof ContentError)) log.error({ err: error }, 'the site was not published')
  else for (const fault of error.faults) log.error({ fault }, `not published: ${formatFault(fault)}`)
}

function lockOf({ config }: Publishing): string {
  return join(siteFolder(config), 'publish.lock')
}

async function fillIndex({ database }: Publishing, made: RenderedContent): Promise<void> {
  const rows = searchRows(made)
  await database.write((tx) => replaceSearchRows(tx, rows))
}

async function publish(runtime: Publishing): Promise<Published> {
  const { config, log, site } = runtime
  const startedAt = performance.now()
  const source = await fingerprint(config)
  const made = await checkContent(config.contentDir)
  const stopping = made.faults.filter(stops)
  if (stopping.length > 0) throw new ContentError(stopping)
  const release = `${new Date().toISOString().replace(/\D/g, '')}-${process.pid}`
  // Astro's own build step finds its packages only below the project.
  const building = join(root, 'db/local/build', release)
  try {
    await build(runtime, building, made, source)
    await fillIndex(runtime, made)
    await goLive(siteFolder(config), building, release)
  } finally {
    await rm(building, { recursive: true, force: true })
  }
  const seconds = Math.round((performance.now() - startedAt) / 100) / 10
  const articles = made.content.library.articles.length
  log.info({ release, articles, seconds, warnings: made.faults.length }, 'site published')
  await site.refresh()
  return { release, articles, seconds, warnings: made.faults }
}

async function build(
  { config }: Publishing,
  building: string,
  made: RenderedContent,
  source: Fingerprint,
): Promise<void> {
  const client = join(building, 'client')
  const catalogue = makeCatalogue(made, Date.now())
  const cache = join(siteFolder(config), 'cache')
  await mkdir(cache, { recursive: true })
  await runAstro(building, cache, config)
  await writeMedia(building, made)
  await writeSitemap(client, publicLibraryOf(made.content.library), config.publicUrl.origin)
  await writePrivate(building, made, catalogue, source)
  await checkSecrets(client, made)
  await checkLinks(client, config.publicUrl.origin, catalogue.redirects)
  await indexPublicPages(client)
  await compressAll(client)
}

/** In development nothing is published: pages made on demand read the content itself, again after each change. */
export async function useContent(runtime: Publishing): Promise<() => void> {
  async function read(): Promise<void> {
    const made = await checkContent(runtime.config.contentDir)
    runtime.site.use(sourceOfContent(made))
    await fillIndex(runtime, made)
  }
  await read()
  return onChange(runtime, () => read().catch((error) => report(runtime, error)))
}
