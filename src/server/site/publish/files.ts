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

/** Runs `work` over all, at most `width` at once. */
export async function inParallel<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const left = items[Symbol.iterator]()
  const worker = async (): Promise<void> => {
    for (const item of left) await work(item)
  }
  await Promise.all(Array.from({ length: width }, worker))
}
