import { describe, expect, it } from 'vitest'
import {
  assignTicket,
  changePriority,
  changeStatus,
  claimTicket,
  closeTicket,
  getDeskTicket,
  getTicket,
  reopenTicket,
  replyToTicket,
  timeline,
} from '#domain/tickets/index.ts'
import { tuesday } from '../../support/world.ts'
import { createDesk, means, minute, refusal } from './support.ts'

describe('claiming and assigning', () => {
  it('gives the ticket to one person, who keeps the conversation on line 1', async () => {
    const desk = await createDesk()
    const { reference, id } = await desk.open('ana')
    await claimTicket(await desk.as('eva'), { reference })
    expect(await getDeskTicket(await desk.as('eva'), reference)).toMatchObject({
      status: 'open',
      assignee: { name: 'Eva Marques' },
      owner: { id: 'eva' },
    })
    expect(await refusal(claimTicket(await desk.as('filipe'), { reference }))).toMatchObject({
      kind: 'conflict',
      code: 'already-claimed',
    })
    await claimTicket(await desk.as('eva'), { reference })
    await assignTicket(await desk.as('helena'), { reference, assignee: 'filipe' })
    expect(await getDeskTicket(await desk.as('eva'), reference)).toMatchObject({
      assignee: { id: 'filipe' },
      owner: { id: 'eva' },
      line: 1,
    })
    expect((await desk.events(id)).slice(1)).toMatchObject([
      { type: 'ticket.claimed', data: { from: null, to: 'eva' } },
      { type: 'ticket.assigned', data: { from: 'eva', to: 'filipe' } },
    ])
    expect((await timeline(await desk.as('ana'), reference)).at(-1)).toMatchObject({
      kind: 'assigned',
      from: 'Eva Marques',
      to: 'Filipe Sousa',
    })
  })

  it('of two who claim at once only one has it', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('ana')
    const both = await Promise.allSettled([
      claimTicket(await desk.as('eva'), { reference }),
      claimTicket(await desk.as('filipe'), { reference }),
    ])
    expect(both.map((one) => one.status)).toEqual(['fulfilled', 'rejected'])
  })

  it('takes only people of the desk, by people of the desk', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('ana')
    for (const assignee of ['ana', 'ines', 'nobody']) {
      expect((await refusal(assignTicket(await desk.as('eva'), { reference, assignee }))).fields).toEqual([
        'assignee: unknown',
      ])
    }
    for (const verb of [claimTicket, assignTicket, changeStatus, changePriority]) {
      expect(await refusal(verb(await desk.as('ana'), { reference }))).toMatchObject({
        kind: 'not-allowed',
        code: 'desk-only',
      })
    }
    expect(await refusal(claimTicket(await desk.as('eva'), { reference: 'SUP-7' }))).toMatchObject({
      kind: 'not-found',
    })
  })
})

describe('status', () => {
  it('follows the allowed ways', async () => {
    const desk = await createDesk()
    const { reference, id } = await desk.open('ana')
    const become = async (status: string, waitingFor?: string) =>
      changeStatus(await desk.as('eva', tuesday + minute), { reference, status, waitingFor })
    expect((await refusal(become('waiting'))).fields).toEqual(['waitingFor: required'])
    await become('waiting', 'third-party')
    await become('waiting', 'engineering')
    expect(await refusal(become('waiting', 'engineering'))).toMatchObject({ code: 'status-not-possible' })
    await become('resolved')
    expect(await desk.row(id)).toMatchObject({
      status: 'resolved',
      resolved_at: tuesday + minute,
      waiting_for: null,
      next_due_at: null,
    })
    await become('closed')
    expect(await refusal(become('resolved'))).toMatchObject({ kind: 'conflict' })
    await become('open')
    expect((await desk.events(id)).map((one) => one.type)).toEqual([
      'ticket.opened',
      'ticket.status-changed',
      'ticket.status-changed',
      'ticket.status-changed',
      'ticket.closed',
      'ticket.reopened',
    ])
  })

  it('lets the customer close and reopen, not strangers', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('ana')
    expect(await refusal(closeTicket(await desk.as('carla'), { reference }))).toMatchObject({
      kind: 'not-found',
    })
    expect(await refusal(reopenTicket(await desk.as('ana'), { reference }))).toMatchObject({
      code: 'ticket-not-closed',
    })
    await replyToTicket(
      await desk.as('eva', tuesday + 10 * minute),
      { reference, body: 'Feito.', status: 'resolved' },
      means,
    )
    await closeTicket(await desk.as('bruno', tuesday + 20 * minute), { reference })
    expect(await refusal(closeTicket(await desk.as('ana'), { reference }))).toMatchObject({
      code: 'ticket-already-closed',
    })
    const closed = await getTicket(await desk.as('ana', tuesday + 30 * minute), reference)
    expect(closed).toMatchObject({ status: 'closed', may: { close: false, reopen: true } })
    expect(closed.deadlines.resolution).toMatchObject({ state: 'met', remainingMinutes: 2390 })
    await reopenTicket(await desk.as('ana', tuesday + 40 * minute), { reference })
    const reopened = await getTicket(await desk.as('ana', tuesday + 50 * minute), reference)
    expect(reopened.deadlines).toMatchObject({
      firstResponse: { state: 'met' },
      update: { state: 'running', remainingMinutes: 950 },
      resolution: { state: 'running', remainingMinutes: 2380 },
    })
  })
})

