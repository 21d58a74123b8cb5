import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Article, type PageView, parsePath } from '#domain/knowledge/index.ts'
import type { Document } from '../content.ts'
import { renderHere, type Text, type TextRecord } from '../render-content.ts'
import type { Frame } from '../site-settings.ts'
import { textPath } from '../source.ts'
import type { Targets } from '../text.ts'
import { deadLinks } from './check-page.ts'
import { loadPress } from './press.ts'
import { leakIn, type Secrets } from './secrets.ts'
import { type Effort, writePlain, writePublic } from './write-file.ts'

/** Where texts are made from, and the private folder that they go to. */
export type TextsSetup = { folder: string; targets: Targets; out: string }
export type MadeTexts = [path: string, record: TextRecord][]

export function textMaker({
  folder,
  targets,
  out,
}: TextsSetup): (documents: Document[]) => Promise<MadeTexts> {
  function keep(path: string, text: Text): void {
    const place = parsePath(path)
    if (!place) return
    const file = join(out, textPath({ id: place.id, original: place.lang }))
    writePlain(file, JSON.stringify(text))
  }
  return async (documents) => [...(await renderHere(documents, { folder, targets }, keep))]
}

export type PagesSetup = {
  /** Folder of the server program. */
  program: string
  frame: Frame
  /** Private folder with the texts, and the public tree that pages go to. */
  texts: string
  out: string
  /** Every address of the public tree. */
  known: ReadonlySet<string>
  secrets: Secrets
  effort: Effort
}
/** `view`: null for an error page. */
export type PageTask = { url: string; view: PageView | null }
/** What keeps a page from being published, in words. */
export type PageProblem = { kind: 'link' | 'secret'; words: string }

/** The articles whose texts a page shows. */
export function textsOf(view: PageView | null): Article[] {
  if (view?.kind === 'article') return [view.article]
  if (view?.kind !== 'whole-manual') return []
  return view.sections.flatMap(({ pages }) => pages.map(({ article }) => article))
}

export async function pageMaker(
  setup: PagesSetup,
): Promise<(tasks: readonly PageTask[]) => Promise<PageProblem[]>> {
  const { out, frame, effort } = setup
  const press = await loadPress(setup.program)

  async function make({ url, view }: PageTask): Promise<PageProblem[]> {
    const texts: Record<string, Text> = {}
    for (const article of textsOf(view)) {
      texts[article.url] = JSON.parse(readFileSync(join(setup.texts, textPath(article)), 'utf8')) as Text
    }
    const html = await press(url, { ...frame, view, texts })
    const folder = join(out, url)
    writePublic(join(folder, 'index.html'), Buffer.from(html), effort)
    const own = Object.values(texts).flatMap(({ blocks }) => blocks)
    const dead = deadLinks(url, html, frame.origin, setup.known)
    const leak = leakIn(html, true, setup.secrets, own)
    return [
      ...dead.map((written) => ({ kind: 'link' as const, words: `${url} links to ${written}` })),
      ...(leak ? [{ kind: 'secret' as const, words: `${url} holds words of ${leak}` }] : []),
    ]
  }

  return async (tasks) => {
    const problems: PageProblem[] = []
    for (const task of tasks) problems.push(...(await make(task)))
    return problems
  }
}
