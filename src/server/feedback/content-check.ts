import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Config } from '../config.ts'
import type { Fault } from '../site/faults.ts'

/** What is wrong in the content; `checking`: not known yet; `failed`: it could not be found out. */
export type ContentFaults = readonly Fault[] | 'checking' | 'failed'

export type ContentCheck = {
  /** Waits a little for a check that is under way, rather than long. */
  faults(): Promise<ContentFaults>
}

const root = fileURLToPath(new URL('../../..', import.meta.url))
const lasts = 300_000
const patience = 3_000

/**
 * Checks the content when somebody asks, in a process of its own: rendering thousands of articles would hold up
 * whoever is being served.
 */
export function createContentCheck(config: Config, site: { readonly release: string | null }): ContentCheck {
  let last: { release: string | null; at: number; faults: readonly Fault[] | 'failed' } | null = null
  let running: Promise<void> | null = null

  async function check(): Promise<void> {
    const { release } = site
    const faults = await run(config).catch(() => 'failed' as const)
    last = { release, at: performance.now(), faults }
  }

  return {
    async faults() {
      const fresh = last?.release === site.release && performance.now() - (last?.at ?? 0) < lasts
      if (fresh && last) return last.faults
      running ??= check().finally(() => {
        running = null
      })
      await Promise.race([running, new Promise((resolve) => setTimeout(resolve, patience))])
      return last?.faults ?? 'checking'
    },
  }
}

function run(config: Config): Promise<Fault[]> {
  const args = [...process.execArgv, 'src/cli/portal.ts', 'content', 'check', '--json']
  const env = {
    ...process.env,
    CONTENT_DIR: config.contentDir,
    DATA_DIR: config.dataDir,
    DATABASE_URL: config.databaseUrl,
  }
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'ignore'] })
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
    })
    child.once('error', reject)
    child.once('close', () => {
      try {
        resolve((JSON.parse(text) as { faults: Fault[] }).faults)
      } catch (error) {
        reject(error)
      }
    })
  })
}
