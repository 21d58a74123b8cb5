import { type Library, manualRedirects, pagesOf, pathOf } from '#domain/knowledge/index.ts'
import { langs } from '#i18n/index.ts'
import type { Content, Document } from './content.ts'
import { sha256 } from './content.ts'
import { type Fault, inFileOrder } from './faults.ts'
import type { AnchorUse } from './markdown/env.ts'
import type { Rendered } from './markdown.ts'
import { isOnDemand } from './on-demand.ts'
import { renderFile, stillLeads, type Targets, targetsOf } from './text.ts'

/** What is remembered of a rendered text but its words. */
export type TextRecord = Omit<Rendered, 'html' | 'blocks'> & {
  /** SHA-256 (hex) of the file it was rendered from. */
  file: string
  /** Changes when the rendered text does. */
  key: string
}
/** What is kept of a text: what pages show, and the words block by block. */
export type Text = Pick<Rendered, 'html' | 'headings' | 'blocks'> & {
  /** As written, with addresses in the place of file names. */
  markdown: string
}

export type RenderedContent = {
  content: Content
  /** By path. */
  records: ReadonlyMap<string, TextRecord>
  /** Paths of the texts that were rendered anew. */
  fresh: readonly string[]
  /** Of the files, their places, their texts and what they refer to, in file order. */
  faults: Fault[]
}

export type Rendering = {
  /** Texts rendered before, by path: used again where nothing has changed. */
  known?: ReadonlyMap<string, TextRecord>
  /** Takes each text that is rendered anew. */
  keep?(path: string, text: Text): void
  /** Renders many at once; without it, one after the other here. */
  render?(documents: readonly Document[], targets: Targets): Promise<Map<string, TextRecord>>
}

export function recordOf(document: Document, { html, blocks: _, ...rest }: Rendered): TextRecord {
  return { ...rest, file: document.hash, key: sha256(html) }
}

/** Renders every article that has changed, or that refers to what has, and checks what they refer to. */
export async function renderContent(content: Content, rendering: Rendering = {}): Promise<RenderedContent> {
  const targets = targetsOf(content)
  const place = { folder: content.folder, targets }
  const records = new Map<string, TextRecord>()
  const stale: Document[] = []
  for (const [path, document] of content.documents) {
    const held = rendering.known?.get(path)
    if (held?.file === document.hash && stillLeads(place, document, held)) records.set(path, held)
    else stale.push(document)
  }
  const made = rendering.render
    ? await rendering.render(stale, targets)
    : await renderHere(stale, place, rendering.keep)
  for (const [path, record] of made) records.set(path, record)
  const faults = [...content.faults, ...textFaults(content, records)]
  return { content, records, fresh: stale.map(({ path }) => path), faults: inFileOrder(faults) }
}

export async function renderHere(
  documents: readonly Document[],
  place: { folder: string; targets: Targets },
  keep?: Rendering['keep'],
): Promise<Map<string, TextRecord>> {
  const made = new Map<string, TextRecord>()
  for (const document of documents) {
    const { markdown, ...rendered } = renderFile(place, document)
    const { html, headings, blocks } = rendered
    keep?.(document.path, { html, headings, blocks, markdown })
    made.set(document.path, recordOf(document, rendered))
  }
  return made
}

function textFaults({ documents, library }: Content, records: ReadonlyMap<string, TextRecord>): Fault[] {
  const byUrl = new Map<string, TextRecord>()
  for (const article of library.articles) {
    const record = records.get(pathOf({ ...article, lang: article.original }))
    if (record) byUrl.set(article.url, record)
  }
  const addresses = addressesOf(library)
  return [...documents.values()].flatMap((document) => {
    const record = records.get(document.path)
    if (!record) return []
    const { path: file, bodyLine } = document
    const problems = record.problems.map(({ line, reference, expected, dangling }) => ({
      file,
      line: bodyLine + line - 1,
      field: reference,
      expected,
      ...(dangling ? { dangling } : {}),
    }))
    return [
      ...problems,
      ...deadAnchors(document, record, byUrl),
      ...deadAddresses(document, record, addresses),
    ]
  })
}

function deadAnchors(
  { path: file, bodyLine }: Document,
  { anchors }: TextRecord,
  byUrl: ReadonlyMap<string, TextRecord>,
): Fault[] {
  const isDead = ({ url, anchor }: AnchorUse): boolean => {
    const target = byUrl.get(url)
    return target !== undefined && !target.headings.some(({ slug }) => slug === anchor)
  }
  return anchors.filter(isDead).map(({ line, reference }) => ({
    file,
    line: bodyLine + line - 1,
    field: reference,
    expected: 'a heading that exists',
    dangling: true,
  }))
}

/** Every address that a link of an article may name in full. */
function addressesOf(library: Library): ReadonlySet<string> {
  return new Set([...pagesOf(library).keys(), ...manualRedirects(library, langs).map(({ from }) => from)])
}

function deadAddresses(
  { path: file, bodyLine }: Document,
  { absolute }: TextRecord,
  addresses: ReadonlySet<string>,
): Fault[] {
  return absolute.flatMap(({ line, url }) => {
    const path = url.split(/[?#]/)[0] ?? ''
    if (isOnDemand(path) || addresses.has(path) || addresses.has(`${path}/`)) return []
    return [{ file, line: bodyLine + line - 1, field: url, expected: 'an address of the portal that exists' }]
  })
}
