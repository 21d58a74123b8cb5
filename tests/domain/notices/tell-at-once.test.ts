import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import {
  contractProducts,
  contracts,
  events,
  notices,
  people,
  tickets,
  toldNotices,
} from '#db/schema/index.ts'
import { disableAccount } from '#domain/accounts/index.ts'
import { chooseNotices, gatherNotices, tellAtOnce } from '#domain/notices/index.ts'
import { changeRollout, defineEula, rolloutPlace } from '#domain/releases/index.ts'
import { ticketRow } from '#tests/support/tickets.ts'
import { watched } from '#tests/support/watched.ts'
import { createWorld, type Name, tuesday, type World } from '#tests/support/world.ts'
import { compose, day, outbox, publish, system, told, turn, withdraw } from './support.ts'

const choose = async (world: World, who: Name, level: string, atOnce = 'security') =>
  chooseNotices(await world.as(who), { choices: [{ product: 'gestor', level, atOnce }] })

describe('a security fix is told at once', () => {
  test('to those who answer for an installation, once, each in their language, with the reason', async () => {
    const world = await createWorld()
    await publish(world, '7.5.1', { cves: ['CVE-2026-41877'], fixes: ['SUP-1'] })
    await turn(world)
    await turn(world)
    expect(await told(world)).toEqual([
      'bruno: Gestor 7.5.1: Correção de segurança, gravidade alta',
      'dora: Gestor 7.5.1: Security fix, high severity',
    ])
    const [bruno, dora] = await outbox(world)
    expect(bruno).toMatchObject({ recipient: 'bruno@demo.test', template: 'notice', lang: 'pt' })
    expect(bruno?.text).toContain('Resolve: CVE-2026-41877.')
    expect(bruno?.text).toContain(
      'Porquê: as correções de segurança são para todos os que têm contrato, como Município de Vila Nova.',
    )
    expect(bruno?.text).toContain('https://portal.example/pt/updates/gestor#v7.5.1')
    expect(bruno?.text).toContain('https://portal.example/pt/account/notices')
    expect(bruno?.unsubscribe).toMatch(/^https:\/\/portal\.example\/pt\/notices\/stop\/[\w-]+\.[\w-]+$/)
    expect(bruno?.text).toContain(bruno?.unsubscribe)
    expect(bruno?.html).toContain('lang="pt"')
    expect(dora?.text).toContain('Hospital de São Brás and Município de Vila Nova')
  })

  test('to a customer who chose it, also after the end of maintenance, which it says', async () => {
    const world = await createWorld()
    await choose(world, 'carla', 'security')
    await publish(world, '7.5.1')
    await publish(world, '7.5.2', { kind: 'full' })
    await turn(world)
    const carla = (await outbox(world)).filter(({ personId }) => personId === 'carla')
    expect(carla.map(({ subject }) => subject)).toEqual([
      'Gestor 7.5.1: Correção de segurança, gravidade alta',
    ])
    expect(carla[0]?.text).toContain('também depois do fim da manutenção, em 30 de junho de 2026')
  })

  test('not to who wants nothing, or only what is critical, or may not sign in any more', async () => {
    const world = await createWorld()
    await choose(world, 'bruno', 'none')
    await choose(world, 'ana', 'security', 'critical')
    await disableAccount(await world.as('joao'), 'dora@demo.test')
    await publish(world, '7.5.1')
    await turn(world)
    expect(await told(world)).toEqual([])
    await publish(world, '7.5.2', { severity: 'critical' })
    await turn(world)
    expect(await told(world)).toEqual(['ana: Gestor 7.5.2: Correção de segurança, gravidade crítica'])
  })

  test('with what is left to do where the licence is not accepted', async () => {
    const world = await createWorld()
    await defineEula(await world.as('joao'), { product: 'gestor', pt: 'Os termos.', en: 'The terms.' })
    await publish(world, '7.5.1')
    await turn(world)
    const [bruno] = await outbox(world)
    expect(bruno?.text).toContain('falta aceitar os termos de licença (revisão 1)')
    expect(bruno?.text).toContain('/pt/updates/gestor/licence')
  })
})

