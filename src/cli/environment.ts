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

/** Milliseconds: the system may hold the port of a portal that was killed a moment longer than the process. */
const patience = 4000

/** Tries the port before anything is built: a stop with one sentence when nobody could be served there. */
export async function portOrStop(config: Config): Promise<void> {
  const end = Date.now() + patience
  for (;;) {
    const error = await tried(config)
    if (!error) return
    if (error.code === 'EADDRINUSE' && Date.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 200))
      continue
    }
    const sentence = cannotListen[error.code ?? '']
    if (!sentence) throw error
    process.stderr.write(`${sentence(config)}\n`)
    process.exit(2)
  }
}

/** @returns what keeps anybody from listening there */
async function tried({ port, host }: Config): Promise<NodeJS.ErrnoException | null> {
  const trial = createServer()
  const error = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    trial.once('error', resolve)
    trial.listen(port, host, () => resolve(null))
  })
  if (!error) await new Promise((resolve) => trial.close(resolve))
  return error
}