describe('priority', () => {
  it('follows impact and urgency, and the clocks follow it with what they counted', async () => {
    const desk = await createDesk()
    const { reference, id } = await desk.open('ana')
    const change = { reference, impact: 'critical', urgency: 'critical', reason: 'Todos parados' }
    await changePriority(await desk.as('eva', tuesday + 20 * minute), change)
    const ticket = await getDeskTicket(await desk.as('eva', tuesday + 20 * minute), reference)
    expect(ticket).toMatchObject({ priority: 'critical', impact: 'critical' })
    expect(ticket.deadlines.firstResponse).toMatchObject({
      state: 'running',
      dueAt: tuesday + 30 * minute,
      remainingMinutes: 10,
    })
    expect(await desk.row(id)).toMatchObject({ next_due_at: tuesday + 30 * minute, priority_rank: 4 })
    expect((await desk.events(id)).at(-1)).toMatchObject({
      type: 'ticket.priority-changed',
      data: { from: 'normal', to: 'critical', reason: 'Todos parados' },
    })
    expect((await refusal(changePriority(await desk.as('eva'), { reference }))).fields).toEqual([
      'reason: required',
    ])
    await changePriority(await desk.as('eva'), { ...change, reason: 'outra vez' })
    expect(await desk.events(id)).toHaveLength(2)
  })

  it('takes away and gives promises that the level has for one priority and not for another', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('carla', { urgency: 'low' })
    const states = async () => {
      const { deadlines } = await getTicket(await desk.as('carla', tuesday + 60 * minute), reference)
      return [deadlines.firstResponse.remainingMinutes, deadlines.resolution.remainingMinutes]
    }
    expect(await states()).toEqual([960 - 60, null])
    await changePriority(await desk.as('eva', tuesday + 30 * minute), {
      reference,
      urgency: 'normal',
      reason: 'mais gente',
    })
    expect(await states()).toEqual([480 - 60, 4800 - 60])
    await changePriority(await desk.as('eva', tuesday + 40 * minute), {
      reference,
      urgency: 'low',
      reason: 'afinal não',
    })
    expect(await states()).toEqual([960 - 60, null])
  })

  it('promises by a newer contract or calendar change nothing', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('ana')
    const due = async () => (await getTicket(await desk.as('ana'), reference)).deadlines.firstResponse.dueAt
    const before = await due()
    await desk.database.client.executeMultiple(`
      insert into calendars select id, 2, json_set(definition, '$.week', json('[]')), created_at from calendars where id = 'pt-office';
      insert into service_levels select id, 2, name, json_set(definition, '$.targets.normal.firstResponse', 5), created_at from service_levels where id = 'ouro';
    `)
    expect(await due()).toBe(before)
    const later = await desk.open('ana')
    expect(await desk.row(later.id)).toMatchObject({
      level_version: 2,
      calendar_version: 2,
      first_response_due_at: null,
    })
  })
})
