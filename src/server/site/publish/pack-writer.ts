import { closeSync, fsyncSync, mkdirSync, openSync, statSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Listing } from '../../http/static-files.ts'
import { openPacks, type Place, type Places, packFile } from '../pack.ts'
import { linkPublic } from './write-file.ts'

/** Bodies may be read once `flush` has been called. */
export type PackWriter = { add(body: Buffer): Place; flush(): void; close(): void }

const together = 1024 * 1024

/** A pack to be; there is no file before something is written. @param tree the folder that holds `packs` */
export function createPack(tree: string, name: string): PackWriter {
  const path = packFile(tree, name)
  let file: number | null = null
  let waiting: Buffer[] = []
  let held = 0
  let end = 0

  function flush(): void {
    if (waiting.length === 0) return
    if (file === null) {
      mkdirSync(dirname(path), { recursive: true })
      file = openSync(path, 'wx')
    }
    const bodies = Buffer.concat(waiting)
    for (let from = 0; from < bodies.length; ) from += writeSync(file, bodies, from)
    waiting = []
    held = 0
  }

  return {
    flush,
    add(body) {
      const place: Place = [name, end, body.length]
      end += body.length
      waiting.push(body)
      held += body.length
      if (held >= together) flush()
      return place
    },
    close() {
      try {
        flush()
        if (file !== null) fsyncSync(file)
      } finally {
        if (file !== null) closeSync(file)
        file = null
      }
    },
  }
}

export type CarryOn = {
  /** Trees of the release before and of the new one. */
  from: string
  to: string
  /** Of the pack that takes what is copied. */
  name: string
  /** Copies everything, so that nothing stays behind of what is not carried on. */
  anew?: boolean
}

/**
 * Brings bodies of the release before into the new one: a large pack of which most is still wanted as it is, by a link; of
 * the others what is wanted is copied, so that there are never many.
 */
export function carryOn(wanted: Places, { from, to, name, anew = false }: CarryOn): Places {
  const alive = new Map<string, number>()
  for (const [pack, , length] of Object.values(wanted)) alive.set(pack, (alive.get(pack) ?? 0) + length)
  const linked = new Set<string>()
  for (const [pack, bytes] of alive) {
    if (anew || bytes < together || bytes < statSync(packFile(from, pack)).size / 2) continue
    linkPublic(packFile(from, pack), packFile(to, pack))
    linked.add(pack)
  }
  const packs = openPacks(from)
  const copies = createPack(to, name)
  try {
    return Object.fromEntries(
      Object.entries(wanted).map(([key, place]) => [
        key,
        linked.has(place[0]) ? place : copies.add(packs.read(place)),
      ]),
    )
  } finally {
    copies.close()
    packs.close()
  }
}

/** Those of a listing's packed bodies that are wanted, brought into the new release. */
export function carryListing(listing: Listing, wanted: (address: string) => boolean, by: CarryOn): Listing {
  const places: Record<string, Place> = {}
  for (const [address, { at }] of Object.entries(listing)) if (at && wanted(address)) places[address] = at
  const carried: Listing = {}
  for (const [address, at] of Object.entries(carryOn(places, by))) {
    const listed = listing[address]
    if (listed) carried[address] = { ...listed, at }
  }
  return carried
}
