import { describe, expect, it } from 'vitest'
import { letters } from '#db/schema/index.ts'
import { insertPerson } from '#domain/accounts/store.ts'
import { writeLetters } from '#domain/mail/index.ts'
import type { Person } from '#domain/shared/index.ts'
import {
  addToCopy,
  closeTicket,
  findAttachment,
  getDeskTicket,
  getTicket,
  listTickets,
  mergeTickets,
  removeFromCopy,
  replyToTicket,
  saveQueue,
  timeline,
  unwatchTicket,
  watchTicket,
} from '#domain/tickets/index.ts'
import { createCompose } from '#server/mail/compose.ts'
import { tuesday } from '../../support/world.ts'
import { createDesk, type Desk, means, refusal } from './support.ts'

/** Another plain customer of Ana's organisation. */
async function colleague(desk: Desk, organisationId = 'vila-nova'): Promise<Person> {
  const ctx = await desk.as('joao')
  const person = {
    id: 'rui',
    name: 'Rui Lopes',
    email: 'rui@demo.test',
    role: 'customer',
    lang: 'pt',
  } as const
  await ctx.write((tx) => insertPerson(tx, { ...person, organisationId, createdAt: tuesday }))
  return {
    ...person,
    kind: 'person',
    line: null,
    organisationId,
    organisationIds: [organisationId],
    scopes: 'all',
    tokenId: null,
  }
}

async function letterBox(desk: Desk): Promise<[string, string][]> {
  const compose = createCompose(new URL('https://portal.example'), 'Balcão')
  await writeLetters(await desk.as({ kind: 'system', name: 'letters' }), compose, 'portal.example')
  const rows = await desk.database.reader.select().from(letters).orderBy(letters.eventId, letters.personId)
  return rows.map(({ personId, template }) => [personId, template])
}

describe('a colleague in copy', () => {
  it('sees that ticket alone, writes to it and gets its letters, never a note', async () => {
    const desk = await createDesk()
    const rui = await desk.as(await colleague(desk))
    const { id, reference } = await desk.open('ana')
    const { reference: other } = await desk.open('ana')
    expect(await refusal(getTicket(rui, reference))).toMatchObject({ kind: 'not-found' })
    const upload = await desk.upload('ana', 'registo')
    const ana = await desk.as('ana')
    await replyToTicket(ana, { reference, body: 'Com registo', uploads: [upload.id] }, means)
    await letterBox(desk)
    await addToCopy(ana, { reference, email: 'RUI@demo.test' })
    await addToCopy(ana, { reference, email: 'rui@demo.test' })
    await replyToTicket(await desk.as('eva'), { reference, body: 'Segredo', internal: true }, means)
    const seen = await getTicket(rui, reference)
    expect(seen).toMatchObject({ copies: [{ id: 'rui', name: 'Rui Lopes' }], may: { addPeople: false } })
    expect(JSON.stringify([seen, await timeline(rui, reference)])).not.toContain('Segredo')
    expect(await findAttachment(rui, { id: upload.id })).toMatchObject({ hash: upload.hash })
    expect(await refusal(getTicket(rui, other))).toMatchObject({ kind: 'not-found' })
    for (const scope of ['mine', 'organisation'])
      expect((await listTickets(rui, { scope })).items.map((item) => item.reference)).toEqual([reference])
    expect((await listTickets(rui, { q: 'registo' })).items).toHaveLength(1)
    await replyToTicket(rui, { reference, body: 'Também a mim.' }, means)
    await replyToTicket(await desk.as('eva'), { reference, body: 'Já está.' }, means)
    expect((await letterBox(desk)).filter(([who]) => who !== 'eva')).toEqual([
      ['ana', 'ticket-received'],
      ['ana', 'ticket-received'],
      ['rui', 'copied-in'],
      ['ana', 'colleague-wrote'],
      ['ana', 'answer'],
      ['rui', 'answer'],
    ])
    expect((await desk.events(id)).filter(({ type }) => type === 'ticket.copied-in')).toHaveLength(1)
  })

  it('brings in nobody, and may leave; whoever leaves the organisation sees nothing more', async () => {
    const desk = await createDesk()
    const person = await colleague(desk)
    const rui = await desk.as(person)
    const { reference } = await desk.open('ana')
    const eva = await desk.as('eva')
    await addToCopy(eva, { reference, email: 'rui@demo.test' })
    await addToCopy(eva, { reference, email: 'dora@demo.test' })
    expect(await refusal(addToCopy(rui, { reference, email: 'bruno@demo.test' }))).toMatchObject({
      code: 'copy-not-yours',
    })
    expect(await refusal(removeFromCopy(rui, { reference, person: 'dora' }))).toMatchObject({
      code: 'copy-not-yours',
    })
    const moved = { ...person, organisationId: 'sao-bras', organisationIds: ['sao-bras'] }
    expect(await refusal(getTicket(await desk.as(moved), reference))).toMatchObject({ kind: 'not-found' })
    expect((await listTickets(await desk.as(moved), {})).items).toEqual([])
    await desk.database.client.execute("update people set organisation_id = 'sao-bras' where id = 'rui'")
    await replyToTicket(eva, { reference, body: 'Olá' }, means)
    expect((await letterBox(desk)).filter(([who]) => who === 'rui')).toEqual([])
    await removeFromCopy(rui, { reference, person: 'rui' })
    expect(await refusal(getTicket(rui, reference))).toMatchObject({ kind: 'not-found' })
    expect(await refusal(removeFromCopy(eva, { reference, person: 'rui' }))).toMatchObject({
      code: 'person-not-found',
    })
  })

  it('is of the same organisation, or of the partner that looks after it, and nobody learns of others', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('ana')
    const ana = await desk.as('ana')
    for (const email of ['carla@demo.test', 'eva@demo.test', 'ninguem@demo.test'])
      expect((await refusal(addToCopy(ana, { reference, email }))).fields).toEqual(['email: not-a-colleague'])
    expect((await refusal(addToCopy(ana, { reference, email: 'ana@demo.test' }))).fields).toEqual([
      'email: is-requester',
    ])
    expect((await refusal(addToCopy(ana, { reference, email: '' }))).fields).toEqual(['email: required'])
    expect(
      await refusal(addToCopy(await desk.as('carla'), { reference, email: 'dora@demo.test' })),
    ).toMatchObject({ kind: 'not-found' })
    await addToCopy(ana, { reference, email: 'dora@demo.test' })
    expect((await getDeskTicket(await desk.as('eva'), reference)).copies).toMatchObject([{ id: 'dora' }])
  })

  it('sees the ticket that their message to a closed one opens', async () => {
    const desk = await createDesk()
    const rui = await desk.as(await colleague(desk))
    const { reference } = await desk.open('ana')
    await addToCopy(await desk.as('ana'), { reference, email: 'rui@demo.test' })
    await closeTicket(await desk.as('eva'), { reference })
    const queue = { id: 'support', pt: 'Suporte', en: 'Support', followUp: 'new-linked' }
    await saveQueue(await desk.as('joao'), queue, false)
    const said = await replyToTicket(rui, { reference, body: 'Voltou' }, means)
    expect(await getTicket(rui, said.reference)).toMatchObject({
      requester: { id: 'ana' },
      copies: [{ id: 'rui' }],
    })
  })

  it('of a part reads only the part', async () => {
    const desk = await createDesk()
    const rui = await desk.as(await colleague(desk))
    const part = await desk.open('ana')
    const whole = await desk.open('ana', { body: 'Outra coisa' })
    await addToCopy(await desk.as('ana'), { reference: part.reference, email: 'rui@demo.test' })
    await mergeTickets(await desk.as('eva'), { reference: part.reference, into: whole.reference })
    expect(await getTicket(rui, part.reference)).toMatchObject({ status: 'merged', mergedInto: null })
    expect(await refusal(getTicket(rui, whole.reference))).toMatchObject({ kind: 'not-found' })
    expect(
      await refusal(replyToTicket(rui, { reference: part.reference, body: 'Olá' }, means)),
    ).toMatchObject({ code: 'ticket-merged' })
  })
})

