import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Listing } from '../../http/static-files.ts'
import { addressOf, filesBelow } from './files.ts'
import type { Manifest } from './manifest.ts'

const short = (text: string | Buffer): string =>
  createHash('sha1').update(text).digest('base64url').slice(0, 20)

/** Files whose names hold their contents. */
const named = /^\/(?:_assets|media)\/|^\/pagefind\/.*\.(?:pf_[a-z]+|pagefind)$/

/** What is in the public tree, so that nobody who serves it has to look at each file. */
export async function listingOf(client: string, { code, pages }: Manifest): Promise<Listing> {
  const files = await filesBelow(client)
  const packed = new Set(files.filter((file) => file.endsWith('.br')))
  const listing: Listing = {}
  for (const file of files) {
    if (packed.has(file)) continue
    const address = addressOf(client, file)
    const page = pages[address]
    const made = page ?? (named.test(address) ? '' : readFileSync(file))
    const etag = typeof made === 'string' ? short(`${code} ${address} ${made}`) : short(made)
    listing[address] = [packed.has(`${file}.br`) ? 1 : 0, etag]
  }
  return listing
}
