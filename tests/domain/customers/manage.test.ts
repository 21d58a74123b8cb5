import { describe, expect, it } from 'vitest'
import { createOrganisation } from '#domain/accounts/index.ts'
import {
  getCustomer,
  listCustomers,
  listInstalled,
  recordInstalled,
  removeInstalled,
} from '#domain/customers/index.ts'
import { listEvents, listEventTypes } from '#domain/events/index.ts'
import { createWorld } from '../../support/world.ts'
import { refusal } from '../tickets/support.ts'

const names = (page: { items: { name: string }[] }): string[] => page.items.map(({ name }) => name)

describe('the list of customers', () => {
  it('finds by part of a name without accents, and narrows by kind, level and maintenance', async () => {
    const world = await createWorld()
    const eva = await world.as('eva')
    expect(names(await listCustomers(eva, { q: 'MUNICIPIO' }))).toEqual(['Município de Vila Nova'])
    expect(names(await listCustomers(eva, { q: 'são' }))).toEqual(['Hospital de São Brás'])
    expect(names(await listCustomers(eva, { q: '%' }))).toEqual([])
    expect(names(await listCustomers(eva, { kind: 'partner' }))).toEqual(['Norte Sistemas'])
    expect(names(await listCustomers(eva, { level: 'ouro' }))).toEqual(['Município de Vila Nova'])
    expect(names(await listCustomers(eva, { level: 'none', kind: 'partner' }))).toEqual(['Norte Sistemas'])
    expect(await listCustomers(eva, { maintenance: 'ended' })).toMatchObject({
      items: [{ id: 'sao-bras', level: 'Base', people: 1, maintenanceEnded: true }],
    })
  })

  it('goes on where a page ended, also among equal names', async () => {
    const world = await createWorld()
    const system = await world.as({ kind: 'system', name: 'test' })
    await system.write(async () => {
      for (let n = 0; n < 120; n++)
        await createOrganisation(system, {
          id: `o-${n}`,
          name: n % 2 ? 'Ângulo' : 'angulo',
          kind: 'customer',
        })
    })
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listCustomers(await world.as('eva'), { q: 'ANGULO', ...(cursor ? { cursor } : {}) })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.next ?? undefined
    } while (cursor)
    expect(new Set(seen).size).toBe(120)
    expect(seen.length).toBe(120)
  })

  it('is the desk’s', async () => {
    const world = await createWorld()
    for (const who of ['ana', 'dora', 'ines'] as const) {
      expect(await refusal(listCustomers(await world.as(who), {}))).toMatchObject({ code: 'desk-only' })
    }
  })
})

