import { randomUUID } from 'node:crypto'
import { dev } from 'astro'
import { loadDemo } from '#server/demo/load.ts'
import { downloads } from '#server/http/downloads.ts'
import { securityHeaders } from '#server/http/headers.ts'
import { createRuntime } from '#server/runtime.ts'
import { useContent } from '#server/site/use-content.ts'
import { configOrStop, root } from './environment.ts'

const config = configOrStop()
const runtime = await createRuntime(config)
if (process.argv.includes('--demo'))
  await loadDemo(runtime)
  // src/middleware.ts finds the runtime here: Vite loads it, our entry is not in front.
;(globalThis as { [key: symbol]: unknown })[Symbol.for('balcao.runtime')] = runtime

// Vite's own client needs inline styles and a socket, so the content policy is left to the built product.
const { 'Content-Security-Policy': _policy, ...headers } = securityHeaders(config.publicUrl)
const download = downloads(runtime)
// What our entry answers before Astro in the built product.
const entry = {
  name: 'balcao:entry',
  async configureServer({ middlewares, ws }: import('vite').ViteDevServer): Promise<void> {
    await useContent(runtime, () => ws.send({ type: 'full-reload' }))
    middlewares.use((req, res, next) => {
      const pathname = (req.url ?? '/').replace(/[?#].*/s, '')
      const moved = runtime.site.redirect(pathname)
      if (moved) return void res.writeHead(302, { Location: moved }).end()
      const call = { pathname, requestId: randomUUID(), clientAddress: req.socket.remoteAddress ?? '' }
      Promise.resolve(download(req, res, call)).then((answered) => answered || next(), next)
    })
  },
}
const server = await dev({
  root,
  server: { port: config.port, host: config.host, headers },
  vite: { plugins: [entry] },
})
process.once('SIGINT', () => {
  void server.stop().then(() => runtime.close().then(() => process.exit(0)))
})
