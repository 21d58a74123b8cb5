import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { KnownFiles } from '../content.ts'

/** What the last publish read, if by the same code. */
export async function readKnown(folder: string, code: string): Promise<KnownFiles | null> {
  const text = await readFile(join(folder, 'read.json'), 'utf8').catch(() => null)
  const held = text === null ? null : (JSON.parse(text) as { code: string; known: KnownFiles })
  return held?.code === code ? held.known : null
}

export async function writeKnown(folder: string, code: string, known: KnownFiles): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'read.json.part'), JSON.stringify({ code, known }))
  await rename(join(folder, 'read.json.part'), join(folder, 'read.json'))
}
