import { describe, expect, it } from 'vitest'
import {
  changeStatus,
  escalateTicket,
  getDeskTicket,
  getTicket,
  replyToTicket,
  warnTickets,
} from '#domain/tickets/index.ts'
import { tuesday } from '../../support/world.ts'
import { createDesk, lineMeans, means, minute, refusal } from './support.ts'

const system = { kind: 'system', name: 'test' } as const

describe('a clock that is set back on the server', () => {
  it('gives nobody more time, and takes none away', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('ana', {}, tuesday)
    const promised = (await getTicket(await desk.as('ana', tuesday), reference)).deadlines.resolution
    // The server believes it is an hour earlier: somebody waits for the customer, who answers at once.
    const earlier = tuesday - 60 * minute
    await changeStatus(await desk.as('eva', earlier), {
      reference,
      status: 'waiting',
      waitingFor: 'customer',
    })
    await replyToTicket(await desk.as('ana', earlier + minute), { reference, body: 'Aqui está' }, means)
    const { resolution } = (await getTicket(await desk.as('ana', tuesday + minute), reference)).deadlines
    expect(resolution.state).toBe('running')
    const lost = (promised.remainingMinutes ?? 0) - (resolution.remainingMinutes ?? 0)
    expect(lost).toBeGreaterThanOrEqual(0)
    expect(lost).toBeLessThanOrEqual(62)
    expect(await warnTickets(await desk.as(system, earlier))).toBe(0)
  })
})

describe('a contract that ends while a ticket is open', () => {
  it('leaves what was promised as it was', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('ana')
    const before = await getTicket(await desk.as('ana'), reference)
    await desk.database.client.execute({
      sql: "update contracts set suspended_at = ? where organisation_id = 'vila-nova'",
      args: [tuesday + minute],
    })
    const later = tuesday + 5 * minute
    const told = { reference, line: 2, why: 'critical', summary: 'Parou' }
    await escalateTicket(await desk.as('eva', later), told, lineMeans)
    await replyToTicket(await desk.as('eva', later), { reference, body: 'Estamos a ver' }, means)
    const after = await getTicket(await desk.as('ana', later), reference)
    expect(after.deadlines.resolution.dueAt).toBe(before.deadlines.resolution.dueAt)
    expect(after.deadlines.firstResponse.state).toBe('met')
    expect(after.counting?.level).toEqual(before.counting?.level)
    // The next one is promised nothing.
    const next = await desk.open('ana', {}, later)
    const { deadlines } = await getTicket(await desk.as('ana', later), next.reference)
    expect(deadlines.resolution.state).toBe('none')
  })
})

describe('many attachments', () => {
  it('are refused beyond ten a message, and five hundred on a ticket are shown', async () => {
    const desk = await createDesk()
    const { id, reference } = await desk.open('ana')
    const uploads = Array.from({ length: 11 }, (_, at) => `u-${at}`)
    const many = replyToTicket(await desk.as('ana'), { reference, body: 'Tudo', uploads }, means)
    expect((await refusal(many)).fields).toEqual(['uploads: too-many'])
    await desk.database.client.execute(`with recursive n(i) as (select 1 union all select i + 1 from n where i < 500)
      insert into attachments (id, message_id, ticket_id, uploader_id, hash, name, size, type, created_at)
      select 'a-' || i, (select min(id) from messages where ticket_id = ${id}), ${id}, 'ana', 'h' || i, i || '.txt', 1, 'text/plain', 1 from n`)
    const { messages } = await getDeskTicket(await desk.as('eva'), reference)
    expect(messages[0]?.attachments).toHaveLength(500)
  })
})
