import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { attempts } from '#db/schema/index.ts'
import type { Logger } from '#server/log.ts'
import { refusingWhenFull, unlessFull } from '#server/no-room.ts'
import { createWorld, type World } from '#tests/support/world.ts'

/** The database may grow no further. */
async function full(world: World) {
  const { write } = world.database
  // The least that it can be set to is what there is.
  await write(async (tx) => void (await tx.all(sql`pragma max_page_count = 1`)))
  const said: string[] = []
  const log = { error: (_: unknown, words: string) => said.push(words) } as unknown as Logger
  return { said, write: refusingWhenFull(write, log) }
}

const row = (key: string) => ({ key, points: 1, expiresAt: null })
const large = row('x'.repeat(1_000_000))

test('what does not fit is refused and logged; what fits is written', async () => {
  const world = await createWorld()
  const { said, write } = await full(world)
  const put = (each: typeof large) => write(async (tx) => void (await tx.insert(attempts).values(each)))
  await expect(put(large)).rejects.toMatchObject({ kind: 'conflict', code: 'no-room' })
  expect(said).toEqual(['the disk is full: nothing can be written'])
  await put(row('small'))
  expect((await world.database.reader.select().from(attempts)).map(({ key }) => key)).toEqual(['small'])
})

test('a write inside another one takes both back', async () => {
  const world = await createWorld()
  const { write } = await full(world)
  const outer = write(async (tx) => {
    await tx.insert(attempts).values(row('outer'))
    await write(async (inner) => void (await inner.insert(attempts).values(large)))
  })
  const beside = write(async (tx) => void (await tx.insert(attempts).values(row('beside'))))
  const [first, second] = await Promise.allSettled([outer, beside])
  expect(first).toMatchObject({ status: 'rejected', reason: { code: 'no-room' } })
  // Committed together, so taken back together, and said.
  expect(second).toMatchObject({ status: 'rejected', reason: { code: 'no-room' } })
  expect(await world.database.reader.select().from(attempts)).toEqual([])
  await write(async (tx) => void (await tx.insert(attempts).values(row('after'))))
})

test('a note that a request can do without is left out', async () => {
  const world = await createWorld()
  const { write } = await full(world)
  await unlessFull(write(async (tx) => void (await tx.insert(attempts).values(large))))
  await expect(unlessFull(Promise.reject(new Error('else')))).rejects.toThrow('else')
})
