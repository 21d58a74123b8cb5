import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Config } from '../config.ts'
import type { Fault } from './faults.ts'
import { root } from './publish/program.ts'
import type { Published } from './publish.ts'

/** What the process of a publish says, a line of JSON each: how far it is, then how it ended. */
export type Said =
  | { stage: string; done: number; total: number }
  | { published: Published | null }
  | { faults: Fault[] }
  | { failed: string }

export type Outcome = Exclude<Said, { stage: string }>
type Progress = (stage: string, done: number, total: number) => void

/**
 * Publishes in a process of its own: reading and compressing a whole site would hold up whoever is being served, and
 * leave its memory behind.
 */
export function publishApart(config: Config, progress: Progress): Promise<Outcome> {
  const program = join(root, 'src/cli/portal.ts')
  const env = {
    ...process.env,
    PUBLIC_URL: config.publicUrl.href,
    DATA_DIR: config.dataDir,
    CONTENT_DIR: config.contentDir,
    DATABASE_URL: config.databaseUrl,
    FILES_URL: config.filesUrl,
    S3_ENDPOINT: config.s3Endpoint,
    LOG_LEVEL: config.logLevel,
  }
  // Not as the server is run: its bounds for garbage cost a publish an eighth of its time.
  const args = ['--disable-warning=ExperimentalWarning', program, 'site', 'publish', '--for-server']
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] })
  const stop = (): void => void child.kill()
  process.once('exit', stop)
  let outcome: Outcome = { failed: 'The process that publishes was ended.' }
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (!line.startsWith('{')) return
    const said = JSON.parse(line) as Said
    if ('stage' in said) progress(said.stage, said.done, said.total)
    else outcome = said
  })
  return new Promise((done, failed) => {
    child.once('error', failed)
    child.once('close', () => {
      process.removeListener('exit', stop)
      done(outcome)
    })
  })
}
