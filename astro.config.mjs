import node from '@astrojs/node'
import { defineConfig, passthroughImageService } from 'astro/config'

export default defineConfig({
  // Builds of different portals on one machine must not share what Astro remembers.
  cacheDir: process.env.SITE_CACHE_DIR ?? './node_modules/.astro',
  output: 'server',
  trailingSlash: 'ignore',
  // Pages are sent whole: what fails half-way becomes an error page instead of a torn one, and one write costs less.
  adapter: node({ mode: 'middleware', experimentalDisableStreaming: true }),
  // Every unsafe request is checked in src/middleware.ts, JSON included.
  security: { checkOrigin: false },
  // Articles are rendered by markdown-it, once, before any page is made of them: see src/server/site/markdown.ts.
  markdown: { syntaxHighlight: false },
  // Images are served as they are: no resizing endpoint, and none of its code in the server's program.
  image: { service: passthroughImageService() },
  build: { inlineStylesheets: 'never', format: 'directory', assets: '_assets' },
  devToolbar: { enabled: false },
  prefetch: false,
  vite: {
    build: { assetsInlineLimit: 0 },
    // A release folder may lie outside the project, where no node_modules is found. Not in development: Vite cannot
    // evaluate CommonJS packages itself.
    plugins: [{ name: 'balcao:bundle-all', apply: 'build', config: () => ({ ssr: { noExternal: true } }) }],
    server: { watch: { ignored: ['**/db/local/**'] } },
  },
})