test('a contract that is yet to begin hides none that holds', async () => {
  const world = await createWorld()
  await defineEula(await world.as('joao'), { product: 'gestor', pt: 'Os termos.', en: 'The terms.' })
  const [held] = await world.database.reader
    .select()
    .from(contracts)
    .where(eq(contracts.organisationId, 'vila-nova'))
  const next = { ...(held as typeof contracts.$inferSelect), id: 'next', startsAt: tuesday + 30 * day }
  const line = { contractId: 'next', productId: 'gestor', maintenanceEnd: null }
  await world.database.write(async (tx) => {
    await tx.insert(contracts).values(next)
    await tx.insert(contractProducts).values(line)
  })
  await publish(world, '7.5.1')
  await turn(world)
  expect((await outbox(world)).map(({ personId }) => personId)).toEqual(['bruno', 'dora'])
})

describe('nobody learns what is not theirs', () => {
  test('an embargo is kept to its minute, whatever else happens', async () => {
    const world = await createWorld()
    await publish(world, '7.6.0', { embargoUntil: tuesday + day })
    await turn(world, tuesday + day - 1)
    expect(await told(world)).toEqual([])
    await turn(world, tuesday + day)
    expect(await told(world)).toHaveLength(2)
  })

  test('one that is withdrawn under embargo is never told of', async () => {
    const world = await createWorld()
    await publish(world, '7.6.0', { embargoUntil: tuesday + day })
    await withdraw(world, '7.6.0')
    await turn(world, tuesday + day)
    await turn(world, tuesday + 8 * day)
    expect(await told(world)).toEqual([])
  })

  test('an exclusive release is for the organisations it names, and the partner that looks after them', async () => {
    const world = await createWorld()
    await choose(world, 'carla', 'all')
    await publish(world, '7.5.1', { organisations: ['sao-bras'] })
    await turn(world)
    expect((await outbox(world)).map(({ personId }) => personId)).toEqual(['carla', 'dora'])
    const dora = (await outbox(world))[1]
    expect(dora?.text).toContain('Hospital de São Brás')
    expect(dora?.text).not.toContain('Vila Nova')
  })

  test('tickets that it closes are named to those who may see them', async () => {
    const world = await createWorld()
    await choose(world, 'carla', 'security')
    await choose(world, 'ana', 'security')
    const rows = [
      { id: 1042, requesterId: 'bruno' },
      { id: 1043, requesterId: 'ana' },
    ]
    await world.database.write((tx) => tx.insert(tickets).values(rows.map(ticketRow)))
    await publish(world, '7.5.1', { fixes: ['SUP-1042', 'SUP-1043', 'SUP-9', 'intern 12'] })
    await turn(world)
    const named = (await outbox(world)).map(({ personId, text }) => [
      personId,
      text.match(/SUP-\d+/g)?.join(),
    ])
    expect(named).toEqual([
      ['ana', 'SUP-1043'],
      ['bruno', 'SUP-1042,SUP-1043'],
      ['carla', undefined],
      ['dora', 'SUP-1042,SUP-1043'],
    ])
    for (const { text } of await outbox(world)) expect(text).not.toMatch(/intern|SUP-9/)
  })

  test('what came out long ago is no news', async () => {
    const world = await createWorld()
    await publish(world, '7.5.1', {}, tuesday - 20 * day)
    await turn(world)
    expect(await told(world)).toEqual([])
  })
})

