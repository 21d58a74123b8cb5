import { describe, expect, it } from 'vitest'
import {
  changeStatus,
  closeTicket,
  getDeskTicket,
  getTicket,
  replyToTicket,
  timeline,
} from '#domain/tickets/index.ts'
import { tuesday } from '../../support/world.ts'
import { createDesk, means, minute, refusal } from './support.ts'

describe('replying', () => {
  it('by an agent meets the first response and opens the ticket', async () => {
    const desk = await createDesk()
    const { id, reference } = await desk.open('ana')
    await replyToTicket(await desk.as('eva', tuesday + 30 * minute), { reference, body: 'Vou ver.' }, means)
    const ticket = await getTicket(await desk.as('ana', tuesday + 60 * minute), reference)
    expect(ticket).toMatchObject({ status: 'open', updatedAt: tuesday + 30 * minute })
    expect(ticket.deadlines.firstResponse).toMatchObject({ state: 'met', remainingMinutes: 210 })
    expect(await desk.row(id)).toMatchObject({ unanswered_since: null, first_response_due_at: null })
    expect((await desk.events(id)).map((one) => one.type)).toEqual([
      'ticket.opened',
      'ticket.replied',
      'ticket.status-changed',
    ])
  })

  it('by the customer starts the update clock once, from the oldest unanswered message', async () => {
    const desk = await createDesk()
    const { id, reference } = await desk.open('ana')
    const say = async (who: 'ana' | 'eva', after: number) =>
      replyToTicket(
        await desk.as(who, tuesday + after * minute),
        { reference, body: 'Mais uma coisa.' },
        means,
      )
    await say('ana', 5)
    expect((await getTicket(await desk.as('ana'), reference)).deadlines.update.state).toBe('none')
    await say('eva', 10)
    await say('ana', 20)
    await say('ana', 40)
    expect(await desk.row(id)).toMatchObject({ unanswered_since: tuesday + 20 * minute })
    const running = await getTicket(await desk.as('ana', tuesday + 50 * minute), reference)
    expect(running.deadlines.update).toMatchObject({ state: 'running', remainingMinutes: 960 - 30 })
    await say('eva', 60)
    expect(
      (await getTicket(await desk.as('ana', tuesday + 90 * minute), reference)).deadlines.update.state,
    ).toBe('met')
  })

  it('pauses the resolution while it waits for the customer, whose answer resumes it', async () => {
    const desk = await createDesk()
    const { reference, id } = await desk.open('ana')
    await replyToTicket(
      await desk.as('eva', tuesday + 30 * minute),
      { reference, body: 'Que versão?', status: 'waiting' },
      means,
    )
    const paused = await getTicket(await desk.as('ana', tuesday + 120 * minute), reference)
    expect(paused).toMatchObject({ status: 'waiting', waitingFor: 'customer' })
    expect(paused.deadlines.resolution).toMatchObject({
      state: 'paused',
      remainingMinutes: 2370,
      dueAt: null,
    })
    expect(await desk.row(id)).toMatchObject({ next_due_at: null })
    await replyToTicket(await desk.as('ana', tuesday + 60 * minute), { reference, body: '7.4' }, means)
    const resumed = await getTicket(await desk.as('ana', tuesday + 60 * minute), reference)
    expect(resumed).toMatchObject({ status: 'open', waitingFor: null })
    expect(resumed.deadlines.resolution).toMatchObject({ state: 'running', remainingMinutes: 2370 })
  })

  it('by the customer reopens what was closed', async () => {
    const desk = await createDesk()
    const { reference, id } = await desk.open('ana')
    await closeTicket(await desk.as('ana', tuesday + 10 * minute), { reference })
    await replyToTicket(await desk.as('ana', tuesday + 20 * minute), { reference, body: 'Voltou.' }, means)
    const ticket = await getTicket(await desk.as('ana', tuesday + 20 * minute), reference)
    expect(ticket).toMatchObject({ status: 'open', closedAt: null, resolvedAt: null })
    expect(ticket.deadlines.firstResponse).toMatchObject({ state: 'running', remainingMinutes: 230 })
    expect((await desk.events(id)).map((one) => one.type)).toEqual([
      'ticket.opened',
      'ticket.closed',
      'ticket.replied',
      'ticket.reopened',
    ])
  })

  it('keeps internal notes from customers, in every view', async () => {
    const desk = await createDesk()
    const { reference, id } = await desk.open('ana')
    const upload = await desk.upload('eva', 'registo', 'segredo.log')
    await replyToTicket(
      await desk.as('eva'),
      { reference, body: 'A segredar', internal: true, uploads: [upload.id] },
      means,
    )
    await changeStatus(await desk.as('eva'), { reference, status: 'waiting', waitingFor: 'engineering' })
    for (const who of ['ana', 'bruno', 'dora'] as const) {
      const ctx = await desk.as(who)
      const seen = JSON.stringify([await getTicket(ctx, reference), await timeline(ctx, reference)])
      expect(seen).not.toMatch(/segred|impact|demo\.test|noted/)
    }
    const inside = await getDeskTicket(await desk.as('filipe'), reference)
    expect(inside.messages.map((message) => message.audience)).toEqual(['customer', 'internal'])
    expect(inside.requester.email).toBe('ana@demo.test')
    expect((await desk.row(id)).first_responded_at).toBeNull()
    expect((await desk.events(id))[1]).toMatchObject({ type: 'ticket.noted', data: { audience: 'internal' } })
    // Also the desk gets no notes by the customer's query.
    expect((await getTicket(await desk.as('eva'), reference)).messages).toHaveLength(1)
  })

  it('is refused to others as not there, and notes to customers', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('ana')
    const body = 'Olá'
    expect(await refusal(replyToTicket(await desk.as('carla'), { reference, body }, means))).toMatchObject({
      kind: 'not-found',
      code: 'ticket-not-found',
    })
    expect(
      await refusal(replyToTicket(await desk.as('ana'), { reference: 'SUP-9999', body }, means)),
    ).toMatchObject({ kind: 'not-found', code: 'ticket-not-found' })
    expect(await refusal(replyToTicket(await desk.as('ines'), { reference, body }, means))).toMatchObject({
      kind: 'not-allowed',
    })
    expect(
      await refusal(replyToTicket(await desk.as('ana'), { reference, body, internal: true }, means)),
    ).toMatchObject({ kind: 'not-allowed' })
    expect(
      await refusal(replyToTicket(await desk.as('ana'), { reference, body, status: 'resolved' }, means)),
    ).toMatchObject({ kind: 'not-allowed' })
    expect(
      (await refusal(replyToTicket(await desk.as('ana'), { reference, body: '' }, means))).fields,
    ).toEqual(['body: required'])
    await desk.database.client.execute("update tickets set status = 'merged'")
    expect(await refusal(replyToTicket(await desk.as('ana'), { reference, body }, means))).toMatchObject({
      code: 'ticket-merged',
    })
  })
})
