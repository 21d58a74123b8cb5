import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { people } from '#db/schema/index.ts'
import { defineContract } from '#domain/accounts/index.ts'
import { chooseNotices, listTold } from '#domain/notices/index.ts'
import { acceptEula, defineEula, openingsAmong } from '#domain/releases/index.ts'
import { watched } from '#tests/support/watched.ts'
import { createWorld, type Name, tuesday, type World } from '#tests/support/world.ts'
import { day, deliverable, outbox, publish, system, told, turn, withdraw } from './support.ts'

const monday = Date.UTC(2026, 10, 30, 9)
const line = (facts: object = {}) => ({
  ...{ product: 'gestor', maintenanceEnd: '2026-06-30', graceDays: 0, channel: 'stable' as const },
  ...facts,
})
const held = { id: 'sao-bras-base', organisation: 'sao-bras', level: 'base', startsAt: '2024-01-01' }

/** São Brás and what came out before and after its maintenance ended; everybody wants to hear of everything. */
async function world(): Promise<World> {
  const made = await createWorld()
  for (const who of ['carla', 'dora', 'bruno'] as const) await choose(made, who, 'all')
  const plain = { kind: 'full', severity: null }
  await publish(made, '7.4.1', plain, Date.UTC(2026, 4, 1))
  await publish(made, '7.4.2', plain, Date.UTC(2026, 6, 1))
  await publish(made, '7.5.0', plain, Date.UTC(2026, 7, 1))
  await publish(made, '5.2.0', { ...plain, product: 'folha' }, Date.UTC(2026, 7, 1))
  await publish(made, '8.0.0-beta.1', { ...plain, channel: 'beta' }, Date.UTC(2026, 7, 2))
  // What was out before the portal told anybody of anything is no news.
  await turn(made)
  return made
}
const choose = async (made: World, who: Name, level: string): Promise<unknown> =>
  chooseNotices(await made.as(who), {
    choices: ['gestor', ...(who === 'carla' ? [] : ['folha'])].map((product) => ({
      ...{ product, level, atOnce: 'security' },
    })),
  })
async function extend(made: World, facts: object, lines = [line()], at = tuesday): Promise<void> {
  await defineContract(await made.as('helena', at), { ...held, products: lines, ...facts })
}
const textOf = async (made: World, who: Name): Promise<string> =>
  (await outbox(made))
    .filter(({ personId }) => personId === who)
    .map(({ text }) => text)
    .join('\n')

