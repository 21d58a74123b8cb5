import { readFile } from 'node:fs/promises'
import type { Runtime } from '#server/runtime.ts'

/** Opens the portal's database and files; closed by `portal.ts` when the command ends. */
export type Open = () => Promise<Runtime>

/** Who changes what the command line changes. */
export const system = { kind: 'system', name: 'portal' } as const

/** Ends a command with exit code 1 and this sentence. */
export class Refused extends Error {
  override name = 'Refused'
}

/** Ends a command with exit code 2 and this sentence. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** Prints one result: a JSON document with `--json`, else the words. */
export function print(options: { json?: boolean }, value: unknown, words: string): void {
  process.stdout.write(`${options.json ? JSON.stringify(value) : words}\n`)
}

/** The content of a file that was named. @throws UsageError where there is none */
export function givenFile(path: string): Promise<Buffer> {
  return readFile(path).catch(() => {
    throw new UsageError(`There is no file ${path} to read.`)
  })
}
