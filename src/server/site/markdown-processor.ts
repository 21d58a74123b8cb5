import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroConfig } from 'astro'
import { renderPlain } from './markdown.ts'

/** markdown-it as Astro's Markdown engine: the same renderer as articles have. */
export function markdownIt(): AstroConfig['markdown']['processor'] {
  return {
    name: 'markdown-it',
    options: {},
    async createRenderer() {
      return {
        async render(content, options) {
          const folder = options?.fileURL ? dirname(fileURLToPath(options.fileURL)) : '.'
          const { html, headings } = renderPlain(content, folder)
          const frontmatter = options?.frontmatter ?? {}
          return {
            code: html,
            metadata: { headings, localImagePaths: [], remoteImagePaths: [], frontmatter },
          }
        },
      }
    },
  }
}
