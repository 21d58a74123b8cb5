import { describe, expect, it } from 'vitest'
import { letters } from '#db/schema/index.ts'
import { writeLetters } from '#domain/mail/index.ts'
import {
  addLabel,
  addToChecklist,
  allLabels,
  archiveLabel,
  changeStatus,
  closeTicket,
  getDeskTicket,
  getTicket,
  knownTags,
  listQueue,
  listTickets,
  remind,
  removeFromChecklist,
  removeReminder,
  renameLabel,
  replyToTicket,
  setReminder,
  tagTicket,
  tickChecklist,
  timeline,
  untagTicket,
} from '#domain/tickets/index.ts'
import { createCompose } from '#server/mail/compose.ts'
import { tuesday } from '../../support/world.ts'
import { createDesk, means, minute, refusal } from './support.ts'

describe('tags', () => {
  it('sort tickets for the desk, whatever their case', async () => {
    const desk = await createDesk()
    const [one, two] = [await desk.open('ana'), await desk.open('carla')]
    await desk.open('ana')
    const eva = await desk.as('eva')
    await tagTicket(eva, { reference: one.reference, tag: '  Impressora  TÉRMICA ' })
    await tagTicket(eva, { reference: one.reference, tag: 'impressora térmica' })
    await tagTicket(eva, { reference: two.reference, tag: 'impressora térmica' })
    await tagTicket(eva, { reference: two.reference, tag: 'urgente' })
    expect((await getDeskTicket(eva, one.reference)).tags).toEqual(['impressora térmica'])
    expect(await knownTags(desk.database.reader)).toEqual(
      expect.arrayContaining(['impressora térmica', 'urgente']),
    )
    await closeTicket(eva, { reference: two.reference })
    const found = async (view: string) =>
      (await listQueue(eva, { view, tag: 'Impressora térmica' })).items.map(({ reference }) => reference)
    expect(await found('all-open')).toEqual([one.reference])
    expect(await found('closed')).toEqual([two.reference])
    await untagTicket(eva, { reference: one.reference, tag: 'impressora térmica' })
    await untagTicket(eva, { reference: one.reference, tag: 'impressora térmica' })
    expect(await found('all-open')).toEqual([])
    expect((await desk.events(one.id)).map(({ type }) => type)).toEqual([
      'ticket.opened',
      'ticket.tagged',
      'ticket.untagged',
    ])
    expect((await timeline(await desk.as('ana'), one.reference)).map(({ kind }) => kind)).toEqual(['opened'])
  })

  it('have limits', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('ana')
    const eva = await desk.as('eva')
    for (let i = 0; i < 20; i++) await tagTicket(eva, { reference, tag: `t${i}` })
    expect(await refusal(tagTicket(eva, { reference, tag: 'mais' }))).toMatchObject({ code: 'too-many-tags' })
    expect((await refusal(tagTicket(eva, { reference, tag: 'x'.repeat(41) }))).fields).toEqual([
      'tag: too-long',
    ])
    expect((await refusal(tagTicket(eva, { reference, tag: ' ' }))).fields).toEqual(['tag: required'])
    expect(await refusal(tagTicket(await desk.as('bruno'), { reference, tag: 'x' }))).toMatchObject({
      code: 'desk-only',
    })
    expect(await refusal(tagTicket(eva, { reference: 'SUP-9999', tag: 'x' }))).toMatchObject({
      kind: 'not-found',
    })
  })
})

describe('time spent', () => {
  it('is summed for the desk, and no customer sees or writes it', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('ana')
    const eva = await desk.as('eva')
    await replyToTicket(eva, { reference, body: 'Olá', minutes: '17' }, means)
    await replyToTicket(eva, { reference, body: 'Nota', internal: true, minutes: 25 }, means)
    await replyToTicket(eva, { reference, body: 'Sem tempo', minutes: '' }, means)
    const seen = await getDeskTicket(eva, reference)
    expect(seen.minutesSpent).toBe(42)
    expect(seen.messages.map(({ minutes }) => minutes)).toEqual([null, 17, 25, null])
    const ana = await desk.as('ana')
    expect(JSON.stringify(await getTicket(ana, reference))).not.toMatch(/"minutes":\s*17|minutesSpent/)
    expect(await refusal(replyToTicket(ana, { reference, body: 'x', minutes: 5 }, means))).toMatchObject({
      code: 'desk-only',
    })
    expect((await refusal(replyToTicket(eva, { reference, body: 'x', minutes: 0 }, means))).fields).toEqual([
      'minutes: too-low',
    ])
  })
})

