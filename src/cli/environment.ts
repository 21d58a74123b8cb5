import { createServer } from 'node:net'
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

const cannotListen: Record<string, (config: Config) => string> = {
  EADDRINUSE: ({ host, port }) =>
    `PORT is ${port}, but another program listens there on ${host}: choose another.`,
  EACCES: ({ port }) => `PORT is ${port}, but this user may not listen there: choose one above 1023.`,
  EADDRNOTAVAIL: ({ host }) => `HOST is “${host}”, but this machine has no such address.`,
  ENOTFOUND: ({ host }) => `HOST is “${host}”, but there is no such host.`,
}

/** Tries the port before anything is built: a stop with one sentence when nobody could be served there. */
export async function portOrStop(config: Config): Promise<void> {
  const trial = createServer()
  try {
    await new Promise<void>((resolve, reject) => {
      trial.once('error', reject)
      trial.listen(config.port, config.host, resolve)
    })
    await new Promise((resolve) => trial.close(resolve))
  } catch (error) {
    const sentence = cannotListen[(error as NodeJS.ErrnoException).code ?? '']
    if (!sentence) throw error
    process.stderr.write(`${sentence(config)}\n`)
    process.exit(2)
  }
}
