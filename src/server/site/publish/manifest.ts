import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TextRecord } from '../render-content.ts'

/** What a release is made of, so that the next one makes only what differs. */
export type Manifest = {
  /** Fingerprint of the code; also names the server program. */
  code: string
  /** When an article comes or goes by itself, UTC epoch milliseconds; null: none does. */
  nextTurn: number | null
  /** Fingerprint of the content and of the public address. */
  content: string
  /** What each page was made of, by address. */
  pages: Record<string, string>
  /** By path of the article. */
  texts: Record<string, TextRecord>
  /** What each search bundle was made of, by its audience and language. */
  bundles: Record<string, string>
}

/** null where there is none, or it is of another shape. @param release folder of a release */
export async function manifestOf(release: string): Promise<Manifest | null> {
  return readFile(join(release, 'private/manifest.json'), 'utf8').then(
    (text) => JSON.parse(text) as Manifest,
    () => null,
  )
}
