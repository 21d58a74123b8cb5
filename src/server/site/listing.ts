import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Listing } from '../http/static-files.ts'
import type { Places } from './pack.ts'

/** What lies where in a release, so that nobody has to look at each file. */
export type ReleaseListing = {
  /** The public tree, by address. */
  files: Listing
  /** Texts in the private tree, by the path of the article. */
  texts: Places
  /** Search bundles in the private tree, such as `staff/pt/pagefind-entry.json`. */
  search: Places
}

export function listingFile(release: string): string {
  return join(release, 'private/listing.json')
}

/** null for a release of an earlier version of the portal: it has none. @param release its folder */
export async function readListing(release: string): Promise<ReleaseListing | null> {
  const text = await readFile(listingFile(release), 'utf8').catch(() => null)
  return text === null ? null : (JSON.parse(text) as ReleaseListing)
}
