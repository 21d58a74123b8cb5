import { access, constants } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { sql } from 'drizzle-orm'
import type { Runtime } from '../runtime.ts'

async function checks(runtime: Runtime): Promise<Record<string, 'ok' | 'failed'>> {
  const entries = await Promise.all(
    Object.entries({
      database: () => runtime.database.reader.run(sql`select 1`),
      files: async () => {
        await access(runtime.config.dataDir, constants.W_OK)
        await runtime.files.check()
      },
      site: async () => {
        if (!runtime.site.release) throw new Error('no site release')
      },
      jobs: async () => {
        if (!runtime.jobsAlive()) throw new Error('jobs stand still')
      },
    }).map(async ([name, check]) => {
      const result = await Promise.resolve()
        .then(async () => void (await check()))
        .then(
          () => 'ok' as const,
          () => 'failed' as const,
        )
      return [name, result] as const
    }),
  )
  return Object.fromEntries(entries)
}

/** `/healthz`: the process answers. `/readyz`: database, files, site and jobs are in order; else 503. */
export function health(runtime: Runtime, pathname: string, res: ServerResponse): boolean {
  if (pathname !== '/healthz' && pathname !== '/readyz') return false
  const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }
  if (pathname === '/healthz') {
    res.writeHead(200, headers).end('{"status":"ok"}')
    return true
  }
  checks(runtime).then((result) => {
    const ready = Object.values(result).every((state) => state === 'ok')
    res
      .writeHead(ready ? 200 : 503, headers)
      .end(JSON.stringify({ status: ready ? 'ready' : 'not ready', checks: result }))
  })
  return true
}
