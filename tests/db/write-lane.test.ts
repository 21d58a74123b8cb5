import { expect, it } from 'vitest'
import { products } from '#db/schema/index.ts'
import { createWorld } from '../support/world.ts'

it('runs simultaneous writes one after the other, all of them', async () => {
  const { database } = await createWorld()
  const ids = Array.from({ length: 50 }, (_, i) => `p${i}`)
  await Promise.all(
    ids.map((id) => database.write((tx) => tx.insert(products).values({ id, name: id, createdAt: 0 }))),
  )
  expect(await database.reader.$count(products)).toBe(52)
})

it('runs a nested write inside the outer transaction, which undoes both when it fails', async () => {
  const { database } = await createWorld()
  const failing = database.write(async (tx) => {
    await tx.insert(products).values({ id: 'outer', name: 'outer', createdAt: 0 })
    await database.write((inner) =>
      inner.insert(products).values({ id: 'inner', name: 'inner', createdAt: 0 }),
    )
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(await database.reader.$count(products)).toBe(2)
})

it('goes on after a write that failed', async () => {
  const { database } = await createWorld()
  await expect(database.write(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  await database.write((tx) => tx.insert(products).values({ id: 'later', name: 'later', createdAt: 0 }))
  expect(await database.reader.$count(products)).toBe(3)
})

it('undoes a write that fails among others, and those alone', async () => {
  const { database } = await createWorld()
  const put = (id: string, fails = false): Promise<void> =>
    database.write(async (tx) => {
      await tx.insert(products).values({ id, name: id, createdAt: 0 })
      if (fails) throw new Error(`not ${id}`)
    })
  const results = await Promise.allSettled(Array.from({ length: 80 }, (_, at) => put(`p${at}`, at % 3 === 0)))
  expect(results.map(({ status }) => status === 'rejected')).toEqual(
    Array.from({ length: 80 }, (_, at) => at % 3 === 0),
  )
  expect(await database.reader.$count(products)).toBe(2 + 53)
})

it('lets a write among others see those before it, and answers none before all are kept', async () => {
  const { database } = await createWorld()
  const seen: number[] = []
  const writes = Array.from({ length: 5 }, (_, at) =>
    database.write(async (tx) => {
      await tx.insert(products).values({ id: `p${at}`, name: 'x', createdAt: 0 })
      seen.push(await tx.$count(products))
    }),
  )
  await Promise.race(writes)
  expect(await database.reader.$count(products)).toBe(7)
  expect(seen).toEqual([3, 4, 5, 6, 7])
  await Promise.all(writes)
  await database.idle()
})
