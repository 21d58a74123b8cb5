import { describe, expect, test } from 'vitest'
import {
  archiveRequestType,
  changeFields,
  changeRequestType,
  closeTicket,
  getDeskTicket,
  getRequestType,
  getTicket,
  listQueue,
  listRequestTypes,
  mergeTickets,
  openTicket,
  saveField,
  saveRequestType,
  timeline,
} from '#domain/tickets/index.ts'
import { createDesk, type Desk, incident, input, means, refusal } from './support.ts'

const data = { id: 'dados', pt: 'Dados', en: 'Data', products: ['folha'], position: '5' }
const place = {
  ...{ id: 'instalacao', pt: 'Instalação', en: 'Installation', helpPt: '', helpEn: '', kind: 'choice' },
  ...{ options: 'local: Local | Local\nnuvem: Nuvem | Cloud', required: 'on', product: '', position: '1' },
}

async function typed(): Promise<Desk> {
  const desk = await createDesk()
  const joao = await desk.as('joao')
  for (const type of [incident, data]) await saveRequestType(joao, type, true)
  return desk
}

describe('administering', () => {
  test('types are kept in their order, with an event for each change', async () => {
    const desk = await typed()
    const joao = await desk.as('joao')
    expect((await listRequestTypes(joao)).map(({ id }) => id)).toEqual(['dados', 'incidente'])
    await saveRequestType(joao, { ...data, en: 'Problem of data', products: ['folha', 'folha'] }, false)
    expect(await getRequestType(joao, 'dados')).toMatchObject({
      names: { pt: 'Dados', en: 'Problem of data' },
      productIds: ['folha'],
    })
    await archiveRequestType(joao, { id: 'dados' })
    expect((await getRequestType(joao, 'dados')).archivedAt).not.toBeNull()
    expect(await refusal(archiveRequestType(joao, { id: 'dados' }))).toMatchObject({ kind: 'not-found' })
    await saveRequestType(joao, data, false)
    expect((await getRequestType(joao, 'dados')).archivedAt).toBeNull()
    const { rows } = await desk.database.client.execute(
      "select type from events where subject = 'request-type:dados' order by id",
    )
    expect(rows.map(({ type }) => type)).toEqual(
      ['created', 'changed', 'archived', 'changed'].map((word) => `request-type.${word}`),
    )
  })

  test('only administrators, and only what makes sense', async () => {
    const desk = await typed()
    const joao = await desk.as('joao')
    const helena = await desk.as('helena')
    for (const work of [
      () => listRequestTypes(helena),
      () => saveRequestType(helena, incident, false),
      () => archiveRequestType(helena, { id: 'dados' }),
    ])
      expect(await refusal(work())).toMatchObject({ code: 'administrators-only' })
    expect(await refusal(getRequestType(joao, 'nada'))).toMatchObject({ kind: 'not-found' })
    expect(await refusal(saveRequestType(joao, { ...data, id: 'nada' }, false))).toMatchObject({
      kind: 'not-found',
    })
    expect(await refusal(saveRequestType(joao, incident, true))).toMatchObject({
      code: 'request-type-exists',
    })
    expect((await refusal(saveRequestType(joao, { ...data, products: ['nada'] }, false))).fields).toEqual([
      'products: unknown',
    ])
    const unfit = { ...data, id: 'new', pt: 'x', position: 0 }
    expect(
      (await refusal(saveRequestType(joao, unfit, true))).fields.map((one) => one.split(':')[0]),
    ).toEqual(['id', 'pt', 'position'])
  })

  test('30 at a time', async () => {
    const desk = await createDesk()
    const joao = await desk.as('joao')
    for (let n = 1; n <= 30; n++) await saveRequestType(joao, { ...incident, id: `tipo-${n}` }, true)
    expect(await refusal(saveRequestType(joao, incident, true))).toMatchObject({
      code: 'too-many-request-types',
    })
    await archiveRequestType(joao, { id: 'tipo-1' })
    await saveRequestType(joao, incident, true)
    expect(await refusal(saveRequestType(joao, { ...incident, id: 'tipo-1' }, false))).toMatchObject({
      code: 'too-many-request-types',
    })
    // One in use may still be changed.
    await saveRequestType(joao, { ...incident, pt: 'Avaria' }, false)
  })
})

