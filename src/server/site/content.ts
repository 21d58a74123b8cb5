import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, posix, relative, sep } from 'node:path'
import { LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import {
  type Manual,
  type ManualPage,
  manualPageSchema,
  manualPageUrl,
  manualSchema,
  parseManualPath,
} from '#domain/knowledge/index.ts'
import { mediaUrl, type Rendered, renderArticle } from './markdown.ts'

/** One thing to mend: where it is and what was expected. */
export type Fault = { file: string; line: number; field: string; expected: string }
export type Page = ManualPage & Rendered & { url: string; file: string }
export type Content = { manuals: Map<string, Manual>; pages: Page[]; faults: Fault[] }

type Source = { path: string; page: ManualPage; body: string; bodyLine: number }

async function* walk(folder: string): AsyncGenerator<string> {
  for (const item of (await readdir(folder, { withFileTypes: true })).sort((a, b) =>
    a.name.localeCompare(b.name),
  )) {
    const path = join(folder, item.name)
    if (item.isDirectory()) yield* walk(path)
    else yield path
  }
}

function readYaml<T extends z.ZodType>(
  schema: T,
  text: string,
  firstLine: number,
  file: string,
  faults: Fault[],
): z.output<T> | null {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter })
  const lineAt = (offset: number | undefined): number =>
    firstLine + (offset ? counter.linePos(offset).line : 1) - 1
  for (const error of document.errors) {
    faults.push({
      file,
      line: lineAt(error.pos[0]),
      field: '',
      expected: error.message.split('\n')[0] ?? 'valid YAML',
    })
  }
  if (document.errors.length > 0) return null
  const result = schema.safeParse(document.toJS() ?? {})
  if (result.success) return result.data
  for (const issue of result.error.issues) {
    const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))
    const node = document.getIn(path, true) as { range?: [number, number, number] } | undefined
    faults.push({ file, line: lineAt(node?.range?.[0]), field: path.join('.'), expected: issue.message })
  }
  return null
}

function split(text: string): { matter: string; body: string; bodyLine: number } | null {
  const match = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text)
  if (!match) return null
  return { matter: match[1] ?? '', body: text.slice(match[0].length), bodyLine: match[0].split('\n').length }
}

/** Reads and renders everything below the content folder; every fault at once. */
export async function readContent(folder: string): Promise<Content> {
  const faults: Fault[] = []
  const manuals = new Map<string, Manual>()
  const sources: Source[] = []
  for await (const absolute of walk(folder)) {
    const path = relative(folder, absolute).split(sep).join('/')
    const manualOf = /^manuals\/([a-z0-9-]+)\/manual\.yaml$/.exec(path)?.[1]
    if (manualOf) {
      const manual = readYaml(manualSchema, await readFile(absolute, 'utf8'), 1, path, faults)
      if (manual) manuals.set(manualOf, manual)
      continue
    }
    const identity = parseManualPath(path)
    if (!identity) continue
    const parts = split(await readFile(absolute, 'utf8'))
    if (!parts) {
      faults.push({ file: path, line: 1, field: '', expected: 'front matter between two lines of ---' })
      continue
    }
    const matter = readYaml(manualPageSchema, parts.matter, 2, path, faults)
    if (matter)
      sources.push({ path, page: { ...matter, ...identity }, body: parts.body, bodyLine: parts.bodyLine })
  }
  return { manuals, pages: renderAll(folder, sources, faults), faults }
}

function renderAll(folder: string, sources: Source[], faults: Fault[]): Page[] {
  const urls = new Map(sources.map(({ path, page }) => [path, manualPageUrl(page)]))
  const claimed = new Map<string, string>()
  return sources.map(({ path, page, body, bodyLine }) => {
    const here = posix.dirname(path)
    const { broken, ...rendered } = renderArticle(body, page.lang, {
      link(href) {
        const [target = '', anchor] = href.split('#')
        if (target === '' || target.startsWith('/')) return href
        const url = urls.get(posix.join(here, target))
        return url ? (anchor ? `${url}#${anchor}` : url) : null
      },
      image(source) {
        const file = join(folder, here, source)
        return relative(folder, file).startsWith('..') || !existsSync(file) ? null : file
      },
    })
    const lines = body.split('\n')
    for (const reference of broken) {
      const line =
        bodyLine +
        Math.max(
          0,
          lines.findIndex((text) => text.includes(reference)),
        )
      faults.push({ file: path, line, field: reference, expected: 'a file that exists' })
    }
    const url = manualPageUrl(page)
    const other = claimed.get(url)
    if (other)
      faults.push({
        file: path,
        line: 1,
        field: 'slug',
        expected: `an address of its own; ${other} has ${url}`,
      })
    claimed.set(url, path)
    return { ...page, ...rendered, url, file: join(folder, dirname(path), `${page.name}.${page.lang}.md`) }
  })
}

/** Images of public articles: their place in the public tree, and their file. */
export function mediaFiles({ pages }: Content): Map<string, string> {
  const files = pages.filter((page) => page.audience === 'public').flatMap((page) => page.images)
  return new Map(files.map((file) => [mediaUrl(file), file]))
}
