import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Runtime } from '../runtime.ts'
import { root } from './publish/program.ts'
import { isCurrent } from './publish.ts'
import { onChange } from './watch.ts'

type Serving = Pick<Runtime, 'config' | 'log' | 'site' | 'database'>

/**
 * Publishes when the code or the content has changed, in a process of its own: reading and compressing a whole site
 * would hold up whoever is being served, and leave its memory behind. A fault in one article does not keep the portal
 * from serving the release that there is.
 * @throws Error when there is no release at all
 */
export async function keepSiteCurrent(runtime: Serving): Promise<void> {
  const { log, site } = runtime
  const current = await isCurrent(runtime)
  const published = current || (await publishApart(runtime))
  await site.refresh()
  if (published) return
  if (site.release === null) throw new Error('The site could not be published, for the reasons above.')
  log.error('the site was not published: the release before it stays')
}

/** Keeps the site as the content is. @returns stops watching */
export function watchContent(runtime: Serving): () => void {
  return onChange(runtime, () => keepSiteCurrent(runtime))
}

/** @returns whether it succeeded; its faults are on standard error */
function publishApart({ config }: Serving): Promise<boolean> {
  const program = join(root, 'src/cli/portal.ts')
  const env = {
    ...process.env,
    PUBLIC_URL: config.publicUrl.href,
    DATA_DIR: config.dataDir,
    CONTENT_DIR: config.contentDir,
    DATABASE_URL: config.databaseUrl,
    FILES_URL: config.filesUrl,
    LOG_LEVEL: config.logLevel,
  }
  const args = [...process.execArgv, program, 'site', 'publish', '--if-changed', '--quiet']
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] })
  const stop = (): void => void child.kill()
  process.once('exit', stop)
  return new Promise((done, failed) => {
    child.once('error', failed)
    child.once('exit', (code) => {
      process.removeListener('exit', stop)
      done(code === 0)
    })
  })
}