describe('reminders', () => {
  it('are said once, when they are due, to whoever asked', async () => {
    const desk = await createDesk()
    const { id, reference } = await desk.open('ana')
    const eva = await desk.as('eva')
    await setReminder(eva, { reference, at: tuesday + 60 * minute, word: 'Ligar <à> Ana' })
    await setReminder(eva, { reference, at: tuesday + 90 * minute, word: 'Outro' })
    const [, later] = (await getDeskTicket(await desk.as('filipe'), reference)).reminders
    expect(later).toMatchObject({ word: 'Outro', person: { id: 'eva' } })
    await removeReminder(eva, { reference, reminder: later?.id })
    const job = (at: number) => desk.as({ kind: 'system', name: 'reminders' }, at)
    expect(await remind(await job(tuesday + 59 * minute))).toBe(0)
    const due = await job(tuesday + 120 * minute)
    expect(await Promise.all([remind(due), remind(due)])).toContain(1)
    expect(await remind(due)).toBe(0)
    expect((await desk.events(id)).filter(({ type }) => type === 'ticket.reminded')).toHaveLength(1)
    expect((await getDeskTicket(eva, reference)).reminders).toEqual([])
    const compose = createCompose(new URL('https://portal.example'), 'Balcão')
    await writeLetters(due, compose, 'portal.example')
    const [letter, ...more] = (await desk.database.reader.select().from(letters)).filter(
      ({ template }) => template === 'reminder',
    )
    expect(more).toEqual([])
    expect(letter).toMatchObject({ personId: 'eva' })
    expect(letter?.text).toContain('Ligar <à> Ana')
    expect(letter?.html).not.toContain('<à>')
    expect(JSON.stringify(await timeline(await desk.as('ana'), reference))).not.toContain('Ligar')
  })

  it('lie ahead, within a year, and are the desk’s', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('ana')
    const eva = await desk.as('eva')
    const set = (at: unknown, word = 'x') => refusal(setReminder(eva, { reference, at, word }))
    expect((await set(tuesday)).fields).toEqual(['at: in-the-past'])
    expect((await set(tuesday + 400 * 86_400_000)).fields).toEqual(['at: too-far'])
    expect((await set('amanhã')).fields).toEqual(['at: invalid'])
    expect((await set(tuesday + minute, '')).fields).toEqual(['word: required'])
    expect(await refusal(removeReminder(eva, { reference, reminder: 1 }))).toMatchObject({
      code: 'reminder-not-found',
    })
    expect(
      await refusal(setReminder(await desk.as('ana'), { reference, at: tuesday + minute, word: 'x' })),
    ).toMatchObject({ code: 'desk-only' })
    expect(await refusal(remind(eva))).toMatchObject({ code: 'system-only' })
  })
})

describe('checklists', () => {
  it('say what is done and by whom', async () => {
    const desk = await createDesk()
    const { id, reference } = await desk.open('ana')
    const eva = await desk.as('eva')
    await addToChecklist(eva, { reference, text: 'Pedir registos' })
    await addToChecklist(eva, { reference, text: 'Reproduzir' })
    const [first, second] = (await getDeskTicket(eva, reference)).checklist
    await tickChecklist(await desk.as('filipe'), { reference, item: first?.id, done: 'on' })
    // The second of two at once changes nothing.
    await tickChecklist(eva, { reference, item: first?.id, done: true })
    await removeFromChecklist(eva, { reference, item: second?.id })
    expect((await getDeskTicket(eva, reference)).checklist).toMatchObject([
      { text: 'Pedir registos', doneAt: tuesday, doneBy: 'Filipe Sousa' },
    ])
    await tickChecklist(eva, { reference, item: first?.id, done: '' })
    expect((await getDeskTicket(eva, reference)).checklist[0]).toMatchObject({ doneAt: null, doneBy: null })
    expect((await desk.events(id)).slice(1).map(({ type }) => type)).toEqual([
      'ticket.item-added',
      'ticket.item-added',
      'ticket.item-done',
      'ticket.item-removed',
      'ticket.item-undone',
    ])
    const other = await desk.open('carla')
    expect(
      await refusal(tickChecklist(eva, { reference: other.reference, item: first?.id, done: true })),
    ).toMatchObject({ code: 'item-not-found' })
    expect(await refusal(addToChecklist(await desk.as('ana'), { reference, text: 'x' }))).toMatchObject({
      code: 'desk-only',
    })
    expect((await refusal(addToChecklist(eva, { reference, text: '' }))).fields).toEqual(['text: required'])
  })
})

