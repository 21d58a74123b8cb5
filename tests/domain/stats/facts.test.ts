import { describe, expect, it } from 'vitest'
import { prepareCalendar } from '#domain/sla/index.ts'
import { countFacts } from '#domain/stats/count-facts.ts'
import { factsOf as derive } from '#domain/stats/facts.ts'
import { sources } from '#domain/stats/facts-store.ts'
import { continueRebuild, gatherFacts, rebuildProgress, startRebuild } from '#domain/stats/index.ts'
import {
  changePriority,
  changeRequestType,
  closeTicket,
  escalateTicket,
  saveRequestType,
} from '#domain/tickets/index.ts'
import { tuesday } from '#tests/support/world.ts'
import { incident, lineMeans, minute } from '../tickets/support.ts'
import { createHouse, factsOf, hour } from './support.ts'

describe('what is counted of a ticket', () => {
  it('takes open minutes by its calendar, and says which promises were kept', async () => {
    const house = await createHouse()
    // 10:00; lunch from 12:30 to 14:00.
    const { id, reference } = await house.open('ana')
    await house.claim('eva', reference, tuesday + 10 * minute)
    await house.reply('eva', reference, tuesday + 5 * hour, { status: 'resolved' })
    await house.rate('ana', reference, tuesday + 6 * hour, 5)
    await house.gather(tuesday + 7 * hour)
    expect(await factsOf(house, id)).toMatchObject({
      organisation_id: 'vila-nova',
      product_id: 'gestor',
      line: 1,
      agent_id: 'eva',
      open: 0,
      first_response_minutes: 210,
      first_response_wall: 300,
      resolution_minutes: 210,
      resolution_wall: 300,
      resolved_at: tuesday + 5 * hour,
      first_resolved_at: tuesday + 5 * hour,
      reopened: 0,
      score: 5,
      rated_at: tuesday + 6 * hour,
    })
  })

  it('leaves the time out in which the customer was waited for', async () => {
    const house = await createHouse()
    const { id, reference } = await house.open('ana')
    await house.reply('eva', reference, tuesday + 10 * minute, { status: 'waiting', waitingFor: 'customer' })
    await house.reply('ana', reference, tuesday + 70 * minute)
    await house.reply('eva', reference, tuesday + 90 * minute, { status: 'resolved' })
    await house.gather()
    expect(await factsOf(house, id)).toMatchObject({
      first_response_minutes: 10,
      resolution_minutes: 30,
      resolution_wall: 90,
    })
  })

  it('follows a ticket that is reopened, and remembers its first end', async () => {
    const house = await createHouse()
    const { id, reference } = await house.open('ana')
    await house.reply('eva', reference, tuesday + 10 * minute, { status: 'resolved' })
    await house.gather()
    await house.reopen('ana', reference, tuesday + 20 * minute)
    await house.gather()
    expect(await factsOf(house, id)).toMatchObject({
      open: 1,
      reopened: 1,
      resolved_at: null,
      resolution_minutes: null,
      first_resolved_at: tuesday + 10 * minute,
    })
    await house.reply('eva', reference, tuesday + 50 * minute, { status: 'resolved' })
    await house.gather()
    expect(await factsOf(house, id)).toMatchObject({
      open: 0,
      reopened: 1,
      resolution_minutes: 40,
      first_resolved_at: tuesday + 10 * minute,
      resolved_at: tuesday + 50 * minute,
    })
  })

  it('counts nothing as kept that was closed before anybody answered', async () => {
    const house = await createHouse()
    const { id, reference } = await house.open('ana')
    await closeTicket(await house.as('ana', tuesday + minute), { reference })
    await house.gather()
    expect(await factsOf(house, id)).toMatchObject({
      first_response_kept: null,
      first_response_minutes: null,
      resolution_kept: 1,
    })
  })

  it('goes with every change of line and priority', async () => {
    const house = await createHouse()
    const { id, reference } = await house.open('ana')
    const eva = await house.as('eva', tuesday + minute)
    await changePriority(eva, { reference, impact: 'critical', urgency: 'critical', reason: 'Parado' })
    const words = { reference, line: 3, why: 'critical', summary: 'Falha', assignee: 'gustavo' }
    await escalateTicket(eva, words, lineMeans)
    await house.gather()
    expect(await factsOf(house, id)).toMatchObject({ line: 3, priority: 4, agent_id: 'gustavo' })
  })
})

