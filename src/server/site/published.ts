import { type Content, type Page, readContent } from './content.ts'

const folder = process.env.CONTENT_DIR ?? 'content'
let content: Promise<Content> | undefined

/** The content that the static pages are made of: read once in a build. */
export function published(): Promise<Content> {
  content ??= readContent(folder)
  return content
}

/** Public pages only: nothing else enters the static tree. */
export async function publicPages(): Promise<Page[]> {
  return (await published()).pages.filter((page) => page.audience === 'public')
}
