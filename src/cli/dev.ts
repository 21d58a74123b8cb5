import { dev } from 'astro'
import { loadDemo } from '#server/demo/load.ts'
import { securityHeaders } from '#server/http/headers.ts'
import { createRuntime } from '#server/runtime.ts'
import { useContent } from '#server/site/publish.ts'
import { configOrStop, root } from './environment.ts'

const config = configOrStop()
const runtime = await createRuntime(config)
if (process.argv.includes('--demo'))
  await loadDemo(runtime)
  // src/middleware.ts finds the runtime here: Vite loads it, our entry is not in front.
;(globalThis as { [key: symbol]: unknown })[Symbol.for('balcao.runtime')] = runtime

await useContent(runtime)
process.env.PUBLIC_URL = config.publicUrl.href
process.env.CONTENT_DIR = config.contentDir
// Vite's own client needs inline styles and a socket, so the content policy is left to the built product.
const { 'Content-Security-Policy': _policy, ...headers } = securityHeaders(config.publicUrl)
const server = await dev({ root, server: { port: config.port, host: config.host, headers } })
process.once('SIGINT', () => {
  void server.stop().then(() => runtime.close().then(() => process.exit(0)))
})
