import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

export const fixtureContent: string = join(import.meta.dirname, '../fixtures/content')

/** A copy of the small content of the tests, with some files written over it; gone when the test ends. */
export async function contentWith(files: Record<string, string> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'balcao-content-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await cp(fixtureContent, folder, { recursive: true })
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  return folder
}

/** A question's front matter; `null` leaves a field out. */
export function front(fields: Record<string, string | null> = {}): string {
  const all = {
    title: 'A question',
    description: 'What it answers.',
    audience: 'public',
    updated: '2026-09-30',
    ...fields,
  }
  const lines = Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]))
  return `---\n${lines.join('\n')}\n---\n`
}
