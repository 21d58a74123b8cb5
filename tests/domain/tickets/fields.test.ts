import { describe, expect, test } from 'vitest'
import {
  archiveField,
  changeFields,
  getDeskTicket,
  getField,
  getTicket,
  listFields,
  openTicket,
  saveField,
  timeline,
} from '#domain/tickets/index.ts'
import { createDesk, type Desk, input, means, refusal } from './support.ts'

const computer = {
  ...{ id: 'posto', pt: 'Computador', en: 'Computer', helpPt: '', helpEn: 'On its label.' },
  ...{ kind: 'text', options: '', required: 'on', product: '', position: '10' },
}
const place = {
  ...{ id: 'instalacao', pt: 'Instalação', en: 'Installation', helpPt: '', helpEn: '' },
  ...{ kind: 'choice', options: 'local: No local | On premises\nnuvem: Nuvem | Cloud' },
  ...{ required: '', product: 'gestor', position: '20' },
}
const day = { ...computer, id: 'desde', pt: 'Desde', en: 'Since', kind: 'date', required: '', position: '5' }
const others = { ...day, id: 'outros', pt: 'Outros', en: 'Others', kind: 'yes-no', product: 'folha' }

async function asking(): Promise<Desk> {
  const desk = await createDesk()
  const joao = await desk.as('joao')
  for (const field of [computer, place, day, others]) await saveField(joao, field, true)
  return desk
}

describe('administering', () => {
  test('fields are kept in their order, with an event for each change', async () => {
    const desk = await asking()
    const joao = await desk.as('joao')
    expect((await listFields(joao)).map(({ id }) => id)).toEqual(['desde', 'outros', 'posto', 'instalacao'])
    await saveField(joao, { ...place, options: 'nuvem: Nuvem | Cloud' }, false)
    expect((await getField(joao, 'instalacao')).options).toEqual([
      { id: 'nuvem', names: { pt: 'Nuvem', en: 'Cloud' } },
      { id: 'local', names: { pt: 'No local', en: 'On premises' }, gone: true },
    ])
    await archiveField(joao, { id: 'instalacao' })
    expect((await getField(joao, 'instalacao')).archivedAt).not.toBeNull()
    const { rows } = await desk.database.client.execute(
      "select type from events where subject = 'field:instalacao' order by id",
    )
    expect(rows.map(({ type }) => type)).toEqual(['field.created', 'field.changed', 'field.archived'])
  })

  test('only administrators, and only what makes sense', async () => {
    const desk = await asking()
    const joao = await desk.as('joao')
    expect(await refusal(saveField(await desk.as('helena'), computer, false))).toMatchObject({
      code: 'administrators-only',
    })
    expect(await refusal(getField(joao, 'nada'))).toMatchObject({ kind: 'not-found' })
    expect(await refusal(saveField(joao, computer, true))).toMatchObject({ code: 'field-exists' })
    expect((await refusal(saveField(joao, { ...computer, kind: 'date' }, false))).fields).toEqual([
      'kind: invalid',
    ])
    expect((await refusal(saveField(joao, { ...place, id: 'Um Dois', position: '0' }, true))).fields).toEqual(
      ['id: not-a-word', 'position: too-low'],
    )
    const unfit = { ...place, id: 'x1', options: 'sem nome\na: A\na: B', product: 'nada' }
    expect((await refusal(saveField(joao, unfit, true))).fields).toEqual([
      'options: bad-line',
      'options: twice',
      'product: unknown',
    ])
  })

  test('30 at a time', async () => {
    const desk = await createDesk()
    const joao = await desk.as('joao')
    for (let n = 1; n <= 30; n++) await saveField(joao, { ...day, id: `campo-${n}` }, true)
    expect(await refusal(saveField(joao, day, true))).toMatchObject({ code: 'too-many-fields' })
    await archiveField(joao, { id: 'campo-1' })
    await saveField(joao, day, true)
  })
})

