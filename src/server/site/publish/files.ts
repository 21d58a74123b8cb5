import { readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

/** Every file below the folder, in order. */
export async function filesBelow(folder: string): Promise<string[]> {
  const items = await readdir(folder, { withFileTypes: true, recursive: true })
  return items
    .filter((item) => item.isFile())
    .map((item) => join(item.parentPath, item.name))
    .sort()
}

/** Address at which a file of the public tree is served. */
export function addressOf(folder: string, file: string): string {
  return `/${relative(folder, file).split(sep).join('/')}`.replace(/\/index\.html$/, '/')
}
