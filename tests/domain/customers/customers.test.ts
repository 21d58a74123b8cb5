import { describe, expect, it } from 'vitest'
import { createService } from '#domain/accounts/index.ts'
import {
  besideTicket,
  getCustomer,
  noteOrganisation,
  removeOrganisationNote,
} from '#domain/customers/index.ts'
import { changeStatus, getDeskTicket, rateTicket } from '#domain/tickets/index.ts'
import { tuesday } from '../../support/world.ts'
import { createDesk, means, minute, refusal } from '../tickets/support.ts'

describe('the customer beside the ticket', () => {
  it('is the contract in force, the other tickets and what the customer thinks', async () => {
    const desk = await createDesk()
    const old = await desk.open('bruno', { subject: 'Do colega' }, tuesday)
    await desk.open('ana', { subject: 'Da mesma pessoa' }, tuesday + minute)
    await desk.open('carla', { subject: 'De outra organização' }, tuesday + minute)
    const { reference } = await desk.open('ana', { subject: 'Este' }, tuesday + 2 * minute)
    await changeStatus(await desk.as('eva', tuesday + 3 * minute), {
      reference: old.reference,
      status: 'resolved',
    })
    await rateTicket(await desk.as('bruno', tuesday + 4 * minute), { reference: old.reference, score: 4 })
    const ctx = await desk.as('eva', tuesday + 5 * minute)
    const beside = await besideTicket(ctx, await getDeskTicket(ctx, reference))
    expect(beside.contract).toMatchObject({ level: 'Ouro', suspended: false })
    expect(beside.contract?.products.map(({ id, ended }) => [id, ended])).toEqual([
      ['folha', false],
      ['gestor', false],
    ])
    expect(beside.tickets.map(({ subject }) => subject)).toEqual(['Da mesma pessoa', 'Do colega'])
    expect(beside).toMatchObject({
      open: 2,
      satisfaction: { average: 4, count: 1 },
      downloads: [],
      notes: [],
    })
  })

  it('says what maintenance has ended', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('carla')
    const ctx = await desk.as('eva')
    const { contract } = await besideTicket(ctx, await getDeskTicket(ctx, reference))
    expect(contract?.products).toMatchObject([{ id: 'gestor', maintenanceEnd: '2026-06-30', ended: true }])
  })
})

describe('an organisation', () => {
  it('has its people, partners and notes, for the desk alone', async () => {
    const desk = await createDesk()
    const eva = await desk.as('eva')
    await noteOrganisation(eva, { organisation: 'vila-nova', body: 'Ligar antes de atualizar.' }, means)
    const customer = await getCustomer(eva, 'vila-nova')
    expect(customer).toMatchObject({
      name: 'Município de Vila Nova',
      kind: 'customer',
      partners: [{ id: 'norte', name: 'Norte Sistemas' }],
      notes: [{ html: '<p>Ligar antes de atualizar.</p>', author: 'Eva Marques' }],
    })
    expect(customer.people.map(({ id }) => id)).toEqual(['ana', 'bruno'])
    expect(customer.level).toBe('Ouro')
    const suspend = "update contracts set suspended_at = 1 where organisation_id = 'vila-nova'"
    await desk.database.client.execute(suspend)
    expect((await getCustomer(eva, 'vila-nova')).level).toBeNull()
    // A machine has an address for the database's sake alone.
    const service = { name: 'Servidor', organisationId: 'vila-nova' }
    await createService(await desk.as('bruno'), service)
    const { people } = await getCustomer(eva, 'vila-nova')
    expect(people.map(({ name, email }) => [name, email])).toEqual([
      ['Ana Ribeiro', 'ana@demo.test'],
      ['Bruno Tavares', 'bruno@demo.test'],
      ['Servidor', null],
    ])
    expect((await getCustomer(eva, 'norte')).looksAfter.map(({ id }) => id).sort()).toEqual([
      'sao-bras',
      'vila-nova',
    ])
    for (const who of ['ana', 'bruno', 'dora', 'ines'] as const) {
      const ctx = await desk.as(who)
      expect(await refusal(getCustomer(ctx, 'vila-nova'))).toMatchObject({ code: 'desk-only' })
      const body = { organisation: 'vila-nova', body: 'x' }
      expect(await refusal(noteOrganisation(ctx, body, means))).toMatchObject({ code: 'desk-only' })
      expect(await refusal(removeOrganisationNote(ctx, { note: 'x' }))).toMatchObject({ code: 'desk-only' })
    }
    expect(await refusal(getCustomer(eva, 'nobody'))).toMatchObject({ kind: 'not-found' })
  })

  it('loses a note once, and both are recorded', async () => {
    const desk = await createDesk()
    const eva = await desk.as('eva')
    const keep = (body: string, organisation = 'vila-nova') =>
      noteOrganisation(eva, { organisation, body }, means)
    expect((await refusal(keep(' '))).fields).toEqual(['body: required'])
    expect(await refusal(keep('x', 'nobody'))).toMatchObject({ kind: 'not-found' })
    await keep('Só à tarde.')
    const [note] = (await getCustomer(eva, 'vila-nova')).notes
    await removeOrganisationNote(eva, { note: note?.id })
    expect(await refusal(removeOrganisationNote(eva, { note: note?.id }))).toMatchObject({
      kind: 'not-found',
    })
    expect((await getCustomer(eva, 'vila-nova')).notes).toEqual([])
    const { rows } = await desk.database.client.execute(
      "select type, organisation_id from events where type like 'organisation.%' order by id",
    )
    expect(rows.map((row) => [row.type, row.organisation_id])).toEqual([
      ['organisation.noted', 'vila-nova'],
      ['organisation.note-removed', 'vila-nova'],
    ])
  })
})
