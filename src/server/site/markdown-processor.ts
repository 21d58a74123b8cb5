import type { AstroConfig } from 'astro'
import { renderArticle } from './markdown.ts'

/**
 * markdown-it as Astro's Markdown engine. Articles reach it through the loader of src/content.config.ts, which
 * resolves their references; a `.md` file that belongs to no article keeps its references as they are written.
 */
export function markdownIt(): AstroConfig['markdown']['processor'] {
  return {
    name: 'markdown-it',
    options: {},
    async createRenderer() {
      return {
        async render(content, options) {
          const frontmatter = options?.frontmatter ?? {}
          const { html, headings } = renderArticle(content, 'en', {
            url: '',
            link: (url) => ({ url }),
            image: () => ({ expected: 'an article' }),
          })
          return {
            code: html,
            metadata: { headings, localImagePaths: [], remoteImagePaths: [], frontmatter },
          }
        },
      }
    },
  }
}
