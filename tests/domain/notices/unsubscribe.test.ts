import { describe, expect, test } from 'vitest'
import { events } from '#db/schema/index.ts'
import { defineContract, defineProduct } from '#domain/accounts/index.ts'
import { publishAdvisory, saveAdvisory } from '#domain/advisories/index.ts'
import {
  chooseNotices,
  listNotices,
  namesToUnsubscribe,
  noticesStoppedAt,
  unsubscribe,
} from '#domain/notices/index.ts'
import { createWorld, tuesday, type World } from '#tests/support/world.ts'
import { deliverable, outbox, publish, system, told, turn, unsubscribes } from './support.ts'

const levels = async (world: World): Promise<string[]> =>
  (await listNotices(await world.as('bruno'))).map(({ product, level }) => `${product.id}: ${level}`)

test('the address in a letter ends the notices of its product, and the event says whose', async () => {
  const world = await createWorld()
  await publish(world, '7.5.1')
  await turn(world)
  const token = (await outbox(world))[0]?.unsubscribe?.split('/').at(-1) ?? ''
  const of = unsubscribes.verify(token)
  expect(of).toEqual({ personId: 'bruno', noticeId: expect.any(Number) })
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

describe('that of the weekly letter', () => {
  const all = { personId: 'bruno', productIds: null }
  const contract = async (world: World): Promise<void> => {
    await defineProduct(await world.as('joao'), { id: 'arquivo', name: 'Arquivo' })
    await defineContract(await world.as('helena'), {
      ...{ id: 'later', organisation: 'vila-nova', level: 'ouro', startsAt: '2026-01-01' },
      products: [{ product: 'arquivo' }],
    })
  }

  test('ends all of them, also of what is contracted later, until one chooses again', async () => {
    const world = await createWorld()
    const ctx = await world.as(system)
    expect(await namesToUnsubscribe(ctx, all)).toBeNull()
    expect(await unsubscribe(ctx, all)).toBe('changed')
    expect(await unsubscribe(ctx, all)).toBe('same')
    expect(await noticesStoppedAt(await world.as('bruno'))).toBe(tuesday)
    const rows = await world.database.reader.select().from(events)
    expect(rows).toMatchObject([
      { type: 'notices.unsubscribed', organisationId: 'vila-nova', data: { personId: 'bruno' } },
    ])
    await contract(world)
    await publish(world, '1.0.1', { product: 'arquivo', severity: 'critical' })
    await publish(world, '7.5.1', { severity: 'critical' })
    await turn(world)
    expect((await told(world)).filter((each) => each.startsWith('bruno'))).toEqual([])

    await chooseNotices(await world.as('bruno'), { choices: [] })
    expect(await noticesStoppedAt(await world.as('bruno'))).toBeNull()
    await publish(world, '1.0.2', { product: 'arquivo' })
    await turn(world)
    expect((await told(world)).filter((each) => each.startsWith('bruno'))).toEqual([
      'bruno: Arquivo 1.0.2: Correção de segurança, gravidade alta',
    ])
  })

  test('stops also what was written and has not left', async () => {
    const world = await createWorld()
    await publish(world, '7.5.1')
    await turn(world)
    await unsubscribe(await world.as(system), all)
    expect(await deliverable(world, tuesday)).toEqual(['dora'])
  })
})

test('in the account one stops all, and chooses again with what was chosen before', async () => {
  const world = await createWorld()
  const bruno = await world.as('bruno')
  await chooseNotices(bruno, { choices: [{ product: 'folha', level: 'all', atOnce: 'critical' }] })
  expect(await chooseNotices(bruno, { of: 'none', choices: [] })).toBe('changed')
  expect(await chooseNotices(bruno, { of: 'none', choices: [] })).toBe('same')
  expect(await levels(world)).toEqual(['folha: all', 'gestor: security'])
  expect(await chooseNotices(bruno, { of: 'product', choices: [] })).toBe('changed')
  const types = (await world.database.reader.select().from(events)).map(({ type }) => type)
  expect(types).toEqual(['notices.chosen', 'notices.stopped', 'notices.resumed'])
  await expect(chooseNotices(bruno, { of: 'some', choices: [] })).rejects.toMatchObject({ kind: 'invalid' })
  await expect(chooseNotices(await world.as('eva'), { of: 'none', choices: [] })).rejects.toMatchObject({
    code: 'notices-not-yours',
  })
})

test('fits into a line, however many products the letter is about, and ends them all', async () => {
  const world = await createWorld()
  const ids = Array.from({ length: 50 }, (_, n) => `${'p'.repeat(60)}-${String(n).padStart(3, '0')}`)
  const joao = await world.as('joao')
  for (const id of ids) await defineProduct(joao, { id, name: id })
  await defineContract(joao, {
    ...{ id: 'many', organisation: 'vila-nova', level: 'ouro', startsAt: '2026-01-01' },
    products: ids.map((product) => ({ product })),
  })
  const both = (word: string) => ({ pt: word.repeat(12), en: word.repeat(12) })
  const { id } = await saveAdvisory(joao, {
    ...{ tlp: 'clear', severity: 'high', title: both('t'), summary: both('s'), workaround: both('w') },
    statements: ids.map((product) => ({ product, status: 'affected', affected: '*' })),
  })
  await publishAdvisory(joao, { id, revision: 1 })
  await turn(world)
  const [bruno] = await outbox(world)
  expect(bruno?.unsubscribe?.length).toBeLessThan(250)
  const of = unsubscribes.verify(bruno?.unsubscribe?.split('/').at(-1) ?? '')
  const ctx = await world.as(system)
  expect(await namesToUnsubscribe(ctx, of)).toHaveLength(50)
  await unsubscribe(ctx, of)
  expect((await levels(world)).filter((each) => each.endsWith(': none'))).toHaveLength(50)
  expect(await levels(world)).toContain('gestor: security')
})

test('addresses of letters that named their products still hold', async () => {
  const world = await createWorld()
  const of = unsubscribes.verify(unsubscribes.sign({ personId: 'bruno', productIds: ['gestor'] }))
  expect(await unsubscribe(await world.as(system), of)).toBe('changed')
  expect(await levels(world)).toEqual(['folha: security', 'gestor: none'])
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
  await expect(unsubscribe(ctx, { personId: 'bruno', noticeId: 1 })).rejects.toMatchObject({
    code: 'letter-not-found',
  })
  expect(() => unsubscribes.verify(`${'A'.repeat(5000)}.${signature}`)).toThrow('letter-not-found')
})
