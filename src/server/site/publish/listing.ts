import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import type { Listed, Listing } from '../../http/static-files.ts'
import { addressOf, filesBelow } from './files.ts'
import type { MadePage } from './making.ts'
import type { Plan } from './page-plan.ts'
import { lightFrom } from './write-file.ts'

/** Of what is served, or of all that it is made of. */
export function validator(made: string | Buffer): string {
  return createHash('sha1').update(made).digest('base64url').slice(0, 20)
}

/** Files whose names hold their contents. */
const named = /^\/(?:_assets|media)\//

/** Files of the public tree that are in no pack. */
export async function listFiles(client: string): Promise<Listing> {
  const files = await filesBelow(client)
  const compressed = new Set(files.filter((file) => file.endsWith('.br')))
  const listing: Listing = {}
  for (const file of files) {
    if (compressed.has(file) || file.endsWith('.pack')) continue
    const address = addressOf(client, file)
    const listed: Listed = { etag: validator(named.test(address) ? address : readFileSync(file)) }
    if (compressed.has(`${file}.br`)) listed.br = true
    if (listed.br && statSync(file).size >= lightFrom) listed.light = true
    listing[address] = listed
  }
  return listing
}

/** @param keys what each page was made of */
export function listPages(
  pages: readonly MadePage[],
  { keys }: Pick<Plan, 'keys'>,
  code: string,
  light: boolean,
): Listing {
  return Object.fromEntries(
    pages.map(({ url, place, br }) => {
      const listed: Listed = { etag: validator(`${code} ${url} ${keys[url]}`), at: place }
      if (br) listed.br = true
      if (light) listed.light = true
      return [url, listed]
    }),
  )
}