describe('answering', () => {
  test('a form answers what it is asked, and nothing else', async () => {
    const desk = await asking()
    const wrong = {
      fields: { instalacao: 'lua', desde: '2026-02-30', outros: 'yes', posto: ' ', inventado: 'x' },
    }
    expect((await refusal(desk.open('ana', wrong))).fields.sort()).toEqual([
      'fields.desde: not-a-date',
      'fields.instalacao: unknown',
      'fields.inventado: unknown',
      'fields.outros: not-of-product',
      'fields.posto: required',
    ])
    expect((await refusal(desk.open('ana', { fields: { posto: 'x'.repeat(501) } }))).fields).toEqual([
      'fields.posto: too-long',
    ])
    const fields = { posto: ' VN-1 ', desde: '', instalacao: 'local' }
    const { reference } = await desk.open('ana', { fields })
    expect(await getTicket(await desk.as('ana'), reference)).toMatchObject({
      fields: { posto: 'VN-1', instalacao: 'local' },
      answers: [
        { key: 'posto', value: 'VN-1', names: { en: 'Computer' } },
        { key: 'instalacao', value: 'local', option: { en: 'On premises' } },
      ],
    })
  })

  test('a program may send what nobody defined, but what is defined must fit', async () => {
    const desk = await asking()
    const ana = await desk.as('ana')
    const api = { ...means, channel: 'api' } as const
    const send = (fields: Record<string, string>) => openTicket(ana, { ...input, fields }, api)
    expect((await refusal(send({ externo: '7', instalacao: 'lua' }))).fields).toEqual([
      'fields.instalacao: unknown',
      'fields.posto: required',
    ])
    const { reference } = await send({ externo: '7', posto: 'VN-1' })
    expect((await getTicket(ana, reference)).answers).toMatchObject([
      { key: 'posto', value: 'VN-1' },
      { key: 'externo', names: null, value: '7' },
    ])
  })

  test('what is taken out of use can still be read, and is asked no more', async () => {
    const desk = await asking()
    const joao = await desk.as('joao')
    const { reference } = await desk.open('ana', { fields: { posto: 'VN-1', instalacao: 'local' } })
    await saveField(joao, { ...place, options: 'nuvem: Nuvem | Cloud' }, false)
    await archiveField(joao, { id: 'posto' })
    expect((await getTicket(await desk.as('ana'), reference)).answers).toMatchObject([
      { key: 'posto', value: 'VN-1', names: { pt: 'Computador' } },
      { key: 'instalacao', option: { pt: 'No local' } },
    ])
    await desk.open('ana')
  })
})

describe('correcting', () => {
  test('the desk corrects answers, and the ticket tells', async () => {
    const desk = await asking()
    const eva = await desk.as('eva')
    const { id, reference } = await desk.open('ana', { fields: { posto: 'VN-1', instalacao: 'local' } })
    await changeFields(eva, { reference, fields: { posto: 'VN-2', instalacao: '', desde: '' } })
    expect((await getDeskTicket(eva, reference)).fields).toEqual({ posto: 'VN-2' })
    expect((await desk.events(id)).at(-1)).toMatchObject({
      type: 'ticket.fields-changed',
      actorId: 'eva',
      data: {
        changes: [
          { field: 'posto', was: 'VN-1', is: 'VN-2' },
          { field: 'instalacao', was: 'local', is: null },
        ],
      },
    })
    expect((await timeline(await desk.as('ana'), reference)).at(-1)).toMatchObject({
      kind: 'fields-changed',
      names: { en: 'Computer, Installation' },
    })
    const before = (await desk.events(id)).length
    await changeFields(eva, { reference, fields: { posto: 'VN-2' } })
    expect(await desk.events(id)).toHaveLength(before)
  })

  test('not by customers, not what does not fit, not what is not there', async () => {
    const desk = await asking()
    const eva = await desk.as('eva')
    const { reference } = await desk.open('ana', { fields: { posto: 'VN-1' } })
    const fields = { posto: '', instalacao: 'lua', inventado: 'x' }
    expect(await refusal(changeFields(await desk.as('ana'), { reference, fields }))).toMatchObject({
      code: 'desk-only',
    })
    expect(await refusal(changeFields(eva, { reference: 'SUP-999999', fields }))).toMatchObject({
      kind: 'not-found',
    })
    expect((await refusal(changeFields(eva, { reference, fields }))).fields).toEqual([
      'fields.posto: required',
      'fields.instalacao: unknown',
      'fields.inventado: unknown',
    ])
  })
})