describe('a contract that opens releases is told of', () => {
  test('in the weekly letter, once, by the newest and how many older ones', async () => {
    const made = await world()
    await extend(made, {}, [line({ maintenanceEnd: '2027-06-30' })])
    await turn(made)
    expect(await told(made)).toEqual([])
    await turn(made, monday)
    const text = await textOf(made, 'carla')
    expect(text).toContain('Gestor 7.5.0: já pode transferir esta versão\nE mais uma versão anterior.')
    expect(text).toContain('o contrato de Hospital de São Brás inclui esta versão, com manutenção até')
    expect(text).toContain('https://portal.example/pt/updates/gestor')
    expect(text).not.toContain('7.4')
    expect(await textOf(made, 'dora')).toContain('Gestor 7.5.0: you can download this release now')
    expect(await textOf(made, 'bruno')).toBe('')
    expect(await deliverable(made, monday)).toEqual(['carla', 'dora'])
    await turn(made, monday + 7 * day)
    expect(await told(made)).toHaveLength(2)
    expect((await listTold(await made.as('carla'))).told).toMatchObject([
      { kind: 'contract', products: ['Gestor'], name: null },
    ])
  })

  test('also a new one, of several products, and a wider channel', async () => {
    const made = await world()
    await extend(made, { id: 'more' }, [
      line({ maintenanceEnd: null, channel: 'beta' }),
      line({ product: 'folha', maintenanceEnd: null }),
    ])
    await chooseNotices(await made.as('carla'), {
      choices: [{ product: 'folha', level: 'all', atOnce: 'security' }],
    })
    await turn(made, monday)
    const text = await textOf(made, 'carla')
    expect(text).toContain('Gestor 7.5.0 e 8.0.0-beta.1: já pode transferir estas versões')
    expect(text).toContain('Folha 5.2.0: já pode transferir esta versão')
    expect(await deliverable(made, monday)).toEqual(['carla', 'dora'])
  })

  test('not before it begins', async () => {
    const made = await world()
    const begins = '2026-12-10'
    await extend(made, { id: 'more', startsAt: begins }, [line({ maintenanceEnd: null })])
    await turn(made, monday)
    await turn(made, monday + 7 * day)
    expect(await told(made)).toEqual([])
    await turn(made, monday + 14 * day)
    expect(await textOf(made, 'carla')).toContain('Gestor 7.5.0: já pode')
  })

  test('to those who want security alone, of security fixes alone', async () => {
    const made = await createWorld()
    await publish(made, '5.1.1', { product: 'folha' }, Date.UTC(2026, 7, 1))
    await publish(made, '5.2.0', { product: 'folha', kind: 'full', severity: null }, Date.UTC(2026, 7, 2))
    await turn(made)
    await extend(made, {}, [line(), line({ product: 'folha', maintenanceEnd: null })])
    await turn(made, monday)
    expect(await textOf(made, 'dora')).toContain('Folha 5.1.1: you can download')
    expect(await textOf(made, 'dora')).not.toContain('5.2.0')
    expect(await textOf(made, 'carla')).toBe('')
  })

  test('of nothing where it opens nothing, was taken back, or the release is told of as new', async () => {
    const made = await world()
    await extend(made, { level: 'ouro' })
    await extend(made, {}, [line({ maintenanceEnd: '2027-06-30' })], tuesday + 1)
    await extend(made, {}, [line({ maintenanceEnd: '2025-06-30' })], tuesday + 2)
    await turn(made, monday)
    expect(await told(made)).toEqual([])
    const other = await world()
    await extend(other, {}, [line({ maintenanceEnd: '2027-06-30' })])
    await publish(other, '7.6.0', { kind: 'full', severity: null }, tuesday + day)
    await turn(other, monday)
    expect(await textOf(other, 'carla')).toContain('Gestor 7.6.0\n')
    expect(await textOf(other, 'carla')).not.toContain('já pode')
  })

  test('once where it was corrected within the week', async () => {
    const made = await world()
    await extend(made, {}, [line({ maintenanceEnd: '2026-07-15' })])
    await extend(made, {}, [line({ maintenanceEnd: '2027-06-30' })], tuesday + 1)
    await turn(made, monday)
    expect((await textOf(made, 'carla')).match(/já pode transferir/g)).toHaveLength(1)
    expect(await textOf(made, 'carla')).toContain('E mais uma versão anterior.')
  })

  test('once also where it was extended and its channel widened, or one of them is told of as new', async () => {
    const made = await world()
    await extend(made, {}, [line({ maintenanceEnd: '2027-06-30' })])
    await extend(made, {}, [line({ maintenanceEnd: '2027-06-30', channel: 'beta' })], tuesday + 1)
    await turn(made, monday)
    const text = await textOf(made, 'carla')
    expect(text).toContain('Gestor 7.5.0 e 8.0.0-beta.1: já pode transferir estas versões\nE mais uma versão')
    expect(text.match(/8\.0\.0-beta\.1/g)).toHaveLength(1)
    const other = await world()
    await extend(other, {}, [line({ maintenanceEnd: '2027-06-30', channel: 'beta' })])
    await publish(other, '7.6.0', { kind: 'full', severity: null }, tuesday + day)
    await turn(other, monday)
    expect(await textOf(other, 'carla')).toContain('Gestor 8.0.0-beta.1: já pode transferir esta versão\nPor')
  })

  test('also where the release that it was told by is withdrawn before the letter leaves', async () => {
    const made = await world()
    await extend(made, {}, [line({ maintenanceEnd: '2027-06-30' })])
    await publish(made, '7.6.0', { kind: 'full', severity: null }, tuesday + day)
    await turn(made, monday)
    await withdraw(made, '7.6.0', monday + 1)
    await deliverable(made, monday + 60_000)
    expect(await textOf(made, 'carla')).toContain('Gestor 7.5.0: já pode transferir esta versão')
    expect(await textOf(made, 'carla')).not.toContain('7.6.0')
  })

  test('to a partner by the end of each contract', async () => {
    const made = await world()
    await extend(made, {}, [line({ maintenanceEnd: '2027-06-30', channel: 'beta' })])
    await extend(made, { id: 'more', organisation: 'vila-nova' }, [
      line({ maintenanceEnd: '2027-12-31', channel: 'beta' }),
    ])
    await turn(made, monday)
    const text = await textOf(made, 'dora')
    expect(text).toMatch(/São Brás includes this release, with maintenance until 30 June 2027/)
    expect(text).toMatch(/Vila Nova includes this release, with maintenance until 31 December 2027/)
    // One that is news is told once for all, and so without a day that is not everybody’s.
    await publish(made, '7.6.0', { kind: 'full', severity: null }, monday + day)
    await turn(made, monday + 7 * day)
    const news = (await textOf(made, 'dora')).split('Gestor 7.6.0\n')[1] ?? ''
    expect(news).toMatch(/São Brás and .*Vila Nova/)
    expect(news).not.toContain('until')
  })

  test('by the licence that a partner accepted for itself, as it holds for what it fetches', async () => {
    const made = await world()
    await defineEula(await made.as('joao'), { product: 'gestor', pt: 'Use bem.', en: 'Use it well.' })
    await acceptEula(await made.as('dora'), { product: 'gestor', revision: 1 }, '192.0.2.9')
    await extend(made, {}, [line({ maintenanceEnd: '2027-06-30' })])
    await turn(made, monday)
    expect(await textOf(made, 'dora')).toContain('includes this release')
    expect(await textOf(made, 'dora')).not.toContain('licence terms')
    expect(await textOf(made, 'carla')).toContain('termos de licença')
  })
})

