import { closeSync, openSync, readSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'

// A release holds thousands of small bodies (pages, texts, parts of the search). Each a file of its own would take longer
// to write, link and remove than to make, so they lie one behind the other in a few files that never change: packs.

/** Where a body lies: name of its pack, first byte, length in bytes. */
export type Place = readonly [pack: string, offset: number, length: number]
export type Places = Readonly<Record<string, Place>>

export function packFile(tree: string, name: string): string {
  return join(tree, 'packs', `${name}.pack`)
}

function torn(path: string): Error {
  return new Error(`${path} is shorter than it was made`)
}

/** One body. @param tree the folder that holds `packs` */
export async function readPlace(tree: string, [name, offset, length]: Place): Promise<Buffer> {
  const path = packFile(tree, name)
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, offset)
    if (bytesRead !== length) throw torn(path)
    return buffer
  } finally {
    await file.close()
  }
}

/** Reads many bodies, one after the other: each pack is opened once. */
export type PackReader = { read(place: Place): Buffer; close(): void }

export function openPacks(tree: string): PackReader {
  const files = new Map<string, number>()
  return {
    read([name, offset, length]) {
      const file = files.get(name) ?? openSync(packFile(tree, name), 'r')
      files.set(name, file)
      const body = Buffer.allocUnsafe(length)
      if (readSync(file, body, 0, length, offset) !== length) throw torn(packFile(tree, name))
      return body
    },
    close() {
      for (const file of files.values()) closeSync(file)
      files.clear()
    },
  }
}
