import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Catalogue } from '../catalogue.ts'
import { mediaOf } from '../make-catalogue.ts'
import type { RenderedContent } from '../render-content.ts'
import { privateTextPath } from '../source.ts'
import type { Fingerprint } from './build.ts'

/** Images of public articles into the public tree, of others into the private one. */
export async function writeMedia(building: string, made: RenderedContent): Promise<void> {
  for (const [url, { file, audience }] of mediaOf(made)) {
    const folder = join(building, audience === 'public' ? 'client/media' : 'private/media')
    await mkdir(folder, { recursive: true })
    await cp(file, join(folder, basename(url)))
  }
}

export async function writePrivate(
  building: string,
  made: RenderedContent,
  catalogue: Catalogue,
  { code, all }: Fingerprint,
): Promise<void> {
  const folder = join(building, 'private')
  await mkdir(folder, { recursive: true })
  for (const article of made.content.library.articles) {
    if (article.audience === 'public') continue
    const path = join(folder, privateTextPath(article))
    const { html = '', headings = [] } = made.rendered.get(article.url) ?? {}
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, JSON.stringify({ html, headings }))
  }
  await writeFile(join(folder, 'catalogue.json'), JSON.stringify(catalogue))
  // Pages made on demand name stylesheets and scripts by their hashes.
  const assets = (await readdir(join(building, 'client/_assets')).catch(() => [])).sort().join('\n')
  const server = createHash('sha256').update(`${code}\n${assets}`).digest('hex').slice(0, 32)
  await writeFile(join(folder, 'build.json'), JSON.stringify({ made: all, server } satisfies Build))
}

/** What a release was made of, and which server program goes with it. */
export type Build = { made: string; server?: string }

/** null where there is none. @param release folder of a release */
export async function buildOf(release: string): Promise<Build | null> {
  return readFile(join(release, 'private/build.json'), 'utf8').then(
    (text) => JSON.parse(text) as Build,
    () => null,
  )
}

/**
 * Moves the finished folder to its place and points `current` at it in one step; the two newest releases stay. Releases
 * of the same code share one server program: a process can load another, but never unload the one before.
 */
export async function goLive(siteFolder: string, building: string, id: string): Promise<void> {
  const releases = join(siteFolder, 'releases')
  await mkdir(releases, { recursive: true })
  const server = (await buildOf(building))?.server ?? id
  // The build lies below the project, the data perhaps on another disk.
  if (!existsSync(serverFolder(siteFolder, server))) {
    await bring(join(building, 'server'), serverFolder(siteFolder, server))
  }
  await rm(join(building, 'server'), { recursive: true, force: true })
  await bring(building, join(releases, id))
  const next = join(siteFolder, `next-${process.pid}`)
  await rm(next, { force: true })
  await symlink(join('releases', id), next)
  await rename(next, join(siteFolder, 'current'))
  const older = (await readdir(releases))
    .filter((name) => name !== id)
    .sort()
    .slice(0, -1)
  for (const name of older) await rm(join(releases, name), { recursive: true, force: true })
  await sweepServers(siteFolder)
}

/** The adapter looks for a folder called `server` in its own path. */
export function serverFolder(siteFolder: string, server: string): string {
  return join(siteFolder, 'servers', server, 'server')
}

/** Copies beside the place first: what is there is whole. */
async function bring(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  await rm(`${to}.part`, { recursive: true, force: true })
  await cp(from, `${to}.part`, { recursive: true })
  await rename(`${to}.part`, to)
}

async function sweepServers(siteFolder: string): Promise<void> {
  const releases = await readdir(join(siteFolder, 'releases'))
  const builds = await Promise.all(releases.map((name) => buildOf(join(siteFolder, 'releases', name))))
  const used = new Set(builds.map((build) => build?.server))
  for (const name of await readdir(join(siteFolder, 'servers'))) {
    if (!used.has(name)) await rm(join(siteFolder, 'servers', name), { recursive: true, force: true })
  }
}
