import { existsSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { root, scriptOf } from './program.ts'

/**
 * What the threads run, in one file: five hundred small ones take a thread ten times longer to load, and every thread loads
 * its own. Made once for each fingerprint of the code, beside the program. @returns its path
 */
export async function workerScript(code: string): Promise<string> {
  const made = scriptOf(code)
  if (existsSync(made)) return made
  const { build } = await import('rolldown')
  const part = `${made}.${process.pid}.part`
  await build({
    input: join(root, 'src/server/site/publish/worker.ts'),
    platform: 'node',
    // They find files of their own beside themselves.
    external: ['pagefind', /^rolldown/],
    logLevel: 'warn',
    output: { file: part, format: 'esm', codeSplitting: false },
  })
  await rename(part, made)
  return made
}
