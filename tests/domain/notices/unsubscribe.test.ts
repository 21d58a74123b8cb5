import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { contractProducts, events, updateSubscriptions } from '#db/schema/index.ts'
import { chooseNotices, listNotices, namesToUnsubscribe, unsubscribe } from '#domain/notices/index.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { outbox, publish, system, told, turn, unsubscribes } from './support.ts'

const levels = async (world: World): Promise<string[]> =>
  (await listNotices(await world.as('bruno'))).map(({ product, level }) => `${product.id}: ${level}`)

test('the address in a letter ends the notices of its product, and the event says whose', async () => {
  const world = await createWorld()
  await publish(world, '7.5.1')
  await turn(world)
  const token = (await outbox(world))[0]?.unsubscribe?.split('/').at(-1) ?? ''
  const of = unsubscribes.verify(token)
  expect(of).toEqual({ personId: 'bruno', productIds: ['gestor'] })
  const ctx = await world.as(system)
  expect(await namesToUnsubscribe(ctx, of)).toEqual(['Gestor'])
  expect(await unsubscribe(ctx, of)).toBe('changed')
  expect(await unsubscribe(ctx, of)).toBe('same')
  expect(await levels(world)).toEqual(['folha: security', 'gestor: none'])
  const rows = await world.database.reader.select().from(events)
  expect(rows.at(-1)).toMatchObject({
    type: 'notices.unsubscribed',
    subject: 'product:gestor',
    organisationId: 'vila-nova',
    data: { personId: 'bruno' },
  })
  await publish(world, '7.5.2')
  await turn(world)
  expect((await told(world)).filter((each) => each.startsWith('bruno'))).toHaveLength(1)
})

test('that of the weekly letter ends all of them', async () => {
  const world = await createWorld()
  const ctx = await world.as(system)
  expect(await namesToUnsubscribe(ctx, { personId: 'bruno', productIds: null })).toBeNull()
  expect(await unsubscribe(ctx, { personId: 'bruno', productIds: null })).toBe('changed')
  expect(await levels(world)).toEqual(['folha: none', 'gestor: none'])
})

test('that of the weekly letter ends also what was chosen while a contract had the product', async () => {
  const world = await createWorld()
  await chooseNotices(await world.as('bruno'), {
    choices: [{ product: 'folha', level: 'all', atOnce: 'security' }],
  })
  await world.database.write((tx) =>
    tx.delete(contractProducts).where(eq(contractProducts.productId, 'folha')),
  )
  expect(await levels(world)).toEqual(['gestor: security'])
  await unsubscribe(await world.as(system), { personId: 'bruno', productIds: null })
  const rows = await world.database.reader.select().from(updateSubscriptions)
  expect(rows.map(({ productId, level }) => [productId, level])).toEqual([
    ['folha', 'none'],
    ['gestor', 'none'],
  ])
})

test('is refused without a signed address, of nobody, and by people', async () => {
  const world = await createWorld()
  const token = unsubscribes.sign({ personId: 'bruno', productIds: null })
  const [payload = '', signature = ''] = token.split('.')
  const other = Buffer.from(JSON.stringify(['ana', null])).toString('base64url')
  for (const forged of ['', payload, `${other}.${signature}`, `${payload}.${signature.slice(1)}A`])
    expect(() => unsubscribes.verify(forged)).toThrow('letter-not-found')
  const of = { personId: 'bruno', productIds: null }
  await expect(unsubscribe(await world.as('ana'), of)).rejects.toMatchObject({ code: 'system-only' })
  const ctx = await world.as(system)
  await expect(unsubscribe(ctx, { personId: '' })).rejects.toMatchObject({ kind: 'invalid' })
  await expect(namesToUnsubscribe(ctx, { ...of, personId: 'nobody' })).rejects.toMatchObject({
    kind: 'not-found',
  })
  expect(await unsubscribe(ctx, { personId: 'eva', productIds: null })).toBe('same')
})
