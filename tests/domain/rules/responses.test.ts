import { describe, expect, it } from 'vitest'
import { letters } from '#db/schema/index.ts'
import { writeLetters } from '#domain/mail/index.ts'
import {
  type AutoResponse,
  archiveResponse,
  fittingResponses,
  getResponse,
  listResponses,
  saveResponse,
} from '#domain/rules/index.ts'
import { changeStatus, closeTicket, replyToTicket, saveQueue } from '#domain/tickets/index.ts'
import { createCompose } from '#server/mail/compose.ts'
import { ownWords } from '#server/rules/own-words.ts'
import type { Site } from '#server/site/site.ts'
import { tuesday } from '#tests/support/world.ts'
import { createDesk, type Desk, messageMeans, minute, refusal } from './support.ts'

const site = {
  catalogue: { settings: { site: { calendar: 'pt-office', zone: 'Europe/Lisbon' } } },
} as unknown as Site
const received = {
  event: 'received',
  lang: 'pt',
  subject: 'Cá está: {{ticket.subject}}',
  body: 'Bom dia, {{customer.firstName}}.',
}
const night = tuesday + 12 * 60 * minute

/** The letters that the customers get for what happened since the last call. */
async function posted(world: Desk): Promise<{ to: string; kind: string; subject: string; text: string }[]> {
  const before = (await world.database.reader.select().from(letters)).map(({ id }) => id)
  const ctx = await world.as({ kind: 'system', name: 'letters' })
  const compose = createCompose(new URL('https://portal.example'), 'Balcão', await ownWords(ctx, site))
  while ((await writeLetters(ctx, compose, 'portal.example')) > 0);
  const all = await world.database.reader.select().from(letters)
  return all
    .filter(({ id, recipient }) => !before.includes(id) && /^(ana|carla|dora)@/.test(recipient))
    .map(({ recipient, template, subject, text }) => ({ to: recipient, kind: template, subject, text }))
}

describe('automatic responses', () => {
  it('are one for each event, queue and language, changed and taken out of use with a record of each', async () => {
    const world = await createDesk()
    const helena = await world.as('helena')
    const { id } = await saveResponse(helena, received)
    expect(await refusal(saveResponse(helena, received))).toMatchObject({ code: 'response-exists' })
    await saveResponse(helena, { ...received, queue: 'support' })
    await saveResponse(helena, { ...received, lang: 'en' })
    await saveResponse(helena, { ...received, id, revision: '1', subject: 'Recebido' })
    expect(await refusal(saveResponse(helena, { ...received, id, revision: 1 }))).toMatchObject({
      code: 'response-changed',
    })
    expect(await getResponse(helena, id)).toMatchObject({
      subject: 'Recebido',
      revision: 2,
      queue: null,
      updatedBy: 'Helena Prates',
    })
    await archiveResponse(helena, { id })
    expect(await listResponses(helena)).toHaveLength(2)
    expect(await refusal(archiveResponse(helena, { id }))).toMatchObject({ kind: 'not-found' })
    const { rows } = await world.database.client.execute(
      "select type from events where type like 'response.%' order by id",
    )
    expect(rows.map(({ type }) => type)).toEqual([
      'response.created',
      'response.created',
      'response.created',
      'response.changed',
      'response.archived',
    ])
  })

  it('are refused with what is wrong, and to whom they are not', async () => {
    const world = await createDesk()
    const helena = await world.as('helena')
    const wrong = async (more: object): Promise<string[]> =>
      (await refusal(saveResponse(helena, { ...received, ...more }))).fields
    expect(await wrong({ subject: '{{x}} y', body: '{{ agent.name }}', queue: 'none' })).toEqual([
      'subject: unknown-variable',
      'body: variable-not-here',
      'queue: gone',
    ])
    expect(await wrong({ event: 'never', lang: 'fr', subject: 'x', body: ' ' })).toEqual([
      'event: invalid',
      'lang: invalid',
      'subject: too-short',
      'body: required',
    ])
    expect(await refusal(saveResponse(helena, { ...received, id: 'none' }))).toMatchObject({
      kind: 'not-found',
    })
    expect(await refusal(getResponse(helena, 'none'))).toMatchObject({ kind: 'not-found' })
    for (const who of ['ana', 'eva', 'ines'] as const) {
      const ctx = await world.as(who)
      for (const work of [
        () => saveResponse(ctx, received),
        () => listResponses(ctx),
        () => getResponse(ctx, 'x'),
        () => archiveResponse(ctx, { id: 'x' }),
      ])
        expect(await refusal(work())).toMatchObject({ code: 'rules-not-yours' })
    }
  })

  it('fit the event before what stands in for it, and the queue before all queues', () => {
    const response = (id: string, more: Partial<AutoResponse>): AutoResponse => ({
      id,
      event: 'received',
      queue: null,
      lang: 'pt',
      subject: '',
      body: '',
      revision: 1,
      updatedAt: 0,
      updatedBy: '',
      archived: false,
      ...more,
    })
    const all = [
      response('a', {}),
      response('b', { queue: 'q' }),
      response('c', { event: 'out-of-hours' }),
      response('d', { lang: 'en' }),
      response('e', { event: 'out-of-hours', queue: 'q' }),
    ]
    const of = (event: AutoResponse['event'], queue = 'q'): string[] =>
      fittingResponses(all, { event, queue, lang: 'pt' }).map(({ id }) => id)
    expect(of('received')).toEqual(['b', 'a'])
    expect(of('out-of-hours')).toEqual(['e', 'c', 'b', 'a'])
    expect(of('out-of-hours', 'other')).toEqual(['c', 'a'])
    expect(of('resolved')).toEqual([])
  })
})

