import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Config, ConfigError, readConfig } from '#server/config.ts'
import type { Runtime } from '#server/runtime.ts'
import { keepSiteCurrent } from '#server/site/publish-apart.ts'

export const root: string = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

/** The checked configuration, or a stop with one sentence for each wrong value. */
export function configOrStop(changes: Record<string, string> = {}): Config {
  try {
    return readConfig({ ...process.env, ...changes }, root)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(2)
  }
}

/** A site as the content and the code are; without any to show, a stop with the reason. */
export async function siteOrStop(runtime: Runtime): Promise<void> {
  try {
    await keepSiteCurrent(runtime)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
    await runtime.close()
    process.exit(1)
  }
}