test('a fix that is withdrawn is told at once to those who could fetch it, and what replaces it to those who may know of that', async () => {
  const world = await createWorld()
  await choose(world, 'carla', 'security')
  await publish(world, '7.5.1')
  await turn(world)
  await publish(world, '7.5.2', { organisations: ['sao-bras'], kind: 'hotfix', severity: null })
  await withdraw(world, '7.5.1', tuesday + day)
  // As a version of the portal left it that let it be named.
  await world.database.client.execute("update releases set replacement = '7.5.2' where version = '7.5.1'")
  await turn(world, tuesday + day)
  const letters = (await outbox(world)).filter(({ subject }) => /retirada|withdrawn/.test(subject))
  expect(letters.map(({ personId, text }) => [personId, text.includes('7.5.2')])).toEqual([
    ['bruno', false],
    ['carla', true],
    ['dora', true],
  ])
  expect(letters[0]?.text).toContain('Perdia documentos.')
  expect(letters[0]?.text).toContain('Porquê: Município de Vila Nova podia transferir esta versão.')
})

test('a release in stages is told to each organisation when its turn comes', async () => {
  const world = await createWorld()
  await choose(world, 'bruno', 'all')
  await choose(world, 'dora', 'none')
  await publish(world, '7.5.5', { kind: 'hotfix', severity: 'critical', rolloutPercent: 0 })
  await turn(world)
  expect(await told(world)).toEqual([])
  const release = (await world.database.client.execute("select id from releases where version = '7.5.5'"))
    .rows[0]
  const place = rolloutPlace('vila-nova', String(release?.id))
  const percent = async (value: number) =>
    changeRollout(await world.as('joao'), { product: 'gestor', version: '7.5.5', percent: value })
  await percent(place + 1)
  await turn(world)
  expect(await told(world)).toEqual([
    'bruno: Gestor 7.5.5: chegou a vez da sua organização: Correção urgente, gravidade crítica',
  ])
  // Fewer and more again: nobody's turn comes twice.
  if (place > 0) await percent(0)
  await percent(100)
  await turn(world)
  expect(await told(world)).toHaveLength(1)
})

test('a page that fails is told whole the next time, and no one twice', async () => {
  const world = await createWorld()
  await publish(world, '7.5.1')
  let calls = 0
  const failing: typeof compose = (...args) => {
    if (++calls === 2) throw new Error('killed')
    return compose(...args)
  }
  await expect(turn(world, tuesday, failing)).rejects.toThrow('killed')
  expect(await world.database.reader.select().from(toldNotices)).toEqual([])
  expect(await told(world)).toEqual([])
  await turn(world)
  expect(await told(world)).toHaveLength(2)
})

test('thousands are told page by page, each once', async () => {
  const world = await createWorld()
  const [bruno] = await world.database.reader.select().from(people).where(eq(people.id, 'bruno'))
  const many = Array.from({ length: 450 }, (_, n) => {
    const id = `m${String(n).padStart(4, '0')}`
    return {
      ...bruno,
      id,
      email: `${id}@demo.test`,
      name: id,
      plainName: undefined,
    } as typeof people.$inferInsert
  })
  await world.database.write((tx) => tx.insert(people).values(many))
  await publish(world, '7.5.1')
  await turn(world)
  const rows = await outbox(world)
  expect(rows).toHaveLength(452)
  expect(new Set(rows.map(({ personId }) => personId)).size).toBe(452)
  expect(await world.database.reader.select().from(notices)).toMatchObject([{ doneAt: tuesday }])
})

test('is the system’s alone, and asks by index', async () => {
  const world = await createWorld()
  await expect(tellAtOnce(await world.as('joao'), async () => {})).rejects.toMatchObject({
    code: 'system-only',
  })
  expect(await world.database.reader.select().from(events)).toEqual([])
  await publish(world, '7.5.1')
  await gatherNotices(await world.as(system))
  const { db, plans } = watched(world)
  expect(await tellAtOnce({ ...(await world.as(system)), db }, async () => {})).toBe(true)
  const read = (await plans()).filter((plan) => /from "?(people|update_subscriptions|notices)"?/.test(plan))
  expect(read.join('\n')).toContain('update_subscriptions_product')
  expect(read.join('\n')).toContain('people_answering')
  expect(read.join('\n')).not.toMatch(/^SCAN (?!json_each)|TEMP/m)
})
