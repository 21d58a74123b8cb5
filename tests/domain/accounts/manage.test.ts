import { describe, expect, it } from 'vitest'
import {
  acceptInvitation,
  changeAccount,
  changeOrganisation,
  createAccount,
  createOrganisation,
  defineContract,
  definePartnership,
  disableAccount,
  enableAccount,
  endPartnership,
  findPerson,
  inviteAccount,
  readInvitation,
} from '#domain/accounts/index.ts'
import { currentPromise } from '#domain/sla/index.ts'
import { createWorld, tuesday, type World } from '../../support/world.ts'
import { refusal } from '../tickets/support.ts'

const day = 86_400_000
const system = { kind: 'system', name: 'test' } as const

async function events(
  world: World,
): Promise<{ type: string; organisation: unknown; data: Record<string, unknown> }[]> {
  const { rows } = await world.database.client.execute(
    'select type, organisation_id, data from events order by id',
  )
  return rows.map((row) => ({
    type: String(row.type),
    organisation: row.organisation_id,
    data: JSON.parse(String(row.data)) as Record<string, unknown>,
  }))
}

const nova = { name: 'Câmara de Óbidos', kind: 'customer', closedDays: [{ date: '01-11' }] }

describe('organisations', () => {
  it('are created and changed by whoever answers for the desk, with a record of each', async () => {
    const world = await createWorld()
    const helena = await world.as('helena')
    const id = await createOrganisation(helena, nova)
    expect(await changeOrganisation(helena, { ...nova, id, closedDays: [{ date: '01-11', open: [] }] })).toBe(
      'same',
    )
    expect(
      await changeOrganisation(helena, { ...nova, id, name: 'Óbidos', closedDays: [{ easter: 50 }] }),
    ).toBe('changed')
    expect(await events(world)).toMatchObject([
      { type: 'organisation.created', organisation: id },
      {
        type: 'organisation.changed',
        data: {
          changes: {
            name: ['Câmara de Óbidos', 'Óbidos'],
            closedDays: [expect.anything(), [{ easter: 50, open: [] }]],
          },
        },
      },
    ])
    const { rows } = await world.database.client.execute({
      sql: 'select plain_name from organisations where id = ?',
      args: [id],
    })
    expect(rows[0]?.plain_name).toBe('obidos')
  })

  it('are no business of agents, and the house is the administrators’', async () => {
    const world = await createWorld()
    for (const who of ['eva', 'ana', 'dora', 'ines'] as const) {
      expect(await refusal(createOrganisation(await world.as(who), nova))).toMatchObject({
        kind: 'not-allowed',
      })
      expect(
        await refusal(changeOrganisation(await world.as(who), { ...nova, id: 'vila-nova' })),
      ).toMatchObject({ kind: 'not-allowed' })
    }
    const helena = await world.as('helena')
    expect(await refusal(createOrganisation(helena, { ...nova, kind: 'house' }))).toMatchObject({
      code: 'administrators-only',
    })
    expect(await refusal(changeOrganisation(helena, { ...nova, id: 'mare', kind: 'house' }))).toMatchObject({
      code: 'administrators-only',
    })
    expect(await refusal(changeOrganisation(await world.as('joao'), { ...nova, id: 'mare' }))).toMatchObject({
      code: 'house-stays',
    })
    expect(await refusal(changeOrganisation(helena, { ...nova, id: 'nobody' }))).toMatchObject({
      kind: 'not-found',
    })
    expect(
      await refusal(
        changeOrganisation(helena, { ...nova, id: 'norte', name: 'x', closedDays: [{ date: '13-40' }] }),
      ),
    ).toMatchObject({
      fields: ['name: too-short', 'closedDays.0.date: invalid'],
    })
    expect(await events(world)).toEqual([])
  })
})

const rita = {
  name: 'Rita Vaz',
  email: 'Rita@Exemplo.pt',
  role: 'customer',
  lang: 'pt',
  organisationId: 'vila-nova',
}