describe('letters', () => {
  it('keep the portal’s words where the house has none', async () => {
    const world = await createDesk()
    const { reference } = await world.open('ana')
    await replyToTicket(await world.as('ana'), { reference, body: 'Mais' }, messageMeans)
    expect((await posted(world)).map(({ kind, text }) => [kind, text.startsWith('Olá, Ana.')])).toEqual([
      ['ticket-received', true],
    ])
  })

  it('say what the house says, in the reader’s language, once for each event', async () => {
    const world = await createDesk()
    const helena = await world.as('helena')
    await saveResponse(helena, received)
    await saveResponse(helena, {
      ...received,
      event: 'follow-up',
      subject: 'Chegou',
      body: 'Juntámos ao {{ticket.reference}}.',
    })
    await saveResponse(helena, {
      ...received,
      event: 'resolved',
      subject: 'Resolvido',
      body: 'Feito, {{customer.name}}.',
    })
    const { reference } = await world.open('ana')
    await world.open('dora', { organisation: 'vila-nova' })
    const [first, english] = await posted(world)
    expect(first).toMatchObject({
      to: 'ana@demo.test',
      kind: 'ticket-received',
      subject: `[${reference}] Cá está: Não consigo abrir o expediente`,
    })
    expect(first?.text).toMatch(/^Bom dia, Ana\.\n\nVer o pedido: https:/)
    expect(english?.text).toMatch(/^Hello Dora,/)
    await replyToTicket(await world.as('ana'), { reference, body: 'Mais' }, messageMeans)
    expect(await posted(world)).toMatchObject([{ kind: 'follow-up', subject: `[${reference}] Chegou` }])
    await changeStatus(await world.as('eva'), { reference, status: 'resolved' })
    expect(await posted(world)).toMatchObject([{ kind: 'resolved', subject: `[${reference}] Resolvido` }])
    expect(await posted(world)).toEqual([])
  })

  it('say out of hours when support opens and by when the answer comes', async () => {
    const world = await createDesk()
    const helena = await world.as('helena')
    await saveResponse(helena, {
      ...received,
      event: 'out-of-hours',
      subject: 'Fechado',
      body: 'Abrimos {{support.opens}}; resposta até {{due.firstResponse}}.',
    })
    await world.open('ana', {}, night)
    const [closed] = await posted(world)
    expect(closed?.subject).toContain('Fechado')
    expect(closed?.text).toContain('Abrimos amanhã às 09:00; resposta até amanhã às 14:30.')
    await world.open('ana', {}, tuesday)
    expect((await posted(world))[0]?.text).toMatch(/^Olá, Ana/)
  })

  it('send no half sentence: what lacks a value gives way to the next that fits', async () => {
    const world = await createDesk()
    const helena = await world.as('helena')
    await saveResponse(helena, { ...received, queue: 'support', body: 'Versão {{product.version}}' })
    await saveResponse(helena, { ...received, body: 'Sem versão' })
    await world.open('ana', { version: '7.4.2' })
    await world.open('ana')
    expect((await posted(world)).map(({ text }) => text.split('\n')[0])).toEqual([
      'Versão 7.4.2',
      'Sem versão',
    ])
  })

  it('send none whose variable is gone since it was written', async () => {
    const world = await createDesk()
    await saveResponse(await world.as('helena'), { ...received, body: 'Olá, {{customer.name}}.' })
    await world.database.client.execute(
      "update auto_responses set body = replace(body, 'customer.name', 'customer.nome')",
    )
    await world.open('ana')
    const [letter] = await posted(world)
    expect(letter?.kind).toBe('ticket-received')
    expect(letter?.text).not.toContain('{{')
  })

  it('answer what a closed ticket refuses, in the house’s words or the portal’s', async () => {
    const world = await createDesk()
    await saveQueue(
      await world.as('joao'),
      { id: 'support', pt: 'Suporte', en: 'Support', followUp: 'refuse', followUpDays: '' },
      false,
    )
    const { reference } = await world.open('ana')
    const ana = await world.as('ana')
    await closeTicket(ana, { reference })
    await posted(world)
    const write = () => refusal(replyToTicket(ana, { reference, body: 'Segredo' }, messageMeans))
    expect(await write()).toMatchObject({ code: 'follow-up-refused' })
    expect(await posted(world)).toMatchObject([
      { kind: 'follow-up-refused', text: expect.stringContaining('já não recebe mensagens') },
    ])
    await saveResponse(await world.as('helena'), {
      ...received,
      event: 'refused',
      subject: 'Fechado: {{ticket.reference}}',
    })
    await write()
    const [letter] = await posted(world)
    expect(letter).toMatchObject({ subject: `[${reference}] Fechado: ${reference}` })
    expect(letter?.text).toContain('Bom dia, Ana.')
    expect(letter?.text).not.toContain('Segredo')
  })
})
