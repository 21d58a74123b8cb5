import { describe, expect, it } from 'vitest'
import {
  changePriority,
  closeTicket,
  findAttachment,
  getDeskTicket,
  getTicket,
  mergeTickets,
  replyToTicket,
  saveQueue,
  splitMessage,
  timeline,
  unmergeTicket,
} from '#domain/tickets/index.ts'
import { tuesday } from '../../support/world.ts'
import { createDesk, type Desk, means, minute, refusal } from './support.ts'

const day = 86_400_000
const bodies = (ticket: { messages: { body: string }[] }) => ticket.messages.map(({ body }) => body)

async function say(desk: Desk, who: 'ana' | 'bruno' | 'eva', reference: string, body: string, more = {}) {
  return replyToTicket(await desk.as(who), { reference, body, ...more }, means)
}

describe('merging', () => {
  it('makes one conversation of two, in order, and sends on whoever writes to the part', async () => {
    const desk = await createDesk()
    const whole = await desk.open('ana', { body: 'A1' })
    const part = await desk.open('ana', { body: 'B1' })
    await say(desk, 'eva', whole.reference, 'A2')
    const upload = await desk.upload('ana', 'registo')
    await say(desk, 'ana', part.reference, 'B2', { uploads: [upload.id] })
    await say(desk, 'eva', part.reference, 'B nota', { internal: true })
    const eva = await desk.as('eva', tuesday + 30 * minute)
    expect(await mergeTickets(eva, { reference: part.reference, into: String(whole.id) })).toEqual({
      into: whole.reference,
    })
    const ana = await desk.as('ana', tuesday + 40 * minute)
    const seen = await getTicket(ana, whole.reference)
    expect(bodies(seen)).toEqual(['A1', 'B1', 'A2', 'B2'])
    expect(seen.messages.map(({ from }) => from)).toEqual([null, part.reference, null, part.reference])
    expect(seen.parts).toEqual([part.reference])
    expect(bodies(await getDeskTicket(eva, whole.reference))).toEqual(['A1', 'B1', 'A2', 'B2', 'B nota'])
    expect(await findAttachment(ana, { id: upload.id })).toMatchObject({ hash: upload.hash })
    const left = await getTicket(ana, part.reference)
    expect(left).toMatchObject({ status: 'merged', mergedInto: whole.reference, may: { reply: false } })
    expect(bodies(left)).toEqual(['B1', 'B2'])
    expect(left.deadlines.resolution.state).toBe('met')
    expect(await desk.row(part.id)).toMatchObject({
      next_due_at: null,
      desk_due_at: null,
      next_warning_at: null,
    })
    // What was asked there is owed here.
    expect(await desk.row(whole.id)).toMatchObject({ unanswered_since: tuesday + 30 * minute })
    expect(await say(desk, 'ana', part.reference, 'Depois')).toMatchObject({ reference: whole.reference })
    expect(await say(desk, 'eva', part.reference, 'E mais')).toMatchObject({ reference: whole.reference })
    expect(bodies(await getTicket(ana, whole.reference)).slice(-2)).toEqual(['Depois', 'E mais'])
    expect((await desk.events(part.id)).at(-1)).toMatchObject({
      type: 'ticket.merged',
      data: { to: whole.reference },
    })
    expect((await desk.events(whole.id)).map(({ type }) => type)).toContain('ticket.merged-in')
    const told = JSON.stringify(await timeline(ana, whole.reference))
    expect(told).not.toContain('merged-in')
  })

  it('loses no message that comes while it is done', async () => {
    const desk = await createDesk()
    const [whole, part] = [await desk.open('ana'), await desk.open('ana')]
    const eva = await desk.as('eva', tuesday + 30 * minute)
    await Promise.all([
      say(desk, 'ana', part.reference, 'Antes'),
      mergeTickets(eva, { reference: part.reference, into: whole.reference }),
      say(desk, 'ana', part.reference, 'Depois'),
      say(desk, 'eva', part.reference, 'Do balcão'),
    ])
    const { messages } = await getTicket(await desk.as('ana', tuesday + 40 * minute), whole.reference)
    expect(messages.map(({ body }) => body)).toEqual(expect.arrayContaining(['Antes', 'Depois', 'Do balcão']))
    expect(messages).toHaveLength(5)
  })

  it('sends a message to a part the way that the whole goes, closed or refused', async () => {
    const desk = await createDesk()
    const [whole, part] = [await desk.open('ana'), await desk.open('ana')]
    const eva = await desk.as('eva', tuesday + 30 * minute)
    await mergeTickets(eva, { reference: part.reference, into: whole.reference })
    await closeTicket(eva, { reference: whole.reference })
    const policy = async (followUp: string): Promise<void> => {
      const input = { id: 'support', pt: 'Suporte', en: 'Support', followUp, followUpDays: '' }
      await saveQueue(await desk.as('joao'), input, false)
    }
    await policy('refuse')
    expect(await refusal(say(desk, 'ana', part.reference, 'Ainda'))).toMatchObject({ kind: 'conflict' })
    await policy('new-linked')
    const next = await say(desk, 'ana', part.reference, 'E agora')
    expect([whole.reference, part.reference]).not.toContain(next.reference)
    const ana = await desk.as('ana', tuesday + 40 * minute)
    expect((await getTicket(ana, next.reference)).links).toMatchObject([
      { role: 'earlier', reference: whole.reference },
    ])
    await policy('reopen')
    expect((await say(desk, 'ana', part.reference, 'Afinal')).reference).toBe(whole.reference)
    expect((await getTicket(ana, whole.reference)).status).toBe('open')
  })

  it('shows what was written to the part to those alone who may see the part', async () => {
    const desk = await createDesk()
    const whole = await desk.open('ana', { body: 'De ana' })
    const part = await desk.open('bruno', { body: 'De bruno' })
    const upload = await desk.upload('bruno', 'segredo')
    await say(desk, 'bruno', part.reference, 'Só de bruno', { uploads: [upload.id] })
    const eva = await desk.as('eva')
    await mergeTickets(eva, { reference: part.reference, into: whole.reference })
    const ana = await desk.as('ana')
    const seen = await getTicket(ana, whole.reference)
    expect(bodies(seen)).toEqual(['De ana'])
    expect(JSON.stringify(seen)).not.toContain(part.reference)
    expect(await refusal(findAttachment(ana, { id: upload.id }))).toMatchObject({ kind: 'not-found' })
    expect(bodies(await getTicket(await desk.as('bruno'), whole.reference))).toEqual([
      'De ana',
      'De bruno',
      'Só de bruno',
    ])
    // The other way round: whoever may not see the whole gets an answer.
    const own = await desk.open('ana', { body: 'Outro' })
    const of = await desk.open('bruno')
    await mergeTickets(eva, { reference: own.reference, into: of.reference })
    expect(await getTicket(ana, own.reference)).toMatchObject({ status: 'merged', mergedInto: null })
    expect(await refusal(say(desk, 'ana', own.reference, 'Olá'))).toMatchObject({ code: 'ticket-merged' })
    expect(JSON.stringify(await timeline(ana, own.reference))).not.toContain(of.reference)
  })

  it('follows a chain to its end, never in circles', async () => {
    const desk = await createDesk()
    const [a, b, c] = [await desk.open('ana'), await desk.open('ana'), await desk.open('ana')]
    const eva = await desk.as('eva')
    await mergeTickets(eva, { reference: b.reference, into: a.reference })
    await mergeTickets(eva, { reference: a.reference, into: c.reference })
    expect(await say(desk, 'ana', b.reference, 'Olá')).toMatchObject({ reference: c.reference })
    expect((await getTicket(await desk.as('ana'), c.reference)).parts).toEqual([a.reference, b.reference])
    expect((await refusal(mergeTickets(eva, { reference: c.reference, into: b.reference }))).fields).toEqual([
      'into: same-ticket',
    ])
    const d = await desk.open('ana')
    expect(await mergeTickets(eva, { reference: d.reference, into: b.reference })).toEqual({
      into: c.reference,
    })
    expect((await getDeskTicket(eva, b.reference)).mergedInto).toBe(c.reference)
  })

  it('is refused between organisations, into what is done, and to others than the desk', async () => {
    const desk = await createDesk()
    const ana = await desk.open('ana')
    const carla = await desk.open('carla')
    const done = await desk.open('ana')
    const eva = await desk.as('eva')
    await closeTicket(eva, { reference: done.reference })
    const merge = (reference: string, into: string) => refusal(mergeTickets(eva, { reference, into }))
    expect(await merge(ana.reference, carla.reference)).toMatchObject({ code: 'merge-other-organisation' })
    expect(await merge(ana.reference, done.reference)).toMatchObject({ code: 'merge-into-done' })
    expect((await merge(ana.reference, ana.reference)).fields).toEqual(['into: same-ticket'])
    expect((await merge(ana.reference, 'SUP-9999')).fields).toEqual(['into: unknown-ticket'])
    expect((await merge(ana.reference, 'nada')).fields).toEqual(['into: unknown-ticket'])
    expect(await merge('SUP-9999', ana.reference)).toMatchObject({ kind: 'not-found' })
    expect(
      await refusal(mergeTickets(await desk.as('ana'), { reference: ana.reference, into: done.reference })),
    ).toMatchObject({ code: 'desk-only' })
    // What is done may become part of what is not.
    await mergeTickets(eva, { reference: done.reference, into: ana.reference })
    expect(await merge(done.reference, ana.reference)).toMatchObject({ code: 'ticket-merged' })
    expect(await refusal(closeTicket(eva, { reference: done.reference }))).toMatchObject({
      code: 'ticket-merged',
    })
    // One who asks for two organisations is the same one in both.
    const one = await desk.open('dora', { organisation: 'vila-nova', body: 'de um' })
    const two = await desk.open('dora', { organisation: 'sao-bras', body: 'de outro' })
    await mergeTickets(eva, { reference: two.reference, into: one.reference })
    expect(bodies(await getTicket(await desk.as('dora'), one.reference))).toEqual(['de um', 'de outro'])
    expect(bodies(await getTicket(await desk.as('bruno'), one.reference))).toEqual(['de um'])
  })

  it('is done once by two agents at once', async () => {
    const desk = await createDesk()
    const [a, b] = [await desk.open('ana'), await desk.open('ana')]
    const results = await Promise.allSettled([
      mergeTickets(await desk.as('eva'), { reference: a.reference, into: b.reference }),
      mergeTickets(await desk.as('filipe'), { reference: b.reference, into: a.reference }),
    ])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const rows = [await desk.row(a.id), await desk.row(b.id)]
    expect(rows.filter(({ status }) => status === 'merged')).toHaveLength(1)
  })

  it('can be undone within a day, with the clocks where they stood', async () => {
    const desk = await createDesk()
    const whole = await desk.open('ana')
    const part = await desk.open('ana')
    await say(desk, 'eva', part.reference, 'Que versão?', { status: 'waiting' })
    const eva = await desk.as('eva', tuesday + 60 * minute)
    await mergeTickets(eva, { reference: part.reference, into: whole.reference })
    expect((await getDeskTicket(eva, part.reference)).mayUnmerge).toBe(true)
    const late = await desk.as('eva', tuesday + 60 * minute + day + 1)
    expect(await refusal(unmergeTicket(late, { reference: part.reference }))).toMatchObject({
      code: 'unmerge-too-late',
    })
    expect((await getDeskTicket(late, part.reference)).mayUnmerge).toBe(false)
    const soon = await desk.as('eva', tuesday + 120 * minute)
    await unmergeTicket(soon, { reference: part.reference })
    const again = await getDeskTicket(soon, part.reference)
    expect(again).toMatchObject({ status: 'waiting', waitingFor: 'customer', mergedInto: null })
    expect(again.deadlines.resolution).toMatchObject({ state: 'paused', remainingMinutes: 2400 })
    expect(again.chain.map(({ leftAt }) => leftAt === null)).toEqual([false, true])
    expect(bodies(await getDeskTicket(soon, whole.reference))).toHaveLength(1)
    expect(await refusal(unmergeTicket(soon, { reference: part.reference }))).toMatchObject({
      code: 'ticket-not-merged',
    })
    for (const { id } of [whole, part])
      expect((await desk.events(id)).at(-1)).toMatchObject({ type: 'ticket.unmerged' })
    await mergeTickets(soon, { reference: part.reference, into: whole.reference })
    await changePriority(soon, { reference: whole.reference, impact: 'high', reason: 'Tudo parado' })
  })
})

