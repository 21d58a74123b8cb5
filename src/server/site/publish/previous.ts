import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Library } from '#domain/knowledge/index.ts'
import type { Listing } from '../../http/static-files.ts'
import type { Catalogue } from '../catalogue.ts'
import { type ReleaseListing, readListing } from '../listing.ts'
import type { Place, Places } from '../pack.ts'
import type { Making } from './make-release.ts'
import { type Manifest, manifestOf } from './manifest.ts'
import { carryListing, carryOn } from './pack-writer.ts'
import type { Plan } from './page-plan.ts'

/** The release before, where it was made by the same code. */
export type Previous = { folder: string; manifest: Manifest; listing: ReleaseListing }

/** What may be taken over: of the same code and shape. @param live folder of the live release */
export async function releaseBefore(live: string | null, code: string): Promise<Previous | null> {
  if (live === null) return null
  const [manifest, listing] = await Promise.all([manifestOf(live), readListing(live)])
  return manifest?.code === code && listing ? { folder: live, manifest, listing } : null
}

/** Whether an article of the release before has gone, or is for others now. */
export async function isNarrower(release: string, library: Library): Promise<boolean> {
  const text = await readFile(join(release, 'private/catalogue.json'), 'utf8')
  const { entries } = JSON.parse(text) as Catalogue
  return !entries.every(({ url, audience }) => library.atUrl(url)?.audience === audience)
}

/** Places of all texts: the fresh ones and those of the release before. */
export function takeOverTexts({ made, previous, building, release }: Making, texts: Places): Places {
  if (!previous) return texts
  const wanted: Record<string, Place> = {}
  for (const path of made.content.documents.keys()) {
    const place = previous.listing.texts[path]
    if (place && !(path in texts)) wanted[path] = place
  }
  const by = {
    from: join(previous.folder, 'private'),
    to: join(building, 'private'),
    name: `${release}-kept`,
  }
  return { ...carryOn(wanted, by), ...texts }
}

/** The pages that are as they were in the release before. */
export function takeOverPages(
  { previous, building, release, narrower }: Making,
  { tasks, keys }: Plan,
): Listing {
  if (!previous) return {}
  const fresh = new Set(tasks.map(({ url }) => url))
  return carryListing(previous.listing.files, (url) => url in keys && !fresh.has(url), {
    from: join(previous.folder, 'client'),
    to: join(building, 'client'),
    name: `${release}-kept`,
    anew: narrower,
  })
}
