import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Config, ConfigError, readConfig } from '#server/config.ts'

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
