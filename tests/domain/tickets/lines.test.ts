import { describe, expect, it } from 'vitest'
import {
  changeStatus,
  claimTicket,
  escalateTicket,
  explainTicket,
  getDeskTicket,
  getTicket,
  handBackTicket,
  listQueue,
  listTickets,
  reopenTicket,
  replyToTicket,
  timeline,
} from '#domain/tickets/index.ts'
import { type Name, tuesday } from '../../support/world.ts'
import { createDesk, type Desk, lineMeans, means, minute, refusal } from './support.ts'

const hour = 60 * minute
const told = { why: 'complex', summary: 'O expediente não abre.', tried: 'Reiniciar o serviço.' }

async function escalate(desk: Desk, who: Name, input: Record<string, unknown>, now = tuesday): Promise<void> {
  await escalateTicket(await desk.as(who, now), { ...told, line: 2, ...input }, lineMeans)
}

async function handBack(desk: Desk, who: Name, input: Record<string, unknown>, now = tuesday): Promise<void> {
  await handBackTicket(await desk.as(who, now), { answer: 'Era o disco cheio.', ...input }, means)
}

describe('escalating', () => {
  it('passes the ticket on with what the other line has to know, and keeps the owner', async () => {
    const desk = await createDesk()
    const { reference, id } = await desk.open('ana')
    await claimTicket(await desk.as('eva'), { reference })
    await escalate(desk, 'eva', { reference, line: '3', assignee: 'gustavo' })
    const ticket = await getDeskTicket(await desk.as('eva'), reference)
    expect(ticket).toMatchObject({
      line: 3,
      assignee: { id: 'gustavo' },
      owner: { id: 'eva' },
      status: 'open',
    })
    expect(ticket.messages.at(-1)).toMatchObject({
      audience: 'internal',
      author: { id: 'eva' },
      body: 'O expediente não abre.\n\n**O que já se tentou**\n\nReiniciar o serviço.',
    })
    expect((await desk.events(id)).at(-1)).toMatchObject({
      type: 'ticket.escalated',
      actorId: 'eva',
      data: { from: 1, to: 3, why: 'complex', assignee: 'gustavo' },
    })
  })

  it('tells the customer that it went on, and nothing of why', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('ana')
    await escalate(desk, 'eva', { reference })
    const last = async (who: Name) => (await timeline(await desk.as(who), reference)).at(-1)
    expect(await last('eva')).toMatchObject({ kind: 'escalated', from: '1', to: '2', reason: 'complex' })
    expect(await last('ana')).toMatchObject({ kind: 'escalated', to: '2', reason: null, messageId: null })
    const seen = await getTicket(await desk.as('ana'), reference)
    expect(seen.messages).toHaveLength(1)
    expect(JSON.stringify(seen)).not.toMatch(/expediente não abre|"line-2"|lineDeadline|chain/)
    expect(seen.counting?.clocks.map(({ clock }) => clock)).toEqual(['first-response', 'resolution'])
  })

  it('makes whoever of line 1 escalates it the owner, where there is none', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('ana')
    await escalate(desk, 'eva', { reference })
    expect(await getDeskTicket(await desk.as('filipe'), reference)).toMatchObject({ owner: { id: 'eva' } })
  })

  it('asks what was tried, unless nothing could be', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('ana')
    const without = (why: string) => refusal(escalate(desk, 'eva', { reference, why, tried: '' }))
    expect((await without('complex')).fields).toEqual(['tried: required'])
    expect((await without('fix')).fields).toEqual(['tried: required'])
    await escalate(desk, 'eva', { reference, why: 'critical', tried: '' })
    expect(
      (await refusal(escalate(desk, 'eva', { reference, line: 4, why: 'x', summary: ' ' }))).fields,
    ).toEqual(['line: invalid', 'why: invalid', 'summary: required'])
  })

  it('goes up only, to somebody of that line, while the ticket is active', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('ana')
    expect((await refusal(escalate(desk, 'eva', { reference, assignee: 'gustavo' }))).fields).toEqual([
      'assignee: unknown',
    ])
    await escalate(desk, 'eva', { reference })
    expect(await refusal(escalate(desk, 'eva', { reference }))).toMatchObject({ code: 'escalate-upwards' })
    await changeStatus(await desk.as('eva'), { reference, status: 'resolved' })
    expect(await refusal(escalate(desk, 'eva', { reference, line: 3 }))).toMatchObject({
      code: 'ticket-not-active',
    })
    expect(await refusal(handBack(desk, 'eva', { reference }))).toMatchObject({ code: 'ticket-not-active' })
  })

  it('is the desk’s alone, and of what one may see', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('ana')
    for (const who of ['ana', 'bruno', 'dora', 'ines'] as const) {
      expect((await refusal(escalate(desk, who, { reference }))).kind).toBe('not-allowed')
      expect((await refusal(handBack(desk, who, { reference }))).kind).toBe('not-allowed')
    }
    expect(await refusal(escalate(desk, 'eva', { reference: 'SUP-9' }))).toMatchObject({ kind: 'not-found' })
    expect(await refusal(handBack(desk, 'eva', { reference: 'SUP-9' }))).toMatchObject({ kind: 'not-found' })
  })

  it('of two who escalate at once happens once', async () => {
    const desk = await createDesk()
    const { reference, id } = await desk.open('ana')
    const both = await Promise.allSettled([
      escalate(desk, 'eva', { reference }),
      escalate(desk, 'helena', { reference }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const { chain, messages } = await getDeskTicket(await desk.as('eva'), reference)
    expect(chain.map(({ line }) => line)).toEqual([1, 2])
    expect(messages).toHaveLength(2)
    expect((await desk.events(id)).filter(({ type }) => type === 'ticket.escalated')).toHaveLength(1)
  })
})

describe('handing back', () => {
  it('brings the answer to the owner on line 1', async () => {
    const desk = await createDesk()
    const { reference, id } = await desk.open('ana')
    await claimTicket(await desk.as('eva'), { reference })
    await escalate(desk, 'eva', { reference })
    await claimTicket(await desk.as('filipe'), { reference })
    await handBack(desk, 'filipe', { reference })
    const ticket = await getDeskTicket(await desk.as('eva'), reference)
    expect(ticket).toMatchObject({ line: 1, assignee: { id: 'eva' }, owner: { id: 'eva' } })
    expect(ticket.messages.at(-1)).toMatchObject({ audience: 'internal', body: 'Era o disco cheio.' })
    expect((await desk.events(id)).at(-1)).toMatchObject({
      type: 'ticket.handed-back',
      data: { from: 2, to: 1, assignee: 'eva' },
    })
    expect(await refusal(handBack(desk, 'eva', { reference }))).toMatchObject({ code: 'hand-back-downwards' })
    expect((await refusal(handBack(desk, 'eva', { reference, answer: '' }))).fields).toEqual([
      'answer: required',
    ])
  })

  it('goes to the line it came from, to whoever had it there, or to the one that is named', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('ana')
    await escalate(desk, 'eva', { reference })
    await claimTicket(await desk.as('filipe'), { reference })
    await escalate(desk, 'filipe', { reference, line: 3 })
    await handBack(desk, 'gustavo', { reference })
    expect(await getDeskTicket(await desk.as('eva'), reference)).toMatchObject({
      line: 2,
      assignee: { id: 'filipe' },
    })
    await escalate(desk, 'filipe', { reference, line: 3 })
    await handBack(desk, 'gustavo', { reference, line: '1' })
    expect(await getDeskTicket(await desk.as('eva'), reference)).toMatchObject({
      line: 1,
      assignee: { id: 'eva' },
    })
  })
})