describe('the reader', () => {
  it('goes with every change of the type of request, and fills it in when they are made anew', async () => {
    const house = await createHouse()
    await saveRequestType(await house.as('joao'), incident, true)
    const { id, reference } = await house.open('ana')
    await house.gather()
    expect(await factsOf(house, id)).toMatchObject({ request_type: '' })
    const input = { reference, requestType: 'incidente' }
    await changeRequestType(await house.as('eva', tuesday + minute), input)
    await house.gather()
    expect(await factsOf(house, id)).toMatchObject({ request_type: 'incidente' })
    // As a database that was made by older rules has it.
    await house.database.client.execute("update ticket_facts set request_type = ''")
    await house.database.client.execute('update fact_rebuilds set version = 1')
    await house.gather()
    expect(await factsOf(house, id)).toMatchObject({ request_type: 'incidente' })
  })

  it('makes all facts of an older database, once, and then follows the events', async () => {
    const house = await createHouse()
    const opened = []
    for (let n = 0; n < 5; n++) opened.push(await house.open('ana', { subject: `Pedido ${n}` }))
    const ctx = await house.as({ kind: 'system', name: 'statistics' })
    expect(await rebuildProgress(ctx)).toEqual({ share: 0 })
    expect(await gatherFacts(ctx)).toBe(false)
    expect(await continueRebuild(ctx)).toBe(false)
    expect(await rebuildProgress(ctx)).toBeNull()
    for (const { id } of opened) expect(await factsOf(house, id)).toMatchObject({ open: 1 })
    await house.reply('eva', opened[0]?.reference ?? '', tuesday + minute, { status: 'resolved' })
    await gatherFacts(ctx)
    expect(await factsOf(house, opened[0]?.id ?? 0)).toMatchObject({ open: 0 })
  })

  it('goes on where it was stopped, however often a batch is done', async () => {
    const house = await createHouse()
    const { id, reference } = await house.open('ana')
    await house.gather()
    const ctx = await house.as({ kind: 'system', name: 'statistics' })
    await house.database.client.execute('delete from ticket_facts')
    await startRebuild(ctx)
    await Promise.all([continueRebuild(ctx), continueRebuild(ctx), gatherFacts(ctx)])
    expect(await factsOf(house, id)).toMatchObject({ open: 1 })
    await house.reply('eva', reference, tuesday + minute, { status: 'resolved' })
    await house.gather()
    const before = await factsOf(house, id)
    await house.database.client.execute(
      "update event_readers set last_event_id = 0 where name = 'ticket-facts'",
    )
    await house.gather()
    expect(await factsOf(house, id)).toEqual(before)
  })

  it('keeps what was read after a later event', async () => {
    const house = await createHouse()
    const { id, reference } = await house.open('ana')
    await house.gather()
    const older = await factsOf(house, id)
    await house.reply('eva', reference, tuesday + minute, { status: 'resolved' })
    await house.gather()
    const [source] = await sources(house.database.reader, [id])
    expect(source?.eventId).toBeGreaterThan(Number(older.event_id))
    const never = prepareCalendar({ zone: 'UTC', week: [], holidays: null, exceptions: [] }, [])
    if (!source) throw new Error('no source')
    const stale = derive({ ...source, eventId: Number(older.event_id), status: 'new' }, null, never, tuesday)
    await house.database.write((tx) => countFacts(tx, [stale]))
    expect(await factsOf(house, id)).toMatchObject({ open: 0 })
  })

  it('is not held up by a ticket whose level is gone', async () => {
    const house = await createHouse()
    const { id } = await house.open('ana')
    await house.database.client.execute({
      sql: 'update tickets set level_id = ? where id = ?',
      args: ['gone', id],
    })
    await house.gather()
    expect(await factsOf(house, id)).toMatchObject({ first_response_promised: null, open: 1 })
  })
})