describe('finer words for a status', () => {
  it('are chosen with it, read by the customer, and go with the next change', async () => {
    const desk = await createDesk()
    const joao = await desk.as('joao')
    const { id: analysis } = await addLabel(joao, { status: 'open', pt: 'Em análise', en: 'In analysis' })
    const { id: logs } = await addLabel(joao, { status: 'waiting', pt: 'À espera de registos', en: 'Logs' })
    const { reference } = await desk.open('ana')
    const eva = await desk.as('eva')
    const ana = await desk.as('ana')
    await changeStatus(eva, { reference, status: 'open', label: analysis })
    await renameLabel(joao, { id: analysis, pt: 'A analisar', en: 'Analysing' })
    expect((await getTicket(ana, reference)).label).toEqual({ pt: 'A analisar', en: 'Analysing' })
    await renameLabel(joao, { id: analysis, pt: 'Em análise', en: 'In analysis' })
    const { rows } = await desk.database.client.execute(
      "select count(*) as n from events where type = 'status-label.renamed'",
    )
    expect(rows[0]).toMatchObject({ n: 2 })
    expect(await refusal(renameLabel(eva, { id: analysis, pt: 'Xx', en: 'Xx' }))).toMatchObject({
      code: 'administrators-only',
    })
    expect(await refusal(renameLabel(joao, { id: 'nada', pt: 'Xx', en: 'Xx' }))).toMatchObject({
      kind: 'not-found',
    })
    expect((await refusal(renameLabel(joao, { id: analysis, pt: '', en: 'Xx' }))).fields).toHaveLength(1)
    expect(await getTicket(ana, reference)).toMatchObject({ status: 'open', label: { pt: 'Em análise' } })
    expect((await timeline(ana, reference)).at(-1)).toMatchObject({
      kind: 'status-changed',
      names: { en: 'In analysis' },
    })
    expect(await refusal(changeStatus(eva, { reference, status: 'open', label: analysis }))).toMatchObject({
      code: 'status-not-possible',
    })
    expect((await refusal(changeStatus(eva, { reference, status: 'open', label: logs }))).fields).toEqual([
      'label: not-of-status',
    ])
    const labelled = { items: [{ reference, label: { en: 'In analysis' } }] }
    expect(await listQueue(eva, {})).toMatchObject(labelled)
    expect(await listTickets(ana, {})).toMatchObject(labelled)
    const asks = { reference, body: 'Envie-os.', status: 'waiting', label: logs }
    await replyToTicket(eva, asks, means)
    expect((await getTicket(ana, reference)).label).toMatchObject({ en: 'Logs' })
    await replyToTicket(ana, { reference, body: 'Aqui vão.' }, means)
    expect(await getTicket(ana, reference)).toMatchObject({ status: 'open', label: null })
    expect((await refusal(replyToTicket(eva, { ...asks, status: '' }, means))).fields).toEqual([
      'label: not-of-status',
    ])
    await changeStatus(eva, { reference, status: 'waiting', waitingFor: 'customer', label: logs })
    await archiveLabel(joao, { id: logs })
    expect((await getTicket(ana, reference)).label).toMatchObject({ en: 'Logs' })
    expect(await allLabels(desk.database.reader)).toMatchObject([{ id: analysis }])
    expect(await refusal(addLabel(eva, { status: 'open', pt: 'Uma', en: 'One' }))).toMatchObject({
      code: 'administrators-only',
    })
    expect((await refusal(addLabel(joao, { status: 'new', pt: '', en: 'One' }))).fields).toEqual([
      'status: invalid',
      'pt: required',
    ])
    expect(await refusal(archiveLabel(joao, { id: logs }))).toMatchObject({ code: 'label-not-found' })
  })

  it('are told apart by name among those of their status that are in use', async () => {
    const desk = await createDesk()
    const joao = await desk.as('joao')
    const { id } = await addLabel(joao, { status: 'open', pt: 'Em análise', en: 'In analysis' })
    const again = { status: 'open', pt: 'em  analise', en: 'Looked at' }
    expect((await refusal(addLabel(joao, again))).fields).toEqual(['pt: label-name-taken'])
    await addLabel(joao, { ...again, status: 'waiting' })
    const { id: other } = await addLabel(joao, { ...again, pt: 'A ver' })
    await renameLabel(joao, { id: other, pt: 'A VER', en: 'Looked at' })
    const renamed = { id: other, pt: 'A ver', en: 'In analysis' }
    expect((await refusal(renameLabel(joao, renamed))).fields).toEqual(['en: label-name-taken'])
    await archiveLabel(joao, { id })
    await renameLabel(joao, renamed)
  })
})
