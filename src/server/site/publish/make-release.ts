import { mkdir, writeFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import {
  type Article,
  type Library,
  manualRedirects,
  pathOf,
  type Redirect,
} from '#domain/knowledge/index.ts'
import { langs } from '#i18n/index.ts'
import { makeCatalogue } from '../make-catalogue.ts'
import { publicLibraryOf } from '../public-library.ts'
import type { RenderedContent, Text } from '../render-content.ts'
import type { Frame } from '../site-settings.ts'
import { readText, textPath } from '../source.ts'
import { feedAddresses, writeFeeds } from './feeds.ts'
import { addressOf, filesBelow } from './files.ts'
import { listingOf } from './listing.ts'
import { writeLlms } from './llms.ts'
import type { Manifest } from './manifest.ts'
import { planPages } from './page-plan.ts'
import { programClient, programFolder } from './program.ts'
import { writeMedia } from './release.ts'
import { bundlesOf, writeBundles } from './search-index.ts'
import { type Secrets, secretsOf } from './secrets.ts'
import { writeSitemap } from './sitemap.ts'
import type { Progress, Workers } from './workers.ts'
import { linkFolder, linkPublic } from './write-file.ts'

export type Stage = 'read' | 'texts' | 'pages' | 'live'
export type Report = (stage: Stage, done: number, total: number) => Promise<void> | void

export type Making = {
  siteFolder: string
  /** Folder that the release is made in, with the fresh texts in its private part. */
  building: string
  frame: Frame
  code: string
  /** Fingerprint of the content. */
  content: string
  made: RenderedContent
  moved: readonly Redirect[]
  /** The release before, where it was made by the same code. */
  previous: { folder: string; manifest: Manifest } | null
  workers: Workers
  /** Takes over the search of the release before as it is, so that pages are live sooner; made anew right after. */
  searchLater: boolean
  report: Report
}

/** Pages of everything that differs from the release before, the rest taken over; then feeds, maps and search. @throws naming each dead link and leak */
export async function makeRelease(making: Making): Promise<{ pages: number }> {
  const { building, made, frame, previous, report, moved } = making
  const client = join(building, 'client')
  const hidden = join(building, 'private')
  await mkdir(client, { recursive: true })
  await linkFolder(programClient(making.siteFolder, making.code), client)
  takeOverTexts(making)
  const library = publicLibraryOf(made.content.library)
  const textOf = (article: Article): Promise<Text> => textIn(hidden, article)
  const images = writeMedia(building, made, previous?.folder ?? null)
  const catalogue = makeCatalogue(made, made.content.at, { moved, code: making.code })
  await writeFeeds(client, library, frame, textOf)
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
    texts: hidden,
    out: client,
    known,
    secrets: await findSecrets(made, textOf),
    effort: plan.tasks.length > 60 ? ('quick' as const) : ('best' as const),
  }
  const progress: Progress = (done, total) => report('pages', done, total)
  // The index has a process of its own: it is made while the pages are.
  const [problems, bundles] = await Promise.all([
    making.workers.pages(setup, plan.tasks, progress),
    writeBundles(
      building,
      made.content.library,
      bundlesOf(made.content.library, made.records, made.content.synonyms),
      previous && { folder: previous.folder, bundles: previous.manifest.bundles, asIs: making.searchLater },
      { textOf, synonyms: made.content.synonyms },
    ),
  ])
  if (problems.length > 0) throw pageError(problems)
  await takeOverPages(making, plan)
  const manifest: Manifest = {
    code: making.code,
    nextTurn: catalogue.nextTurn,
    content: making.searchLater ? `${making.content} but for the search` : making.content,
    pages: plan.keys,
    texts: Object.fromEntries(made.records),
    bundles,
  }
  await writeFile(join(hidden, 'catalogue.json'), JSON.stringify(catalogue))
  await writeFile(join(hidden, 'manifest.json'), JSON.stringify(manifest))
  await writeFile(join(hidden, 'files.json'), JSON.stringify(await listingOf(client, manifest)))
  return { pages: plan.tasks.length }
}

async function textIn(folder: string, article: Article): Promise<Text> {
  const text = await readText(folder, article)
  if (!text) throw new Error(`the text of ${pathOf({ id: article.id, lang: article.original })} is missing`)
  return text
}

function takeOverTexts({ made, previous, building }: Making): void {
  if (!previous) return
  const fresh = new Set(made.fresh)
  for (const [path, { article }] of made.content.documents) {
    if (fresh.has(path)) continue
    const text = join('private', textPath({ id: article.id, original: article.lang }))
    linkPublic(join(previous.folder, text), join(building, text))
  }
}

/** Files of the pages that are as they were in the release before. */
async function takeOverPages(
  { previous, building }: Making,
  { tasks, keys }: ReturnType<typeof planPages>,
): Promise<void> {
  if (!previous) return
  const from = join(previous.folder, 'client')
  const fresh = new Set(tasks.map(({ url }) => url))
  const kept = (url: string): boolean => url in keys && !fresh.has(url)
  for (const path of await filesBelow(from)) {
    const local = path.slice(from.length).split(sep).join('/')
    const file = local.replace(/\.br$/, '')
    const url = file.replace(/index\.html$/, '')
    if (url !== file && kept(url)) linkPublic(path, join(building, 'client', local))
  }
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

async function findSecrets(
  { content }: RenderedContent,
  textOf: (article: Article) => Promise<Text>,
): Promise<Secrets> {
  const written = content.library.articles.filter(({ lang, original }) => lang === original)
  const restricted = await Promise.all(
    written
      .filter(({ audience }) => audience !== 'public')
      .map(async (article) => ({
        ...article,
        path: pathOf(article),
        blocks: (await textOf(article)).blocks,
      })),
  )
  const open = written.filter(({ audience }) => audience === 'public').map(({ description }) => description)
  return secretsOf(restricted, new Set(open))
}

function pageError(problems: readonly { kind: 'link' | 'secret'; words: string }[]): Error {
  const of = (kind: 'link' | 'secret'): string =>
    problems
      .filter((problem) => problem.kind === kind)
      .map(({ words }) => words)
      .sort()
      .slice(0, 50)
      .join('\n')
  const leaks = of('secret')
  return new Error(
    leaks ? `Restricted words would become public:\n${leaks}` : `Links lead nowhere:\n${of('link')}`,
  )
}