describe('the operational level', () => {
  it('counts each line’s time by itself, in support hours, pauses left out', async () => {
    const desk = await createDesk()
    // Tuesday 10:00; the level Ouro promises 480, 960 and 1440 minutes to the lines at normal priority.
    const { reference } = await desk.open('ana')
    await claimTicket(await desk.as('eva', tuesday), { reference })
    await escalate(desk, 'eva', { reference }, tuesday + hour)
    await claimTicket(await desk.as('filipe', tuesday + 2 * hour), { reference })
    await changeStatus(await desk.as('filipe', tuesday + 2 * hour), {
      reference,
      status: 'waiting',
      waitingFor: 'customer',
    })
    await replyToTicket(await desk.as('ana', tuesday + 5 * hour), { reference, body: 'Aqui está.' }, means)
    await handBack(desk, 'filipe', { reference }, tuesday + 6 * hour)
    const { chain, lineDeadline } = await getDeskTicket(await desk.as('eva', tuesday + 6.5 * hour), reference)
    expect(chain).toMatchObject([
      { line: 1, reason: 'opened', assignee: { id: 'eva' }, promised: 480, taken: 60 },
      { line: 2, reason: 'complex', assignee: { id: 'filipe' }, promised: 960, taken: 120 },
      { line: 1, reason: 'handed-back', assignee: { id: 'eva' }, promised: 480, taken: 30, leftAt: null },
    ])
    expect(lineDeadline).toMatchObject({ state: 'running', remainingMinutes: 450 })
    const { counting } = await explainTicket(await desk.as('eva', tuesday + 6.5 * hour), reference)
    expect(counting?.clocks.map(({ clock }) => clock)).toContain('line')
  })

  it('stops when the ticket is done, and begins anew when it is reopened', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('ana')
    await escalate(desk, 'eva', { reference }, tuesday + hour)
    await changeStatus(await desk.as('filipe', tuesday + 2 * hour), { reference, status: 'resolved' })
    const done = await getDeskTicket(await desk.as('eva', tuesday + 9 * hour), reference)
    expect(done.lineDeadline.state).toBe('met')
    expect(done.chain.at(-1)).toMatchObject({ line: 2, leftAt: tuesday + 2 * hour, taken: 60 })
    await reopenTicket(await desk.as('ana', tuesday + 24 * hour), { reference })
    const again = await getDeskTicket(await desk.as('eva', tuesday + 24 * hour), reference)
    expect(again.chain.at(-1)).toMatchObject({ line: 2, reason: 'reopened', leftAt: null, taken: 0 })
    // The promise goes on where it left off: an hour of 960 minutes is used.
    expect(again.lineDeadline).toMatchObject({ state: 'running', remainingMinutes: 900 })
    await changeStatus(await desk.as('filipe', tuesday + 25 * hour), { reference, status: 'resolved' })
    const { chain } = await getDeskTicket(await desk.as('eva', tuesday + 26 * hour), reference)
    expect(chain.map(({ line, taken }) => [line, taken])).toEqual([
      [1, 60],
      [2, 60],
      [2, 60],
    ])
  })

  it('orders the queue by what is due first, the line’s time included, and no customer’s list', async () => {
    const desk = await createDesk()
    // Both resolutions are promised within 2,400 minutes; only the second’s line has a time of its own, 480.
    const urgent = { impact: 'high', urgency: 'high' }
    const first = await desk.open('carla', { subject: 'Primeiro', ...urgent }, tuesday)
    const second = await desk.open('ana', { subject: 'Segundo' }, tuesday + 5 * minute)
    for (const { reference } of [first, second])
      await replyToTicket(await desk.as('eva', tuesday + 10 * minute), { reference, body: 'Já vejo.' }, means)
    const queue = await listQueue(await desk.as('eva', tuesday + 15 * minute), { view: 'all-open' })
    expect(queue.items.map(({ reference }) => reference)).toEqual([second.reference, first.reference])
    expect(queue.items.map(({ lineDueAt }) => lineDueAt)).toEqual([tuesday + 24.5 * hour + 5 * minute, null])
    const own = await listTickets(await desk.as('dora', tuesday + 15 * minute), {
      sort: 'due',
      scope: 'organisation',
    })
    expect(own.items.map(({ reference }) => reference)).toEqual([first.reference, second.reference])
    expect(JSON.stringify(own)).not.toContain('lineDueAt')
  })

  it('counts nothing where no level promises anything to a line', async () => {
    const desk = await createDesk()
    // Base promises the lines minutes only when it is critical.
    const { reference } = await desk.open('carla')
    await escalate(desk, 'eva', { reference }, tuesday + hour)
    const { chain, lineDeadline } = await getDeskTicket(await desk.as('eva', tuesday + 2 * hour), reference)
    expect(lineDeadline.state).toBe('none')
    expect(chain).toMatchObject([
      { line: 1, promised: null, taken: null },
      { line: 2, promised: null, taken: null, leftAt: null },
    ])
  })
})