describe('a ticket', () => {
  test('may be of a type of its product, or of none', async () => {
    const desk = await typed()
    const { reference } = await desk.open('ana', { requestType: 'incidente' })
    const { requestType } = await getTicket(await desk.as('ana'), reference)
    expect(requestType).toEqual({ id: 'incidente', names: { pt: 'Incidente', en: 'Incident' } })
    const none = await desk.open('ana', { requestType: '' })
    expect((await getDeskTicket(await desk.as('eva'), none.reference)).requestType).toBeNull()
    expect((await refusal(desk.open('ana', { requestType: 'dados' }))).fields).toEqual([
      'requestType: type-not-of-product',
    ])
    await desk.open('ana', { requestType: 'dados', product: 'folha' })
    const ana = await desk.as('ana')
    const api = { ...means, channel: 'api' } as const
    expect((await refusal(openTicket(ana, { ...input, requestType: 'nada' }, api))).fields).toEqual([
      'requestType: unknown',
    ])
    await archiveRequestType(await desk.as('joao'), { id: 'incidente' })
    expect((await refusal(desk.open('ana', { requestType: 'incidente' }))).fields).toEqual([
      'requestType: unknown',
    ])
    expect((await getTicket(ana, reference)).requestType?.names.pt).toBe('Incidente')
  })

  test('is put in another by the desk alone, with an event', async () => {
    const desk = await typed()
    const { id, reference } = await desk.open('ana', { requestType: 'incidente', product: 'folha' })
    const eva = await desk.as('eva')
    await changeRequestType(eva, { reference, requestType: 'dados' })
    await changeRequestType(eva, { reference, requestType: 'dados' })
    await changeRequestType(eva, { reference, requestType: '' })
    expect((await desk.events(id)).slice(1)).toMatchObject([
      {
        type: 'ticket.type-changed',
        actorId: 'eva',
        data: { from: 'incidente', to: 'dados', names: { pt: 'Dados', en: 'Data' } },
      },
      { type: 'ticket.type-changed', data: { from: 'dados', to: null, names: null } },
    ])
    expect((await timeline(eva, reference)).map(({ kind, names }) => [kind, names?.en])).toEqual([
      ['opened', undefined],
      ['type-changed', 'Data'],
      ['type-changed', undefined],
    ])
    const change = (who: 'ana' | 'eva', requestType: string, of = reference) =>
      desk.as(who).then((ctx) => refusal(changeRequestType(ctx, { reference: of, requestType })))
    expect(await change('ana', 'dados')).toMatchObject({ kind: 'not-allowed' })
    expect(await change('eva', 'dados', 'SUP-9999')).toMatchObject({ kind: 'not-found' })
    expect((await change('eva', 'nada')).fields).toEqual(['requestType: unknown'])
    const other = await desk.open('ana')
    expect((await change('eva', 'dados', other.reference)).fields).toEqual([
      'requestType: type-not-of-product',
    ])
    await mergeTickets(eva, { reference: other.reference, into: reference })
    expect(await change('eva', 'incidente', other.reference)).toMatchObject({ code: 'ticket-merged' })
  })

  test('is asked the fields of its type', async () => {
    const desk = await typed()
    await saveField(await desk.as('joao'), { ...place, types: ['incidente'] }, true)
    await desk.open('ana')
    expect((await refusal(desk.open('ana', { requestType: 'incidente' }))).fields).toEqual([
      'fields.instalacao: required',
    ])
    const fields = { instalacao: 'nuvem' }
    await desk.open('ana', { requestType: 'incidente', fields })
    expect((await refusal(desk.open('ana', { fields }))).fields).toEqual(['fields.instalacao: not-of-type'])
    const joao = await desk.as('joao')
    expect((await refusal(saveField(joao, { ...place, types: ['nada'] }, false))).fields).toEqual([
      'types: unknown',
    ])
  })
})

describe('the queue', () => {
  test('is narrowed to a type and to an answer, done or not, as they are now', async () => {
    const desk = await typed()
    await saveField(await desk.as('joao'), { ...place, required: '' }, true)
    const local = await desk.open('ana', { requestType: 'incidente', fields: { instalacao: 'local' } })
    const cloud = await desk.open('ana', { fields: { instalacao: 'nuvem' } })
    const eva = await desk.as('eva')
    const found = async (filter: Record<string, string>) =>
      (await listQueue(eva, { view: 'all-open', ...filter })).items.map(({ reference }) => reference)
    expect(await found({ requestType: 'incidente' })).toEqual([local.reference])
    expect(await found({ field: 'instalacao:nuvem' })).toEqual([cloud.reference])
    expect(await found({ field: 'instalacao:nuvem', requestType: 'incidente' })).toEqual([])
    await changeFields(eva, { reference: cloud.reference, fields: { instalacao: 'local' } })
    expect((await found({ field: 'instalacao:local' })).sort()).toEqual([local.reference, cloud.reference])
    await closeTicket(await desk.as('ana'), { reference: local.reference })
    for (const sort of ['updated', 'created']) {
      expect(await found({ view: 'closed', field: 'instalacao:local', sort })).toEqual([local.reference])
      expect(await found({ view: 'closed', requestType: 'incidente', sort })).toEqual([local.reference])
    }
    const [item] = (await listQueue(eva, { view: 'all-open' })).items
    expect(item).toMatchObject({ requestType: null, fields: { instalacao: 'local' } })
    expect((await refusal(listQueue(eva, { field: 'instalacao' }))).fields).toHaveLength(1)
    await changeFields(eva, { reference: cloud.reference, fields: { instalacao: '' } })
    expect(await found({ field: 'instalacao:local' })).toEqual([])
  })
})
