import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Article, type Library, manualRedirects, type Redirect } from '#domain/knowledge/index.ts'
import { langs } from '#i18n/index.ts'
import { listingFile, type ReleaseListing } from '../listing.ts'
import { makeCatalogue } from '../make-catalogue.ts'
import type { Places } from '../pack.ts'
import { publicLibraryOf } from '../public-library.ts'
import type { RenderedContent, Text } from '../render-content.ts'
import type { Frame } from '../site-settings.ts'
import { type BundlesOfRelease, writeBundles } from './bundles.ts'
import { pageError } from './check-page.ts'
import { feedAddresses, writeFeeds } from './feeds.ts'
import { addressOf, filesBelow } from './files.ts'
import { listFiles, listPages } from './listing.ts'
import { writeLlms } from './llms.ts'
import type { Manifest } from './manifest.ts'
import { planPages } from './page-plan.ts'
import { type Previous, takeOverPages, takeOverTexts } from './previous.ts'
import { programClient, programFolder } from './program.ts'
import { writeMedia } from './release.ts'
import { bundlesOf } from './search-index.ts'
import { secretsIn } from './secrets.ts'
import { writeSitemap } from './sitemap.ts'
import { openTexts } from './texts.ts'
import type { Progress, Workers } from './workers.ts'
import { type Effort, linkFolder } from './write-file.ts'

export type Stage = 'read' | 'texts' | 'pages' | 'live'
export type Report = (stage: Stage, done: number, total: number) => Promise<void> | void

export type Making = {
  siteFolder: string
  /** Name of the release, and the folder that it is made in, with packs of the fresh texts in its private part. */
  release: string
  building: string
  /** Settles when the program that makes the pages is there. */
  program: Promise<void>
  /** The fresh texts, by path. */
  texts: Places
  frame: Frame
  code: string
  /** Fingerprint of the content. */
  content: string
  made: RenderedContent
  moved: readonly Redirect[]
  previous: Previous | null
  /** An article has gone or is for fewer: nothing that was made of it may stay. */
  narrower: boolean
  workers: Workers
  /** Takes over the search of the release before as it is, so that pages are live sooner; made anew right after. */
  searchLater: boolean
  report: Report
}
export type MadeRelease = { pages: number; texts: Places }

/** Pages of everything that differs from the release before, the rest taken over; then feeds, maps and search. @throws naming each dead link and leak */
export async function makeRelease(making: Making): Promise<MadeRelease> {
  const client = join(making.building, 'client')
  const hidden = join(making.building, 'private')
  await mkdir(client, { recursive: true })
  await mkdir(hidden, { recursive: true })
  const texts = takeOverTexts(making, making.texts)
  const opened = openTexts(hidden, texts)
  // Indexes have processes of their own: they are made while program and pages are.
  const search = makeBundles(making, texts)
  search.catch(() => undefined)
  try {
    return { texts, pages: await makeAround(making, { client, hidden, texts, textOf: opened.of, search }) }
  } finally {
    await search.catch(() => undefined)
    opened.close()
  }
}

function makeBundles(making: Making, texts: Places): Promise<BundlesOfRelease> {
  const { content, records } = making.made
  const { library, synonyms } = content
  const { building, release, previous, searchLater, narrower } = making
  const { manuals, products } = library
  const setup = { building, release, texts, library: { manuals, products }, synonyms }
  const before = previous && {
    folder: previous.folder,
    listing: previous.listing,
    keys: previous.manifest.bundles,
    asIs: searchLater,
    anew: narrower,
  }
  return writeBundles(setup, bundlesOf(library, records, synonyms), before, (stale) =>
    making.workers.bundles(setup, stale),
  )
}

type Parts = {
  client: string
  hidden: string
  texts: Places
  textOf(article: Article): Text
  search: Promise<BundlesOfRelease>
}

async function makeAround(making: Making, { client, hidden, texts, textOf, search }: Parts): Promise<number> {
  const { building, release, made, frame, previous, report, moved } = making
  const library = publicLibraryOf(made.content.library)
  await making.program
  await linkFolder(programClient(making.siteFolder, making.code), client)
  const images = writeMedia(building, made, previous?.folder ?? null)
  const catalogue = makeCatalogue(made, made.content.at, { moved, code: making.code })
  writeFeeds(client, library, frame, textOf)
  writeLlms(client, library, frame)
  writeSitemap(client, library, frame.origin)

  const plan = planPages(library, made.records, frame, previous?.manifest.pages ?? {})
  const known = knownAddresses(library, await filesBelow(client), client, [
    ...Object.keys(plan.keys),
    ...images,
    ...Object.keys(catalogue.redirects),
  ])
  const setup = {
    program: programFolder(making.siteFolder, making.code),
    frame,
    release,
    hidden,
    texts,
    out: client,
    known,
    secrets: secretsIn(made.content.library, textOf),
    effort: effortFor(plan.tasks.length),
  }
  const progress: Progress = (done, total) => report('pages', done, total)
  const pages = await making.workers.pages(setup, plan.tasks, progress)
  const problems = pages.flatMap((page) => page.problems)
  if (problems.length > 0) throw pageError(problems)
  const bundles = await search
  const manifest: Manifest = {
    code: making.code,
    nextTurn: catalogue.nextTurn,
    content: making.searchLater ? `${making.content} but for the search` : making.content,
    pages: plan.keys,
    texts: Object.fromEntries(made.records),
    bundles: bundles.keys,
  }
  const listing: ReleaseListing = {
    files: {
      ...(await listFiles(client)),
      ...takeOverPages(making, plan),
      ...listPages(pages, plan, making.code, setup.effort === 'least'),
      ...bundles.files,
    },
    texts,
    search: bundles.search,
  }
  await writeFile(join(hidden, 'catalogue.json'), JSON.stringify(catalogue))
  await writeFile(join(hidden, 'manifest.json'), JSON.stringify(manifest))
  await writeFile(listingFile(building), JSON.stringify(listing))
  return plan.tasks.length
}

function effortFor(pages: number): Effort {
  if (pages <= 60) return 'best'
  return pages < 400 ? 'quick' : 'least'
}

function knownAddresses(
  library: Library,
  files: readonly string[],
  client: string,
  more: readonly string[],
): Set<string> {
  const written = files.map((file) => addressOf(client, file))
  const latest = manualRedirects(library, langs).map(({ from }) => from)
  return new Set([...written, ...more, ...latest, ...feedAddresses])
}