describe('installed versions', () => {
  const input = { organisation: 'vila-nova', product: 'gestor', environment: 'production', version: '7.4.1' }

  it('are one for each product and environment, with a record of what was before', async () => {
    const world = await createWorld()
    const eva = await world.as('eva')
    expect(await recordInstalled(eva, input)).toBe('new')
    expect(await recordInstalled(eva, input)).toBe('same')
    expect(await recordInstalled(eva, { ...input, version: '7.4.2', since: '2026-11-01' })).toBe('changed')
    await recordInstalled(eva, { ...input, environment: 'test', version: '7.5.0' })
    const { installed } = await getCustomer(eva, 'vila-nova')
    expect(installed).toMatchObject([
      { environment: 'production', version: '7.4.2', since: '2026-11-01', recordedBy: 'Eva Marques' },
      { environment: 'test', version: '7.5.0', since: null },
    ])
    await removeInstalled(eva, { organisation: 'vila-nova', id: installed[1]?.id })
    expect(
      await refusal(removeInstalled(eva, { organisation: 'sao-bras', id: installed[0]?.id })),
    ).toMatchObject({
      kind: 'not-found',
    })
    const { items } = await listEvents(eva, { organisation: 'vila-nova' })
    expect(items.map(({ type, data }) => [type, data.version, data.before])).toEqual([
      ['installed-version.removed', '7.5.0', undefined],
      ['installed-version.recorded', '7.5.0', null],
      ['installed-version.recorded', '7.4.2', '7.4.1'],
      ['installed-version.recorded', '7.4.1', null],
    ])
  })

  it('are recorded by managers for their organisation and by partners for those they look after', async () => {
    const world = await createWorld()
    expect(await recordInstalled(await world.as('bruno'), input)).toBe('new')
    expect(await recordInstalled(await world.as('dora'), { ...input, version: '7.5.0' })).toBe('changed')
    const [held] = await listInstalled(await world.as('ana'))
    expect(held).toMatchObject({ organisationId: 'vila-nova', version: '7.5.0', recordedBy: 'Dora Pacheco' })
    expect(await listInstalled(await world.as('dora'), { organisation: 'sao-bras' })).toEqual([])
    expect(await listInstalled(await world.as('eva'), { as: 'vila-nova' })).toEqual([held])
    const elsewhere = { ...input, organisation: 'sao-bras' }
    expect(await refusal(recordInstalled(await world.as('bruno'), elsewhere))).toMatchObject({
      kind: 'not-found',
    })
    const removal = { organisation: 'vila-nova', id: held?.id }
    expect(await refusal(removeInstalled(await world.as('ana'), removal))).toMatchObject({
      kind: 'not-allowed',
    })
    expect(await refusal(removeInstalled(await world.as('carla'), removal))).toMatchObject({
      kind: 'not-found',
    })
    await removeInstalled(await world.as('bruno'), removal)
    expect(await listInstalled(await world.as('bruno'))).toEqual([])
  })

  it('are refused to strangers, and where something is wrong', async () => {
    const world = await createWorld()
    expect(await refusal(recordInstalled(await world.as('ana'), input))).toMatchObject({
      kind: 'not-allowed',
    })
    const eva = await world.as('eva')
    expect(await refusal(recordInstalled(eva, { ...input, organisation: 'none' }))).toMatchObject({
      kind: 'not-found',
    })
    expect(await refusal(recordInstalled(eva, { ...input, product: 'none' }))).toMatchObject({
      fields: ['product: unknown'],
    })
    expect(
      await refusal(recordInstalled(eva, { ...input, version: '=1', environment: 'x', since: 'ontem' })),
    ).toMatchObject({
      fields: ['environment: invalid', 'version: not-a-version', 'since: invalid'],
    })
  })

  it('are versions that can be compared with those that come out', async () => {
    const world = await createWorld()
    const bruno = await world.as('bruno')
    for (const version of ['7.4.1.2.3', '99999999999999999999.0.0', 'abc']) {
      expect(await refusal(recordInstalled(bruno, { ...input, version })), version).toMatchObject({
        fields: ['version: not-a-version'],
      })
    }
    await recordInstalled(bruno, { ...input, version: 'v7.4' })
    expect(await listInstalled(bruno)).toMatchObject([{ version: '7.4' }])
  })
})

describe('the audit', () => {
  it('is the administrators’; the desk sees one organisation’s history', async () => {
    const world = await createWorld()
    const joao = await world.as('joao')
    await createOrganisation(joao, { id: 'nova', name: 'Nova', kind: 'customer' })
    await recordInstalled(await world.as('eva'), {
      organisation: 'nova',
      product: 'folha',
      environment: 'test',
      version: '5.2',
    })
    expect(await listEventTypes(joao)).toEqual(['installed-version.recorded', 'organisation.created'])
    const types = async (filter: object): Promise<string[]> =>
      (await listEvents(joao, filter)).items.map(({ type }) => type)
    expect(await types({ actor: 'eva' })).toEqual(['installed-version.recorded'])
    expect(await types({ type: 'organisation.created' })).toEqual(['organisation.created'])
    expect(await types({ subject: 'product:folha' })).toEqual(['installed-version.recorded'])
    expect(await types({ from: '2026-11-24', until: '2026-11-24' })).toHaveLength(2)
    expect(await types({ from: '2026-11-25' })).toEqual([])
    expect(await types({ until: '2026-11-23' })).toEqual([])
    const first = await listEvents(joao, {}, 1)
    expect(first.items).toMatchObject([
      { type: 'installed-version.recorded', organisation: { name: 'Nova' }, actor: { name: 'Eva Marques' } },
    ])
    expect((await listEvents(joao, { cursor: first.next }, 1)).items).toMatchObject([
      { type: 'organisation.created' },
    ])
    for (const who of ['eva', 'helena', 'ana'] as const) {
      expect(await refusal(listEvents(await world.as(who), {}))).toMatchObject({ kind: 'not-allowed' })
    }
    expect((await listEvents(await world.as('eva'), { organisation: 'nova' })).items).toHaveLength(2)
    expect(await refusal(listEvents(await world.as('ana'), { organisation: 'vila-nova' }))).toMatchObject({
      kind: 'not-allowed',
    })
    expect(await refusal(listEvents(joao, { from: 'ontem' }))).toMatchObject({ fields: ['from: invalid'] })
  })
})
