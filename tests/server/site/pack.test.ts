import { mkdtemp, readdir, rm, stat, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openPacks, type Place, type Places, packFile, readPlace } from '#server/site/pack.ts'
import { carryOn, createPack } from '#server/site/publish/pack-writer.ts'

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'balcao-pack-'))
  onTestFinished(() => rm(made, { recursive: true, force: true }))
  return made
}

function write(tree: string, name: string, bodies: Record<string, Buffer>): Record<string, Place> {
  const pack = createPack(tree, name)
  const places = Object.fromEntries(Object.entries(bodies).map(([key, body]) => [key, pack.add(body)]))
  pack.close()
  return places
}

function readAll(tree: string, places: Places): Record<string, string> {
  const packs = openPacks(tree)
  const read = Object.entries(places).map(([key, place]) => [key, packs.read(place).toString('latin1')])
  packs.close()
  return Object.fromEntries(read)
}

const large = (letter: string): Buffer => Buffer.alloc(700_000, letter)

describe('a pack', () => {
  it('gives back what was put in', async () => {
    const tree = await folder()
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 2000 }), { maxLength: 20 }), async (bodies) => {
        const pack = createPack(tree, `run-${run++}`)
        const places = bodies.map((body) => pack.add(Buffer.from(body)))
        pack.close()
        for (const [at, place] of places.entries())
          expect(await readPlace(tree, place)).toEqual(Buffer.from(bodies[at] ?? []))
      }),
      { numRuns: 30 },
    )
  })

  it('may be read while it is being written, once flushed', async () => {
    const tree = await folder()
    const pack = createPack(tree, 'one')
    const place = pack.add(Buffer.from('early'))
    pack.flush()
    pack.add(Buffer.from('late'))
    expect((await readPlace(tree, place)).toString()).toBe('early')
    pack.close()
  })

  it('is no file when nothing was put in', async () => {
    const tree = await folder()
    createPack(tree, 'none').close()
    expect(await readdir(tree)).toEqual([])
  })

  it('says that it is torn', async () => {
    const tree = await folder()
    const places = write(tree, 'one', { a: Buffer.from('abcdef') })
    await truncate(packFile(tree, 'one'), 3)
    await expect(readPlace(tree, places.a as Place)).rejects.toThrow('shorter than it was made')
    expect(() => openPacks(tree).read(places.a as Place)).toThrow('shorter than it was made')
  })
})

describe('carrying on', () => {
  it('links a large pack that is still wanted, and copies out of one that mostly is not', async () => {
    const [from, to] = [await folder(), await folder()]
    const wanted = {
      ...write(from, 'alive', { a: large('a'), b: large('b') }),
      ...write(from, 'small', { c: Buffer.from('c') }),
    }
    const dead = write(from, 'dead', { d: large('d'), e: large('e'), f: large('f') })
    const kept = { ...wanted, d: dead.d as Place }
    const carried = carryOn(kept, { from, to, name: 'next' })
    expect(readAll(to, carried)).toEqual(readAll(from, kept))
    expect(carried).toMatchObject({ a: wanted.a, b: wanted.b, c: ['next', 0, 1], d: ['next', 1, 700_000] })
    expect((await readdir(join(to, 'packs'))).sort()).toEqual(['alive.pack', 'next.pack'])
    expect((await stat(packFile(to, 'alive'))).ino).toBe((await stat(packFile(from, 'alive'))).ino)
  })

  it('leaves nothing of what is not wanted when it is told to', async () => {
    const [from, to] = [await folder(), await folder()]
    const places = write(from, 'one', { a: large('a'), b: large('b'), secret: Buffer.from('secret') })
    const carried = carryOn(
      { a: places.a as Place, b: places.b as Place },
      { from, to, name: 'next', anew: true },
    )
    expect(readAll(to, carried)).toEqual({ a: 'a'.repeat(700_000), b: 'b'.repeat(700_000) })
    expect(await readdir(join(to, 'packs'))).toEqual(['next.pack'])
    expect((await stat(packFile(to, 'next'))).size).toBe(1_400_000)
  })
})