describe('what a contract opens is asked', () => {
  const change = {
    ...{ contractId: 'sao-bras-base', organisationId: 'sao-bras', at: tuesday },
    before: { none: false, lines: [line()] },
  }
  const extended = async (): Promise<World> => {
    const made = await world()
    await extend(made, {}, [line({ maintenanceEnd: '2027-06-30' })])
    return made
  }

  test('once for all people of an organisation, and for those who look after it', async () => {
    const made = await extended()
    const [carla, dora] = [await made.person('carla'), await made.person('dora')]
    const openings = await openingsAmong(await made.as(system), [carla, dora], [change])
    const opened = openings(carla, change)
    expect([...opened.values()].flat().map(({ release }) => release.version)).toEqual(['7.5.0', '7.4.2'])
    expect(openings({ ...carla, id: 'another' }, change)).toBe(opened)
    expect(openings(dora, change)).toEqual(opened)
    expect(openings({ ...dora, id: 'another' }, change)).toBe(openings(dora, change))
  })

  test('in as many queries for many people as for one', async () => {
    const counts: number[] = []
    for (const count of [1, 60]) {
      const made = await extended()
      const [carla] = await made.database.reader.select().from(people).where(eq(people.id, 'carla'))
      const many = Array.from({ length: count }, (_, n) => ({
        ...(carla as typeof people.$inferInsert),
        ...{ id: `m${n}`, email: `m${n}@demo.test`, role: 'customer-manager' as const },
      }))
      await made.database.write((tx) => tx.insert(people).values(many))
      const { db, queries } = watched(made)
      const asked = made.as
      await turn({ ...made, as: async (...who) => ({ ...(await asked(...who)), db }) }, monday)
      counts.push(queries.length)
    }
    expect(counts[0]).toBe(counts[1])
    expect(counts[0]).toBeGreaterThan(10)
  })
})