describe('people', () => {
  it('are created, changed, moved, shut out and let in', async () => {
    const world = await createWorld()
    const helena = await world.as('helena')
    const id = await createAccount(helena, rita, null)
    expect(await changeAccount(helena, { ...rita, id })).toBe('same')
    expect(
      await changeAccount(helena, { ...rita, id, organisationId: 'sao-bras', role: 'customer-manager' }),
    ).toBe('changed')
    await disableAccount(helena, 'rita@exemplo.pt')
    expect(await refusal(disableAccount(helena, 'rita@exemplo.pt'))).toMatchObject({
      code: 'account-already-disabled',
    })
    await enableAccount(helena, 'rita@exemplo.pt')
    expect(await refusal(enableAccount(helena, 'rita@exemplo.pt'))).toMatchObject({
      code: 'account-already-enabled',
    })
    expect((await events(world)).map(({ type, organisation }) => `${type} ${organisation}`)).toEqual([
      'account.created vila-nova',
      'account.changed vila-nova',
      'account.changed sao-bras',
      'account.disabled sao-bras',
      'account.enabled sao-bras',
    ])
  })

  it('have roles of their organisation, and addresses of their own', async () => {
    const world = await createWorld()
    const joao = await world.as('joao')
    const create = async (more: object) => refusal(createAccount(joao, { ...rita, ...more }, null))
    expect(await create({ role: 'agent', line: 1 })).toMatchObject({ fields: ['role: role-elsewhere'] })
    expect(await create({ role: 'partner' })).toMatchObject({ fields: ['role: role-elsewhere'] })
    expect(await create({ organisationId: 'mare' })).toMatchObject({ fields: ['role: role-elsewhere'] })
    expect(await create({ organisationId: 'mare', role: 'agent' })).toMatchObject({
      fields: ['line: required'],
    })
    expect(await create({ organisationId: 'nobody' })).toMatchObject({ fields: ['organisationId: unknown'] })
    expect(await create({ email: 'ana@demo.test' })).toMatchObject({ code: 'email-taken' })
    expect(await create({ email: 'x', name: '' })).toMatchObject({
      fields: ['email: invalid', 'name: required'],
    })
  })

  it('of the house are the administrators’, who keep one another and themselves', async () => {
    const world = await createWorld()
    const helena = await world.as('helena')
    const eva = {
      id: 'eva',
      name: 'Eva',
      email: 'eva@demo.test',
      role: 'agent',
      line: 1,
      lang: 'pt',
      organisationId: 'mare',
    }
    for (const work of [
      createAccount(helena, { ...rita, organisationId: 'mare', role: 'administrator' }, null),
      changeAccount(helena, eva),
      disableAccount(helena, 'eva@demo.test'),
      inviteAccount(helena, 'joao', 'hash'),
    ]) {
      expect(await refusal(work)).toMatchObject({ code: 'administrators-only' })
    }
    // Somebody of a customer does not become staff by moving.
    expect(
      await refusal(
        changeAccount(helena, { ...rita, id: 'ana', role: 'supervisor', organisationId: 'mare' }),
      ),
    ).toMatchObject({
      code: 'administrators-only',
    })
    const joao = await world.as('joao')
    const self = {
      id: 'joao',
      name: 'João',
      email: 'joao@demo.test',
      role: 'administrator',
      lang: 'pt',
      organisationId: 'mare',
    }
    expect(await refusal(disableAccount(joao, 'joao@demo.test'))).toMatchObject({ code: 'not-oneself' })
    expect(await refusal(changeAccount(joao, { ...self, role: 'supervisor' }))).toMatchObject({
      code: 'not-oneself',
    })
    const portal = await world.as(system)
    expect(await refusal(disableAccount(portal, 'joao@demo.test'))).toMatchObject({
      code: 'last-administrator',
    })
    expect(await refusal(changeAccount(portal, { ...self, role: 'editor' }))).toMatchObject({
      code: 'last-administrator',
    })
    await changeAccount(joao, { ...eva, role: 'administrator' })
    await disableAccount(portal, 'joao@demo.test')
    for (const who of ['ana', 'dora', 'filipe'] as const) {
      expect(await refusal(changeAccount(await world.as(who), eva))).toMatchObject({ kind: 'not-allowed' })
    }
  })

  it('set their password by a link that works once, and not after seven days', async () => {
    const world = await createWorld()
    const helena = await world.as('helena')
    const visitor = await world.as({ kind: 'visitor' })
    const hashed = async (password: string): Promise<string> => `hash of ${password}`
    const accept = async (link: string, password = 'quatro-palavras-ao-acaso', at = tuesday) =>
      acceptInvitation(await world.as({ kind: 'visitor' }, at), { password }, link, hashed)
    await world.database.client.execute(
      "insert into sessions values ('s', 'ana', 1, 99999999999999, 99999999999999, '', '')",
    )
    await inviteAccount(helena, 'ana', 'first')
    await inviteAccount(helena, 'bruno', 'other')
    await inviteAccount(helena, 'ana', 'second')
    expect(await refusal(accept('first'))).toMatchObject({ code: 'link-spent' })
    expect(await readInvitation(visitor, 'other')).toMatchObject({ name: 'Bruno Tavares' })
    expect(await refusal(accept('second', 'curta'))).toMatchObject({ fields: ['password: too-short'] })
    expect(await refusal(accept('second', undefined, tuesday + 7 * day))).toMatchObject({
      code: 'link-spent',
    })
    await accept('second')
    expect((await findPerson(visitor.db, 'ana'))?.passwordHash).toBe('hash of quatro-palavras-ao-acaso')
    expect((await world.database.client.execute('select * from sessions')).rows).toEqual([])
    expect(await refusal(accept('second'))).toMatchObject({ code: 'link-spent' })
    await disableAccount(helena, 'bruno@demo.test')
    expect(await refusal(accept('other'))).toMatchObject({ code: 'link-spent' })
    expect(await refusal(inviteAccount(helena, 'bruno', 'x'))).toMatchObject({
      code: 'account-already-disabled',
    })
    const recorded = JSON.stringify(await events(world))
    for (const secret of ['first', 'second', 'palavras']) expect(recorded).not.toContain(secret)
  })
})

