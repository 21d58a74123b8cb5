import { describe, expect, it } from 'vitest'
import { getDeskTicket, getTicket, openTicket } from '#domain/tickets/index.ts'
import { tuesday } from '../../support/world.ts'
import { createDesk, input, means, minute, refusal } from './support.ts'

describe('opening a ticket', () => {
  it('starts at SUP-1001 with its message, clocks and one event', async () => {
    const desk = await createDesk()
    const opened = await desk.open('ana', { version: '7.4.1' })
    expect(opened).toEqual({ id: 1001, reference: 'SUP-1001', repeated: false })
    const ticket = await getTicket(await desk.as('ana', tuesday + 10 * minute), 'SUP-1001')
    expect(ticket).toMatchObject({
      status: 'new',
      line: 1,
      priority: 'normal',
      version: '7.4.1',
      product: { id: 'gestor', name: 'Gestor' },
      requester: { name: 'Ana Ribeiro' },
      organisation: { name: 'Município de Vila Nova' },
      assignee: null,
      may: { reply: true, close: true, reopen: false },
    })
    expect(ticket.messages).toMatchObject([
      { body: input.body, html: `<p>${input.body}</p>`, authorKind: 'customer' },
    ])
    // Ouro promises 240 minutes of office time: 10:00–12:30 and 14:00–15:30.
    expect(ticket.deadlines.firstResponse).toMatchObject({
      dueAt: Date.UTC(2026, 10, 24, 15, 30),
      remainingMinutes: 230,
      state: 'running',
    })
    expect(ticket.deadlines.update.state).toBe('none')
    expect(ticket.deadlines.resolution.state).toBe('running')
    const events = await desk.events(1001)
    expect(events).toMatchObject([
      {
        type: 'ticket.opened',
        actorId: 'ana',
        data: { messageId: ticket.messages[0]?.id, authorKind: 'customer' },
      },
    ])
    expect(await desk.row(1001)).toMatchObject({
      next_due_at: Date.UTC(2026, 10, 24, 15, 30),
      level_id: 'ouro',
      level_version: 1,
    })
  })

  it('takes the priority from the matrix and the calendar from the level', async () => {
    const desk = await createDesk()
    const sunday = Date.UTC(2026, 10, 22, 3)
    const { reference } = await desk.open('ana', { urgency: 'critical', impact: 'critical' }, sunday)
    const { deadlines, priority } = await getTicket(await desk.as('ana', sunday), reference)
    expect(priority).toBe('critical')
    expect(deadlines.firstResponse.dueAt).toBe(sunday + 30 * minute)
  })

  it('keeps of a subject what is seen', async () => {
    const desk = await createDesk()
    const { id } = await desk.open('ana', {
      subject: ' Erro\u0000 \u202e7501\u202c\n na fatu\u200bra 👨‍👩‍👧 שלום ',
    })
    expect(await desk.row(id)).toMatchObject({ subject: 'Erro 7501 na fatura 👨‍👩‍👧 שלום' })
  })

  it('promises nothing without a contract in force', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('dora')
    expect((await getTicket(await desk.as('dora'), reference)).deadlines.firstResponse.state).toBe('none')
    await desk.database.client.execute(
      "update contracts set suspended_at = 1 where organisation_id = 'vila-nova'",
    )
    const other = await desk.open('ana')
    expect((await getDeskTicket(await desk.as('eva'), other.reference)).level).toBeNull()
  })

  it('says every fault at once', async () => {
    const desk = await createDesk()
    const wrong = { subject: ' a ', body: ' \r\n ', urgency: 'asap' }
    const refused = await refusal(openTicket(await desk.as('ana'), wrong, means))
    expect(refused).toEqual({
      kind: 'invalid',
      code: 'invalid-input',
      fields: ['subject: too-short', 'body: required', 'urgency: invalid'],
    })
    for (const subject of ['\u200b \u200b \u200b', '\u200d\u200d\u200d', '\u202e\u202c\u0007 '])
      expect((await refusal(desk.open('ana', { subject }))).fields).toEqual(['subject: required'])
    expect((await refusal(desk.open('ana', { subject: 'x'.repeat(201) }))).fields).toEqual([
      'subject: too-long',
    ])
    expect((await refusal(desk.open('ana', { body: 'x'.repeat(100_001) }))).fields).toEqual([
      'body: too-long',
    ])
    expect((await refusal(desk.open('ana', { product: 'outro' }))).fields).toEqual(['product: unknown'])
    expect((await refusal(desk.open('ana', { uploads: ['nenhum'] }))).fields).toEqual(['uploads: unknown'])
    expect((await desk.database.client.execute('select count(*) as n from tickets')).rows[0]?.n).toBe(0)
  })

  it('takes empty form fields as absent, and no product', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('ana', {
      product: '',
      version: '',
      organisation: '',
      requesterEmail: '',
      idempotencyKey: '',
    })
    expect(await getTicket(await desk.as('ana'), reference)).toMatchObject({ product: null, version: null })
  })

  it('is for customers, partners for whom they look after, and the desk for somebody', async () => {
    const desk = await createDesk()
    expect(await refusal(desk.open('ines'))).toMatchObject({ kind: 'not-allowed' })
    expect(await refusal(openTicket(await desk.as({ kind: 'visitor' }), input, means))).toMatchObject({
      kind: 'not-allowed',
    })
    const reader = { ...(await desk.person('ana')), scopes: ['tickets:read'] as const }
    expect(await refusal(openTicket(await desk.as(reader), input, means))).toMatchObject({
      kind: 'not-allowed',
    })

    const partner = await desk.open('dora', { organisation: 'sao-bras' })
    expect(await desk.row(partner.id)).toMatchObject({
      organisation_id: 'sao-bras',
      requester_id: 'dora',
      level_id: 'base',
    })
    expect((await refusal(desk.open('ana', { organisation: 'sao-bras' }))).fields).toEqual([
      'organisation: unknown',
    ])
    expect(await refusal(desk.open('ana', { requesterEmail: 'bruno@demo.test' }))).toMatchObject({
      kind: 'not-allowed',
    })

    const phoned = await desk.open('eva', { requesterEmail: ' Carla@demo.test ' })
    expect(await desk.row(phoned.id)).toMatchObject({
      requester_id: 'carla',
      organisation_id: 'sao-bras',
      first_responded_at: null,
    })
    expect((await getTicket(await desk.as('carla'), phoned.reference)).messages[0]).toMatchObject({
      authorKind: 'agent',
    })
    expect((await refusal(desk.open('eva'))).fields).toEqual(['requesterEmail: required'])
    expect((await refusal(desk.open('eva', { requesterEmail: 'ines@demo.test' }))).fields).toEqual([
      'requesterEmail: unknown',
    ])
  })

  it('answers a repeated request with the same ticket, also when both come at once', async () => {
    const desk = await createDesk()
    const key = { idempotencyKey: 'k1' }
    const both = await Promise.all([desk.open('ana', key), desk.open('ana', key)])
    expect(both.map((one) => one.reference)).toEqual(['SUP-1001', 'SUP-1001'])
    expect(both.map((one) => one.repeated).sort()).toEqual([false, true])
    expect(await refusal(desk.open('ana', { ...key, body: 'Outro.' }))).toMatchObject({
      kind: 'conflict',
      code: 'idempotency-key-used',
    })
    expect((await desk.open('bruno', key)).reference).toBe('SUP-1002')
  })

  it('loses and doubles none of fifty at the same time', async () => {
    const desk = await createDesk()
    const opened = await Promise.all(
      Array.from({ length: 50 }, (_, i) => desk.open(i % 2 ? 'ana' : 'carla', { subject: `Pedido ${i}` })),
    )
    expect(new Set(opened.map((one) => one.id)).size).toBe(50)
    const { rows } = await desk.database.client.execute(
      'select (select count(*) from tickets) as t, (select count(*) from messages) as m, (select count(*) from events where ticket_id is not null) as e',
    )
    expect({ ...rows[0] }).toEqual({ t: 50, m: 50, e: 50 })
  })
})