describe('splitting', () => {
  it('makes a message of the customer a ticket of theirs, with copies of its files', async () => {
    const desk = await createDesk()
    const { id, reference } = await desk.open('ana', { version: '7.4.2' })
    const upload = await desk.upload('ana', 'registo')
    const { messageId } = await say(desk, 'ana', reference, 'E outra coisa', { uploads: [upload.id] })
    const eva = await desk.as('eva', tuesday + 30 * minute)
    const made = await splitMessage(eva, { reference, message: messageId, subject: 'Outra coisa' })
    const ana = await desk.as('ana', tuesday + 30 * minute)
    const seen = await getTicket(ana, made.reference)
    expect(seen).toMatchObject({
      subject: 'Outra coisa',
      version: '7.4.2',
      requester: { id: 'ana' },
      messages: [{ body: 'E outra coisa', author: { id: 'ana' } }],
      links: [{ role: 'earlier', reference }],
    })
    const copy = seen.messages[0]?.attachments[0]?.id ?? ''
    expect(copy).not.toBe(upload.id)
    expect(await findAttachment(ana, { id: copy })).toMatchObject({ hash: upload.hash })
    expect(seen.deadlines.firstResponse.state).toBe('running')
    expect(bodies(await getTicket(ana, reference))).toHaveLength(2)
    expect((await desk.events(id)).at(-1)).toMatchObject({
      type: 'ticket.split',
      data: { to: made.reference, message: messageId },
    })
    expect(await refusal(splitMessage(eva, { reference, message: messageId }))).toMatchObject({
      code: 'split-already',
    })
    expect(
      await refusal(splitMessage(await desk.as('ana'), { reference, message: messageId })),
    ).toMatchObject({ code: 'desk-only' })
    const other = await desk.open('carla')
    expect(
      await refusal(splitMessage(eva, { reference: other.reference, message: messageId })),
    ).toMatchObject({ code: 'message-not-found' })
  })

  it('makes a note of the desk a ticket of the house, which no customer sees', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('ana')
    const { messageId } = await say(desk, 'eva', reference, 'Segredo', { internal: true })
    const made = await splitMessage(await desk.as('eva'), {
      reference,
      message: messageId,
      subject: 'Rever o módulo',
    })
    for (const who of ['ana', 'bruno', 'dora'] as const) {
      const ctx = await desk.as(who)
      expect(await refusal(getTicket(ctx, made.reference))).toMatchObject({ kind: 'not-found' })
      const seen = JSON.stringify([await getTicket(ctx, reference), await timeline(ctx, reference)])
      expect(seen).not.toContain(made.reference)
      expect(seen).not.toContain('split')
    }
    expect(await getDeskTicket(await desk.as('filipe'), made.reference)).toMatchObject({
      requester: { id: 'eva' },
      organisation: { id: 'mare' },
      unansweredSince: null,
      messages: [{ body: 'Segredo', audience: 'internal' }],
      links: [{ role: 'related', reference }],
    })
  })
})
