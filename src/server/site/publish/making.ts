import { threadId } from 'node:worker_threads'
import type { Article, PageView } from '#domain/knowledge/index.ts'
import type { Document } from '../content.ts'
import type { Place, Places } from '../pack.ts'
import { renderHere, type Text, type TextRecord } from '../render-content.ts'
import type { Frame } from '../site-settings.ts'
import type { Targets } from '../text.ts'
import { type LinkCheck, linkCheck, type PageProblem } from './check-page.ts'
import { createPack, type PackWriter } from './pack-writer.ts'
import { loadPress } from './press.ts'
import { leakIn, type Secrets } from './secrets.ts'
import { openTexts } from './texts.ts'
import { brotli, type Effort } from './write-file.ts'

/** Where texts are made from, and the private tree that they go to. */
export type TextsSetup = { folder: string; targets: Targets; release: string; out: string }
export type MadeText = { path: string; record: TextRecord; place: Place }

/** Makes what it is given, one chunk after the other; after the last it is told to end. */
export type Maker<Task, Made> = { make(tasks: readonly Task[]): Promise<Made[]>; end(): Promise<void> | void }

/** Each thread writes a pack of its own. */
function packOf({ out, release }: { out: string; release: string }): PackWriter {
  return createPack(out, `${release}-${threadId}`)
}

export function textMaker(setup: TextsSetup): Maker<Document, MadeText> {
  const pack = packOf(setup)
  return {
    async make(documents) {
      const places = new Map<string, Place>()
      const records = await renderHere(documents, setup, (path, text) => {
        places.set(path, pack.add(Buffer.from(JSON.stringify(text))))
      })
      return [...records].flatMap(([path, record]) => {
        const place = places.get(path)
        return place ? [{ path, record, place }] : []
      })
    },
    end: pack.close,
  }
}

export type PagesSetup = {
  /** Folder of the server program. */
  program: string
  frame: Frame
  release: string
  /** The private tree, where its texts lie by their paths, and the public one that pages go to. */
  hidden: string
  texts: Places
  out: string
  /** Every address of the public tree. */
  known: ReadonlySet<string>
  secrets: Secrets
  effort: Effort
}
/** `view`: null for an error page. */
export type PageTask = { url: string; view: PageView | null }
export type MadePage = { url: string; place: Place; br: boolean; problems: PageProblem[] }

/** The articles whose texts a page shows. */
export function textsOf(view: PageView | null): Article[] {
  if (view?.kind === 'article') return [view.article]
  if (view?.kind !== 'whole-manual') return []
  return view.sections.flatMap(({ pages }) => pages.map(({ article }) => article))
}

export async function pageMaker(setup: PagesSetup): Promise<Maker<PageTask, MadePage>> {
  const press = await loadPress(setup.program)
  const pack = packOf(setup)
  const texts = openTexts(setup.hidden, setup.texts)
  const dead = linkCheck(setup.frame.origin, setup.known)

  async function make({ url, view }: PageTask): Promise<MadePage> {
    const shown = Object.fromEntries(textsOf(view).map((article) => [article.url, texts.of(article)]))
    const html = await press(url, { ...setup.frame, view, texts: shown })
    const body = Buffer.from(html)
    const br = brotli(body, setup.effort)
    return {
      url,
      place: pack.add(br ?? body),
      br: br !== null,
      problems: problemsOf(url, html, shown, setup.secrets, dead),
    }
  }

  return {
    async make(tasks) {
      const made: MadePage[] = []
      for (const task of tasks) made.push(await make(task))
      return made
    },
    end() {
      pack.close()
      texts.close()
    },
  }
}

function problemsOf(
  url: string,
  html: string,
  shown: Readonly<Record<string, Text>>,
  secrets: Secrets,
  dead: LinkCheck,
): PageProblem[] {
  const own = Object.values(shown).flatMap(({ blocks }) => blocks)
  const leak = leakIn(html, true, secrets, own)
  return [
    ...dead(url, html).map((written) => ({ kind: 'link' as const, words: `${url} links to ${written}` })),
    ...(leak ? [{ kind: 'secret' as const, words: `${url} holds words of ${leak}` }] : []),
  ]
}
