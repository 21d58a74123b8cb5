import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { close, createIndex } from 'pagefind'
import type { SearchRow } from '#domain/knowledge/index.ts'
import type { RenderedContent } from '../render-content.ts'
import { addressOf, filesBelow, inParallel } from './files.ts'

/** Ready-made interfaces that we do not use. */
const unused = [
  'pagefind-ui.js',
  'pagefind-ui.css',
  'pagefind-modular-ui.js',
  'pagefind-modular-ui.css',
  'pagefind-component-ui.js',
  'pagefind-component-ui.css',
  'pagefind-highlight.js',
]

/** The browser's index of the public pages, one per language, into `pagefind/`. */
export async function indexPublicPages(folder: string): Promise<number> {
  const { index, errors } = await createIndex({ includeCharacters: '._-/' })
  if (!index) throw new Error(`The search index cannot be made: ${errors.join('; ')}`)
  let pages = 0
  try {
    const files = (await filesBelow(folder)).filter((path) => path.endsWith('.html'))
    await inParallel(files, 8, async (path) => {
      const content = await readFile(path, 'utf8')
      if (!content.includes('data-pagefind-body')) return
      const added = await index.addHTMLFile({ url: addressOf(folder, path), content })
      if (added.errors.length > 0) throw new Error(`${path} cannot be indexed: ${added.errors.join('; ')}`)
      pages += 1
    })
    const written = await index.writeFiles({ outputPath: join(folder, 'pagefind') })
    if (written.errors.length > 0)
      throw new Error(`The search index is not written: ${written.errors.join('; ')}`)
  } finally {
    await close()
  }
  for (const name of unused) await rm(join(folder, 'pagefind', name), { force: true })
  return pages
}

/** The server's index: the words of every article, whoever may read it. */
export function searchRows({ content, rendered }: RenderedContent): SearchRow[] {
  return content.library.articles.map((article) => {
    const { headings = [], blocks = [] } = rendered.get(article.url) ?? {}
    return { ...article, headings: headings.map(({ text }) => text).join(' · '), body: blocks.join(' ') }
  })
}