describe('a watcher', () => {
  it('of the desk gets the ticket’s letters, each event once', async () => {
    const desk = await createDesk()
    const { id, reference } = await desk.open('ana')
    const helena = await desk.as('helena')
    await watchTicket(helena, { reference })
    await watchTicket(helena, { reference })
    await watchTicket(helena, { reference, person: 'gustavo' })
    await replyToTicket(await desk.as('ana'), { reference, body: 'Mais isto.' }, means)
    await replyToTicket(await desk.as('eva'), { reference, body: 'Nota', internal: true }, means)
    await replyToTicket(await desk.as('eva'), { reference, body: 'Resposta' }, means)
    await unwatchTicket(helena, { reference, person: 'gustavo' })
    expect((await getDeskTicket(helena, reference)).watchers).toEqual([
      { id: 'helena', name: 'Helena Prates' },
    ])
    await replyToTicket(await desk.as('eva'), { reference, body: 'Mais uma nota', internal: true }, means)
    const box = await letterBox(desk)
    expect(box.filter(([who]) => who === 'helena').map(([, kind]) => kind)).toEqual([
      'customer-replied',
      'note',
      'watched',
      'note',
    ])
    const seen = JSON.stringify(await timeline(await desk.as('ana'), reference))
    expect(seen).not.toContain('watch')
    expect((await desk.events(id)).filter(({ type }) => /watched/.test(type))).toHaveLength(3)
    expect((await refusal(watchTicket(helena, { reference, person: 'ana' }))).fields).toEqual([
      'person: unknown',
    ])
    expect(await refusal(watchTicket(await desk.as('ana'), { reference }))).toMatchObject({
      code: 'desk-only',
    })
    expect(await refusal(watchTicket(helena, { reference: 'SUP-9999' }))).toMatchObject({ kind: 'not-found' })
  })
})
