import { cp, mkdir, readdir, readFile, readlink, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Catalogue } from '../catalogue.ts'
import { mediaOf } from '../make-catalogue.ts'
import type { RenderedContent } from '../render-content.ts'
import { privateTextPath } from '../source.ts'

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
  fingerprint: string,
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
  await writeFile(join(folder, 'build.json'), JSON.stringify({ made: fingerprint }))
}

/** What the live release was made of, or null where there is none. */
export async function madeOf(siteFolder: string): Promise<string | null> {
  const current = join(siteFolder, 'current')
  return readlink(current)
    .then(() => readFile(join(current, 'private/build.json'), 'utf8'))
    .then((text) => (JSON.parse(text) as { made: string }).made)
    .catch(() => null)
}

/** Moves the finished folder to its place and points `current` at it in one step; the two newest releases stay. */
export async function goLive(siteFolder: string, building: string, id: string): Promise<void> {
  const releases = join(siteFolder, 'releases')
  await mkdir(releases, { recursive: true })
  const arriving = join(releases, `${id}.part`)
  // The build lies below the project, the data perhaps on another disk.
  await cp(building, arriving, { recursive: true })
  await rename(arriving, join(releases, id))
  const next = join(siteFolder, `next-${process.pid}`)
  await rm(next, { force: true })
  await symlink(join('releases', id), next)
  await rename(next, join(siteFolder, 'current'))
  const older = (await readdir(releases))
    .filter((name) => name !== id)
    .sort()
    .slice(0, -1)
  for (const name of older) await rm(join(releases, name), { recursive: true, force: true })
}
