import { type Library, type PageView, pagesOf, pathOf } from '#domain/knowledge/index.ts'
import { langs } from '#i18n/index.ts'
import { sha256 } from '../content.ts'
import type { TextRecord } from '../render-content.ts'
import type { Frame } from '../site-settings.ts'
import { type PageTask, textsOf } from './making.ts'

export const errorStatuses: readonly number[] = [403, 404, 410, 413, 422, 429, 500, 503]

/** Every page of the public tree, with what it is made of: the same again needs no making. */
export type Plan = { tasks: PageTask[]; keys: Record<string, string> }

/**
 * @param library what a visitor may know of
 * @param before what the pages of the release before were made of, by the same code
 */
export function planPages(
  library: Library,
  records: ReadonlyMap<string, TextRecord>,
  frame: Frame,
  before: Readonly<Record<string, string>>,
): Plan {
  const keys: Record<string, string> = {}
  const tasks: PageTask[] = []
  const around = JSON.stringify(frame)
  function add(url: string, view: PageView | null): void {
    const texts = textsOf(view).map(({ id, original }) => records.get(pathOf({ id, lang: original }))?.key)
    const key = sha256(JSON.stringify([around, view, texts]))
    keys[url] = key
    if (before[url] !== key) tasks.push({ url, view })
  }
  for (const lang of langs) for (const status of errorStatuses) add(`/${lang}/errors/${status}/`, null)
  for (const [url, view] of pagesOf(library)) add(url, view())
  return { tasks, keys }
}
