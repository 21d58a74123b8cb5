import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AnswerTemplate,
  archiveTemplate,
  fillTemplate,
  getTemplate,
  listTemplates,
  saveTemplate,
  suggestTemplates,
  type Values,
  variables,
} from '#domain/answers/index.ts'
import { archiveRequestType, archiveTeam, saveRequestType, saveTeam } from '#domain/tickets/index.ts'
import { createWorld } from '../../support/world.ts'
import { incident, refusal } from '../tickets/support.ts'

const input = { name: 'Conta bloqueada', lang: 'pt', body: 'Bom dia, {{customer.firstName}}.' }
const values = Object.fromEntries(variables.map((name) => [name, `<${name}>`])) as Values

function template(more: Partial<AnswerTemplate>): AnswerTemplate {
  return {
    id: more.name ?? 'x',
    name: 'x',
    lang: 'pt',
    product: null,
    line: null,
    body: '',
    internal: false,
    status: null,
    waitingFor: null,
    changes: null,
    faults: [],
    revision: 1,
    updatedAt: 0,
    updatedBy: '',
    archived: false,
    ...more,
  }
}

describe('templates', () => {
  it('are kept, changed and taken out of use, with a record of each', async () => {
    const world = await createWorld()
    const helena = await world.as('helena')
    const { id } = await saveTemplate(helena, {
      ...input,
      product: 'gestor',
      line: '1',
      status: 'waiting',
      waitingFor: 'customer',
    })
    expect(await listTemplates(await world.as('eva'), 'pt')).toMatchObject(
      [
        {
          id,
          name: 'Conta bloqueada',
          product: 'gestor',
          line: 1,
          status: 'waiting',
          waitingFor: 'customer',
          revision: 1,
          updatedBy: 'Helena Prates',
        },
      ].map(({ updatedBy: _, ...row }) => row),
    )
    expect(await listTemplates(helena, 'en')).toEqual([])
    await saveTemplate(helena, { ...input, id, revision: '1', name: 'Conta presa' })
    expect(await refusal(saveTemplate(helena, { ...input, id, revision: 1 }))).toMatchObject({
      code: 'template-changed',
    })
    expect(await getTemplate(helena, id)).toMatchObject({
      name: 'Conta presa',
      product: null,
      status: null,
      waitingFor: null,
    })
    await archiveTemplate(helena, { id })
    expect(await listTemplates(helena)).toEqual([])
    expect(await refusal(archiveTemplate(helena, { id }))).toMatchObject({ kind: 'not-found' })
    const { rows } = await world.database.client.execute(
      "select type from events where type like 'template.%' order by id",
    )
    expect(rows.map(({ type }) => type)).toEqual([
      'template.created',
      'template.changed',
      'template.archived',
    ])
  })

  it('are read by the desk, and written by whoever answers for it', async () => {
    const world = await createWorld()
    for (const who of ['ana', 'dora', 'ines'] as const)
      expect(await refusal(listTemplates(await world.as(who)))).toMatchObject({ code: 'desk-only' })
    for (const who of ['ana', 'eva', 'gustavo'] as const) {
      expect(await refusal(saveTemplate(await world.as(who), input))).toMatchObject({
        code: 'templates-not-yours',
      })
      expect(await refusal(archiveTemplate(await world.as(who), { id: 'x' }))).toMatchObject({
        kind: 'not-allowed',
      })
    }
    expect(await refusal(getTemplate(await world.as('eva'), 'none'))).toMatchObject({ kind: 'not-found' })
    expect(await refusal(saveTemplate(await world.as('joao'), { ...input, id: 'none' }))).toMatchObject({
      kind: 'not-found',
    })
  })

  it('are refused with what is wrong', async () => {
    const world = await createWorld()
    const save = async (more: object) =>
      (await refusal(saveTemplate(await world.as('helena'), { ...input, ...more }))).fields
    expect(await save({ body: 'Olá, {{customer.nome}} e {{x}}' })).toEqual(['body: unknown-variable'])
    for (const body of ['Olá, {{customer.firstName', 'Olá, {{ o nome }}', 'Olá, {{{{agent.name}}']) {
      expect(await save({ body })).toEqual(['body: open-braces'])
    }
    expect(await save({ name: 'x', body: ' ', lang: 'fr' })).toEqual([
      'name: too-short',
      'lang: invalid',
      'body: required',
    ])
    expect(await save({ status: 'waiting' })).toEqual(['waitingFor: required'])
    expect(await save({ line: '4' })).toEqual(['line: too-high'])
  })
})

