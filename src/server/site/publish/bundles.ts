import { join } from 'node:path'
import { threadId } from 'node:worker_threads'
import type { Lang } from '#i18n/index.ts'
import type { Synonyms } from '#words/index.ts'
import type { Listed, Listing } from '../../http/static-files.ts'
import type { ReleaseListing } from '../listing.ts'
import type { Place, Places } from '../pack.ts'
import { validator } from './listing.ts'
import type { Maker } from './making.ts'
import { type CarryOn, carryListing, carryOn, createPack } from './pack-writer.ts'
import { type Bundle, finishBundles, makeBundle, type Shelves } from './search-index.ts'
import { openTexts } from './texts.ts'

export type BundlesBefore = {
  folder: string
  listing: Pick<ReleaseListing, 'files' | 'search'>
  /** What each was made of. */
  keys: Readonly<Record<string, string>>
  /** Taken over although their articles differ. */
  asIs: boolean
  /** Copies what it takes over: something in it must not stay. */
  anew: boolean
}
export type BundlesOfRelease = { files: Listing; search: Places; keys: Record<string, string> }

const nameOf = ({ audience, lang }: Bundle): string => `${audience}/${lang}`
const addressOf = (name: string): string => `/pagefind/${name.slice('public/'.length)}/`

type Into = { building: string; release: string }

/** Makes the bundles that differ from those of the release before and takes over the others. */
export async function writeBundles(
  into: Into,
  bundles: readonly Bundle[],
  before: BundlesBefore | null,
  make: (stale: readonly Bundle[]) => Promise<readonly MadeBundle[]>,
): Promise<BundlesOfRelease> {
  const keys: Record<string, string> = {}
  const kept: string[] = []
  const stale: Bundle[] = []
  for (const bundle of bundles) {
    const name = nameOf(bundle)
    const held = before?.keys[name]
    const stays = held !== undefined && (before?.asIs || held === bundle.key)
    keys[name] = stays ? held : bundle.key
    if (stays) kept.push(name)
    else stale.push(bundle)
  }
  const taken = before ? takeOver(into, kept, before) : { files: {}, search: {} }
  const all = [taken, ...(await make(stale))]
  return {
    files: Object.assign({}, ...all.map(({ files }) => files)),
    search: Object.assign({}, ...all.map(({ search }) => search)),
    keys,
  }
}

/** What a bundle is made of, and the packs of the release that it goes to. */
export type BundlesSetup = Into & { texts: Places; library: Shelves; synonyms: Record<Lang, Synonyms> }
export type MadeBundle = { files: Listing; search: Places }

export function bundleMaker(setup: BundlesSetup): Maker<Bundle, MadeBundle> {
  const [client, hidden] = [join(setup.building, 'client'), join(setup.building, 'private')]
  const open = createPack(client, `${setup.release}-search-${threadId}`)
  const closed = createPack(hidden, `${setup.release}-search-${threadId}`)
  const texts = openTexts(hidden, setup.texts)

  async function makeOne(bundle: Bundle): Promise<MadeBundle> {
    const files: Listing = {}
    const search: Record<string, Place> = {}
    const name = nameOf(bundle)
    const records = join(hidden, `.records-${threadId}`)
    for (const { path, body, br, light } of await makeBundle(bundle, {
      ...setup,
      textOf: texts.of,
      records,
    })) {
      if (bundle.audience === 'public') {
        const listed: Listed = { etag: validator(body), at: open.add(br ?? body) }
        if (br) listed.br = true
        if (br && light) listed.light = true
        files[addressOf(name) + path] = listed
      } else search[`${name}/${path}`] = closed.add(body)
    }
    return { files, search }
  }

  return {
    async make(bundles) {
      const made: MadeBundle[] = []
      for (const bundle of bundles) made.push(await makeOne(bundle))
      return made
    },
    async end() {
      texts.close()
      open.close()
      closed.close()
      await finishBundles()
    },
  }
}

function takeOver(
  { building, release }: Into,
  names: readonly string[],
  { folder, listing, anew }: BundlesBefore,
): MadeBundle {
  const into = (tree: string): CarryOn => ({
    from: join(folder, tree),
    to: join(building, tree),
    name: `${release}-search-kept`,
    anew,
  })
  const open = names.filter((name) => name.startsWith('public/')).map(addressOf)
  const files = carryListing(
    listing.files,
    (address) => open.some((start) => address.startsWith(start)),
    into('client'),
  )
  const closed = Object.entries(listing.search).filter(([path]) =>
    names.some((name) => path.startsWith(`${name}/`)),
  )
  return { files, search: carryOn(Object.fromEntries(closed), into('private')) }
}
