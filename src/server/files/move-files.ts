import type { FileStore } from './store.ts'

export type Moved = {
  /** Copied now. */
  copied: number
  /** Were there already. */
  there: number
  /** Whose content no longer is what its name says; they stay where they are, and are not copied. */
  damaged: string[]
}

const largest = 6 * 1024 ** 3

/**
 * Copies every content from one store to another. What is there is not copied again, so a move that was cut short goes on
 * where it was. The copy's hash is taken while it is written: what is damaged in the source does not get a good name.
 * @param told after each content
 */
export async function moveFiles(
  from: FileStore,
  to: FileStore,
  told: (moved: Moved) => void = () => {},
): Promise<Moved> {
  const moved: Moved = { copied: 0, there: 0, damaged: [] }
  for await (const { hash } of from.list()) {
    if (await to.has(hash)) moved.there += 1
    else if ((await to.put(from.read(hash), largest)).hash === hash) moved.copied += 1
    else moved.damaged.push(hash)
    told(moved)
  }
  return moved
}

/** Removes from the source what the target has. @returns how many */
export async function removeMoved(from: FileStore, to: FileStore): Promise<number> {
  let removed = 0
  for await (const { hash } of from.list()) {
    if (!(await to.has(hash))) continue
    await from.remove(hash)
    removed += 1
  }
  return removed
}
