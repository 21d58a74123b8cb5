import type { Folder } from '#domain/editing/index.ts'
import { type Place, pathOf } from '#domain/knowledge/index.ts'
import type { Context } from '#domain/shared/index.ts'
import type { Lang } from '#i18n/index.ts'
import type { Runtime } from '../runtime.ts'
import { type CheckedText, checkText } from '../site/check-text.ts'
import { contentFolder } from './folder.ts'
import { readShelf } from './shelf.ts'

/** What the forms of editing work with. */
export type Desk = {
  runtime: Runtime
  ctx: Context
  folder: Folder
  /** Name of the house's time zone. */
  zone: string
  /** Language of the interface. */
  lang: Lang
}

export function deskOf(runtime: Runtime, ctx: Context, lang: Lang): Desk {
  const { zone } = runtime.site.catalogue.settings.site
  return { runtime, ctx, folder: contentFolder(runtime), zone, lang }
}

export type Request = { request: globalThis.Request; url: URL; params: Record<string, string | undefined> }

/** The text checked and rendered, with images of the content folder that no release may hold yet. */
export async function looked(desk: Desk, path: string, text: string): Promise<CheckedText> {
  const imageUrl = (image: string): string => `/${desk.lang}/desk/articles/media/${image}`
  return checkText(await readShelf(desk.runtime.config.contentDir, false), path, text, { imageUrl })
}

/** The editor of an article. */
export function editUrl(lang: Lang, { id, lang: of }: Pick<Place, 'id' | 'lang'>): string {
  return `/${lang}/desk/articles/edit/${id}?lang=${of}`
}

/** What may just have been done, as the address says. */
export const saids = [
  'saved',
  'merged',
  'published',
  'archived',
  'asked',
  'given-back',
  'scheduled',
  'unscheduled',
  'discarded',
  'restored',
  'begun',
] as const

/** Where the browser goes after a deed: back to the article, or to the list when a draft that was all of it is gone. */
export async function afterDeed(
  { folder, lang }: Desk,
  place: Place,
  done: string,
  page: 'edit' | 'translate',
): Promise<string> {
  const gone = done === 'discarded' && (await folder.read(pathOf(place))) === null
  if (gone) return `/${lang}/desk/articles`
  return `/${lang}/desk/articles/${page}/${place.id}?lang=${place.lang}&${done}`
}
