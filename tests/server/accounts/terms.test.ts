import { describe, expect, it } from 'vitest'
import { defineContract, definePartnership, defineProduct } from '#domain/accounts/index.ts'
import { currentPromise, defineCalendar, defineLevel } from '#domain/sla/index.ts'
import { applyTerms, writeTerms } from '#server/accounts/terms.ts'
import { refusal } from '../../domain/tickets/support.ts'
import { createWorld, type World } from '../../support/world.ts'

const system = { kind: 'system', name: 'test' } as const

async function apply(world: World, text: string): ReturnType<typeof applyTerms> {
  return applyTerms(await world.as(system), 'terms.yaml', text)
}

async function eventTypes(world: World): Promise<unknown[]> {
  const { rows } = await world.database.client.execute('select type from events order by id')
  return rows.map(({ type }) => type)
}

describe('the terms of a house', () => {
  it('are written as they are read: applied again, nothing changes', async () => {
    const world = await createWorld()
    const yaml = await writeTerms(await world.as(system))
    expect(yaml).toContain('id: pt-office')
    expect(await apply(world, yaml)).toMatchObject({
      products: { new: 0, changed: 0, same: 2 },
      calendars: { same: 2 },
      levels: { same: 2 },
      contracts: { new: 0, changed: 0, same: 2 },
      partnerships: { same: 2 },
    })
    expect(await eventTypes(world)).toEqual([])
  })

  it('change what is promised from now on, and what may be fetched', async () => {
    const world = await createWorld()
    const yaml = await writeTerms(await world.as(system))
    const before = await currentPromise(await world.as('carla'), 'sao-bras', 'normal')
    const changed = yaml.replace(
      'firstResponse: 480\n        update: 1920',
      'firstResponse: 300\n        update: 1920',
    )
    expect(await apply(world, changed)).toMatchObject({ levels: { changed: 1, same: 1 } })
    const after = await currentPromise(await world.as('carla'), 'sao-bras', 'normal')
    expect([before?.levelVersion, before?.target.firstResponse]).toEqual([1, 480])
    expect([after?.levelVersion, after?.target.firstResponse]).toEqual([2, 300])

    const contract = {
      id: 'sao-bras-base',
      organisation: 'sao-bras',
      level: 'ouro',
      startsAt: '2024-07-01',
      products: [{ product: 'gestor', maintenanceEnd: '2027-06-30' }, { product: 'folha' }],
    }
    expect(await defineContract(await world.as('joao'), contract)).toBe('changed')
    expect(await defineContract(await world.as('joao'), contract)).toBe('same')
    expect(await defineContract(await world.as('joao'), { ...contract, suspended: true })).toBe('changed')
    expect(await currentPromise(await world.as('carla'), 'sao-bras', 'normal')).toBeNull()
    expect(await eventTypes(world)).toEqual(['service-level.defined', 'contract.defined', 'contract.defined'])
  })

  it('set up a house from nothing', async () => {
    const world = await createWorld()
    const applied = await apply(
      world,
      `products:
  - { id: arquivo, name: Arquivo }
calendars:
  - id: porto
    zone: Europe/Lisbon
    holidays: PT
    week: [{ day: 1, start: "09:00", end: "17:00" }]
    exceptions: [{ date: "2026-12-24", open: [] }]
levels:
  - id: prata
    name: Prata
    targets:
      critical: { calendar: porto, firstResponse: 30, update: 60, resolution: 240 }
      high: { calendar: porto, firstResponse: 60, update: null, resolution: null }
      normal: { calendar: porto, firstResponse: 60, update: null, resolution: null }
      low: { calendar: porto, firstResponse: null, update: null, resolution: null }
contracts:
  - { id: norte-prata, organisation: norte, level: prata, startsAt: "2026-01-01", products: [{ product: arquivo }] }
`,
    )
    for (const kind of ['products', 'calendars', 'levels', 'contracts'] as const) {
      expect(applied[kind]).toEqual({ new: 1, changed: 0, same: 0 })
    }
    expect((await currentPromise(await world.as('dora'), 'norte', 'critical'))?.target.resolution).toBe(240)
  })

  it('are refused with file, line and field, and then nothing is changed', async () => {
    const world = await createWorld()
    await expect(apply(world, 'products:\n  - { id: x, name: X }\n  - { id: Ç, nam: Y }\n')).rejects.toThrow(
      /^terms\.yaml:3: products\.1\.id: expected/,
    )
    await expect(
      apply(
        world,
        'products: [{ id: x, name: X }]\ncontracts:\n  - { id: c, organisation: nobody, level: none, startsAt: "2026-01-01", products: [{ product: y }] }\n',
      ),
    ).rejects.toMatchObject({
      kind: 'invalid',
      fields: ['organisation', 'level', 'products.0.product'].map((field) => ({
        field: `contracts.0.${field}`,
        code: 'unknown',
      })),
    })
    expect(await eventTypes(world)).toEqual([])
    expect(await world.database.client.execute("select * from products where id = 'x'")).toMatchObject({
      rows: [],
    })
    const level = { calendar: 'nenhum', firstResponse: 1, update: null, resolution: null }
    await expect(
      defineLevel(await world.as('joao'), {
        id: 'l',
        name: 'L',
        targets: { low: level, normal: level, high: level, critical: level },
      }),
    ).rejects.toMatchObject({ kind: 'invalid' })
    await expect(
      definePartnership(await world.as('joao'), { partner: 'vila-nova', organisation: 'sao-bras' }),
    ).rejects.toMatchObject({ fields: [{ field: 'partner', code: 'unknown' }] })
  })

  it('name a day of a calendar once, and say on which line it stands again', async () => {
    const world = await createWorld()
    const twice = apply(
      world,
      `calendars:
  - id: porto
    zone: Europe/Lisbon
    holidays: PT
    week: [{ day: 1, start: "09:00", end: "17:00" }]
    rules:
      - { date: "06-24" }
      - { easter: 1 }
      - { date: "06-24", open: [{ start: "09:00", end: "12:00" }] }
    exceptions:
      - { date: "2026-12-24", open: [] }
      - { date: "2026-12-24", open: [{ start: "09:00", end: "12:00" }] }
`,
    )
    await expect(twice).rejects.toThrow(
      [
        'terms.yaml:9: calendars.0.rules.2.date: expected a day that is not in the list already',
        'terms.yaml:12: calendars.0.exceptions.1.date: expected a day that is not in the list already',
      ].join('\n'),
    )
    expect(await eventTypes(world)).toEqual([])
  })

  it('are the supervisor’s and the administrator’s, products the administrator’s alone', async () => {
    const world = await createWorld()
    expect(await refusal(defineProduct(await world.as('helena'), {}))).toMatchObject({ kind: 'not-allowed' })
    for (const verb of [defineCalendar, defineLevel, defineContract, definePartnership]) {
      expect(await refusal(verb(await world.as('helena'), {}))).toMatchObject({ kind: 'invalid' })
    }
    for (const who of ['eva', 'ana', 'ines', { kind: 'visitor' }] as const) {
      const ctx = await world.as(who)
      for (const verb of [defineProduct, defineCalendar, defineLevel, defineContract, definePartnership]) {
        await expect(verb(ctx, {})).rejects.toMatchObject({ kind: 'not-allowed' })
      }
    }
  })
})
