import { resolve } from 'node:path'
import type { Loader, LoaderContext } from 'astro/loaders'
import type { Article } from '#domain/knowledge/index.ts'
import { type Content, readContent } from './content.ts'
import { formatFault } from './faults.ts'
import { type RenderedContent, renderContent } from './render-content.ts'

/** The child process of a publish is told where the content is; elsewhere the configuration's default holds. */
const folder = resolve(process.env.CONTENT_DIR || 'content')
let reading: Promise<RenderedContent> | null = null

function read(): Promise<RenderedContent> {
  reading ??= readContent(folder).then((content: Content) => renderContent(content))
  return reading
}

/**
 * The public articles of one kind for Astro, from the same reader that checks and publishes the content.
 * Restricted ones never enter the store that static pages are made from.
 */
export function articles(kind: Article['kind']): Loader {
  return {
    name: `balcao-${kind}`,
    load: (context) =>
      follow(context, async ({ content, rendered, faults }) => {
        if (kind === 'faq') for (const fault of faults) context.logger.warn(formatFault(fault))
        for (const article of content.library.articles) {
          if (article.kind !== kind || article.audience !== 'public') continue
          const { html, headings } = rendered.get(article.url) ?? { html: '', headings: [] }
          const digest = context.generateDigest({ ...article, html })
          const metadata = { headings, imagePaths: [], frontmatter: {} }
          context.store.set({
            id: `${article.lang}/${article.id}`,
            data: article,
            digest,
            rendered: { html, metadata },
          })
        }
      }),
  }
}

/** Products, categories, manuals and the site's own words, as one entry. */
export function settings(): Loader {
  return {
    name: 'balcao-settings',
    load: (context) =>
      follow(context, async ({ content }) => {
        const { site, products, categories, manuals } = content.library
        context.store.set({ id: 'all', data: { site, products, categories, manuals } })
      }),
  }
}

async function follow(context: LoaderContext, fill: (made: RenderedContent) => Promise<void>): Promise<void> {
  async function load(): Promise<void> {
    const made = await read()
    context.store.clear()
    await fill(made)
  }
  await load()
  const { watcher } = context
  watcher?.add(folder)
  watcher?.on('all', (_event, path) => {
    if (!path.startsWith(folder)) return
    reading = null
    load().catch((error) => context.logger.error(String(error)))
  })
}
