import { existsSync, readFileSync } from 'node:fs'
import { readdir, readlink, rename, rm, symlink } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { mediaOf } from '../make-catalogue.ts'
import type { RenderedContent } from '../render-content.ts'
import { manifestOf } from './manifest.ts'
import { linkPublic, writePublic } from './write-file.ts'

/** Images of public articles into the public tree, of others into the private one. */
export function writeMedia(building: string, made: RenderedContent, previous: string | null): string[] {
  const open: string[] = []
  for (const [url, { file, audience }] of mediaOf(made)) {
    const tree = audience === 'public' ? 'client/media' : 'private/media'
    const to = join(building, tree, basename(url))
    if (audience === 'public') open.push(url)
    const before = previous && join(previous, tree, basename(url))
    // Its name holds its content.
    if (before && existsSync(before)) linkPublic(before, to)
    else writePublic(to, readFileSync(file), 'best')
  }
  return open
}

/** Folder of the release that is live; null: there is none. */
export async function liveRelease(siteFolder: string): Promise<string | null> {
  const target = await readlink(join(siteFolder, 'current')).catch(() => null)
  return target === null ? null : join(siteFolder, 'releases', basename(target))
}

/** Puts the finished folder in its place and points `current` at it in one step. */
export async function goLive(siteFolder: string, building: string, id: string): Promise<void> {
  const releases = join(siteFolder, 'releases')
  await rename(building, join(releases, id))
  const next = join(siteFolder, `next-${process.pid}`)
  await rm(next, { force: true })
  await symlink(join('releases', id), next)
  await rename(next, join(siteFolder, 'current'))
}

/** Removes what no longer serves: older releases, unfinished ones, and programs that none of them uses. */
export async function sweepReleases(siteFolder: string): Promise<void> {
  const releases = join(siteFolder, 'releases')
  const live = await liveRelease(siteFolder)
  const id = live && basename(live)
  const others = (await readdir(releases)).filter((name) => name !== id).sort()
  // What begins with a dot was being made when its maker was killed.
  const unfinished = others.filter((name) => name.startsWith('.'))
  const older = others.filter((name) => !name.startsWith('.')).slice(0, -1)
  for (const name of [...older, ...unfinished])
    await rm(join(releases, name), { recursive: true, force: true })
  await sweepPrograms(siteFolder)
}

async function sweepPrograms(siteFolder: string): Promise<void> {
  const releases = await readdir(join(siteFolder, 'releases'))
  const manifests = await Promise.all(releases.map((name) => manifestOf(join(siteFolder, 'releases', name))))
  const used = new Set(manifests.map((manifest) => manifest?.code))
  for (const name of await readdir(join(siteFolder, 'servers'))) {
    if (!used.has(name)) await rm(join(siteFolder, 'servers', name), { recursive: true, force: true })
  }
}