describe('contracts and partners', () => {
  const contract = {
    id: 'sao-bras-base',
    organisation: 'sao-bras',
    level: 'base',
    startsAt: '2024-07-01',
    products: [{ product: 'gestor', maintenanceEnd: '2026-06-30' }],
  }

  it('end on their last day, and say what was changed', async () => {
    const world = await createWorld()
    const helena = await world.as('helena')
    expect(await defineContract(helena, { ...contract, endsOn: '2026-11-24' })).toBe('changed')
    expect(await currentPromise(await world.as('carla'), 'sao-bras', 'normal')).not.toBeNull()
    expect(await currentPromise(await world.as('carla', tuesday + day), 'sao-bras', 'normal')).toBeNull()
    expect((await events(world))[0]?.data).toEqual({ changes: { endsOn: [null, '2026-11-24'] } })
    expect(await refusal(defineContract(helena, { ...contract, endsOn: '2024-06-30' }))).toMatchObject({
      fields: ['endsOn: before-start'],
    })
    const twice = [...contract.products, ...contract.products]
    expect(await refusal(defineContract(helena, { ...contract, products: twice }))).toMatchObject({
      fields: ['products: twice'],
    })
  })

  it('of partners end, and then their people see nothing of it', async () => {
    const world = await createWorld()
    const pair = { partner: 'norte', organisation: 'vila-nova' }
    expect((await world.person('dora')).organisationIds).toContain('vila-nova')
    await endPartnership(await world.as('helena'), pair)
    expect((await world.person('dora')).organisationIds).toEqual(['norte', 'sao-bras'])
    expect(await refusal(endPartnership(await world.as('helena'), pair))).toMatchObject({ kind: 'not-found' })
    expect(await refusal(endPartnership(await world.as('eva'), pair))).toMatchObject({ kind: 'not-allowed' })
    expect(await definePartnership(await world.as('helena'), pair)).toBe('new')
    expect((await events(world)).map(({ type }) => type)).toEqual([
      'partnership.ended',
      'partnership.defined',
    ])
  })
})

describe('a change that was begun before another', () => {
  it('is refused, unless it would change nothing or begins from what there is by now', async () => {
    const world = await createWorld()
    const helena = await world.as('helena')
    const joao = await world.as('joao')

    const id = await createOrganisation(helena, nova)
    const first = { ...nova, id, revision: 0 }
    expect(await changeOrganisation(joao, { ...first, name: 'Óbidos' })).toBe('changed')
    expect(await refusal(changeOrganisation(helena, { ...first, kind: 'partner' }))).toMatchObject({
      kind: 'conflict',
      code: 'organisation-changed',
    })
    expect(await changeOrganisation(helena, { ...first, name: 'Óbidos' })).toBe('same')
    expect(await changeOrganisation(helena, { ...first, kind: 'partner', revision: 1 })).toBe('changed')
    // A table or a file speaks of what there is.
    expect(await changeOrganisation(helena, { ...nova, id })).toBe('changed')

    const person = await createAccount(helena, { ...rita, organisationId: 'sao-bras' }, null)
    const account = { ...rita, organisationId: 'sao-bras', id: person, revision: 0 }
    await disableAccount(joao, 'rita@exemplo.pt')
    expect(await changeAccount(joao, { ...account, lang: 'en' })).toBe('changed')
    expect(await refusal(changeAccount(helena, { ...account, name: 'Rita V.' }))).toMatchObject({
      kind: 'conflict',
      code: 'account-changed',
    })
    expect(await findPerson(helena.db, person)).toMatchObject({ name: 'Rita Vaz', lang: 'en', revision: 1 })

    const contract = {
      id: 'novo',
      organisation: 'norte',
      level: 'base',
      startsAt: '2026-01-01',
      products: [],
    }
    expect(await defineContract(helena, contract)).toBe('new')
    expect(await defineContract(joao, { ...contract, suspended: true }, 0)).toBe('changed')
    expect(await refusal(defineContract(helena, { ...contract, level: 'ouro' }, 0))).toMatchObject({
      kind: 'conflict',
      code: 'contract-changed',
    })
    expect(await defineContract(helena, { ...contract, level: 'ouro', suspended: true }, 1)).toBe('changed')
    expect(
      (await events(world)).map(({ type }) => type).filter((type) => /changed|defined/.test(type)),
    ).toEqual([
      'organisation.changed',
      'organisation.changed',
      'organisation.changed',
      'account.changed',
      'contract.defined',
      'contract.defined',
      'contract.defined',
    ])
  })
})
