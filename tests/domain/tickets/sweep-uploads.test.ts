import { utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { sweepContents, sweepUploads } from '#domain/tickets/index.ts'
import { tuesday } from '../../support/world.ts'
import { createDesk } from './support.ts'

const day = 86_400_000
const system = { kind: 'system', name: 'test' } as const

describe('sweeping files', () => {
  it('removes uploads that no message took within a week, and their contents', async () => {
    const desk = await createDesk()
    const abandoned = await desk.upload('ana', 'esquecido')
    const shared = await desk.upload('ana', 'igual')
    const taken = await desk.upload('bruno', 'igual')
    await desk.open('bruno', { uploads: [taken.id] })

    expect(await sweepUploads(await desk.as(system, tuesday + 6 * day))).toBe(0)
    expect(await sweepUploads(await desk.as(system, tuesday + 8 * day))).toBe(2)
    expect(await desk.files.has(abandoned.hash)).toBe(false)
    expect(await desk.files.has(shared.hash)).toBe(true)
    expect(await sweepUploads(await desk.as(system, tuesday + 8 * day))).toBe(0)
  })

  it('removes contents that nothing names, once they are a day old', async () => {
    const desk = await createDesk()
    const { hash: named } = await desk.upload('ana', 'com nome')
    const { hash: orphan } = await desk.files.put(Readable.from([Buffer.from('sem nome')]), 100)
    const { hash: fresh } = await desk.files.put(Readable.from([Buffer.from('acabado de chegar')]), 100)
    const old = (Date.now() - 2 * day) / 1000
    for (const hash of [named, orphan])
      await utimes(join(desk.folder, 'files', hash.slice(0, 2), hash), old, old)
    const listed = async function* () {
      for await (const { hash } of desk.files.list())
        yield { hash, storedAt: hash === fresh ? tuesday : tuesday - 2 * day }
    }
    expect(await sweepContents(await desk.as(system), listed())).toBe(1)
    expect(await Promise.all([named, orphan, fresh].map((hash) => desk.files.has(hash)))).toEqual([
      true,
      false,
      true,
    ])
    expect(await sweepContents(await desk.as(system, Date.now()), desk.files.list())).toBe(0)
  })
})
