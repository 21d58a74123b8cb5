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