describe('macros', () => {
  it('keep what else they do, and say later what is gone', async () => {
    const world = await createWorld()
    const helena = await world.as('helena')
    const { id } = await saveTemplate(helena, {
      ...input,
      assignee: 'filipe',
      toLine: '2',
      why: 'access',
      impact: 'high',
      urgency: '',
      queue: 'support',
    })
    expect(await getTemplate(helena, id)).toMatchObject({
      changes: { assignee: 'filipe', toLine: 2, why: 'access', impact: 'high', queue: 'support' },
      faults: [],
    })
    await world.database.client.execute("update people set disabled_at = 1 where id = 'filipe'")
    await world.database.client.execute("update answer_templates set body = 'Olá {{gone.variable}}'")
    expect((await listTemplates(await world.as('eva')))[0]?.faults).toEqual(['variable', 'person'])
    await saveTemplate(helena, { ...input, id, revision: 1 })
    expect(await getTemplate(helena, id)).toMatchObject({ changes: null, faults: [] })
  })

  it('are refused where their parts do not go together', async () => {
    const world = await createWorld()
    const save = async (more: object) =>
      (await refusal(saveTemplate(await world.as('helena'), { ...input, ...more }))).fields
    expect(await save({ assignee: 'ana', queue: 'none' })).toEqual(['assignee: gone', 'queue: gone'])
    expect(await save({ assignee: 'gustavo', toLine: '2' })).toEqual([
      'assignee: not-of-line',
      'why: required',
    ])
    expect(await save({ toLine: '1' })).toEqual(['toLine: invalid'])
    await saveRequestType(await world.as('joao'), { ...incident, products: ['folha'] }, true)
    const named = { requestType: 'incidente' }
    expect(await save({ requestType: 'nada' })).toEqual(['requestType: gone'])
    expect(await save({ ...named, product: 'gestor' })).toEqual(['requestType: type-not-of-product'])
  })

  it('give to a team that is in use, and say later that it is not', async () => {
    const world = await createWorld()
    const [helena, joao] = [await world.as('helena'), await world.as('joao')]
    const { id: team } = await saveTeam(joao, { name: 'Folha' })
    const { id } = await saveTemplate(helena, { ...input, team })
    expect(await getTemplate(helena, id)).toMatchObject({ changes: { team }, faults: [] })
    await archiveTeam(joao, { id: team })
    expect((await getTemplate(helena, id)).faults).toEqual(['team'])
    for (const gone of [team, 'nada'])
      expect((await refusal(saveTemplate(helena, { ...input, team: gone }))).fields).toEqual(['team: gone'])
  })

  it('say the type of request that has gone out of use since', async () => {
    const world = await createWorld()
    const [helena, joao] = [await world.as('helena'), await world.as('joao')]
    await saveRequestType(joao, { ...incident, products: ['folha'] }, true)
    const named = { ...input, requestType: 'incidente' }
    await saveTemplate(helena, named)
    await saveTemplate(helena, { ...named, product: 'folha' })
    const faults = async () => (await listTemplates(helena)).map((each) => each.faults)
    expect(await faults()).toEqual([[], []])
    await archiveRequestType(joao, { id: 'incidente' })
    expect(await faults()).toEqual([['requestType'], ['requestType']])
  })
})

describe('filling', () => {
  it('puts in what the ticket says, and names what it does not', () => {
    const body = 'Olá, {{ customer.name }}: {{ticket.reference}}, {{planned.version}} e {{outro}}.'
    const filled = fillTemplate(template({ body }), { ...values, 'planned.version': null })
    expect(filled.body).toBe('Olá, <customer.name>: <ticket.reference>, {{planned.version}} e {{outro}}.')
    expect(filled.missing).toEqual(['planned.version'])
  })

  it('takes no value for a pattern or a variable', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const { body } = fillTemplate(template({ body: 'a {{customer.name}} b' }), {
          ...values,
          'customer.name': name,
        })
        expect(body).toBe(name === '' ? 'a {{customer.name}} b' : `a ${name} b`)
      }),
    )
  })
})

describe('suggesting', () => {
  it('keeps to the language, the product and the line, and puts the likeliest first', () => {
    const all = [
      template({ name: 'Agradecimento' }),
      template({ name: 'Certificado caducado', body: 'O certificado do servidor caducou.' }),
      template({ name: 'Conta bloqueada', body: 'A conta fica bloqueada 15 minutos.' }),
      template({ name: 'Folha', product: 'folha' }),
      template({ name: 'Terceira linha', line: 3 }),
      template({ name: 'Blocked account', lang: 'en' }),
    ]
    const found = suggestTemplates(all, {
      lang: 'pt',
      product: 'gestor',
      line: 1,
      words: 'As contas estão bloqueadas depois das férias',
    })
    expect(found.map(({ name }) => name)).toEqual([
      'Conta bloqueada',
      'Agradecimento',
      'Certificado caducado',
    ])
  })
})
