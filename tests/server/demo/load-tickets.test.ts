import { describe, expect, it } from 'vitest'
import { listRuleRuns, listRules } from '#domain/rules/index.ts'
import { visitor } from '#domain/shared/index.ts'
import { getDeskTicket, getTicket, listQueue, listTickets, queueCounts } from '#domain/tickets/index.ts'
import { loadTickets } from '#server/demo/load-tickets.ts'
import { createWorld, tuesday } from '../../support/world.ts'

const hour = 3_600_000

async function load(now: number) {
  const world = await createWorld()
  const base = await world.as(visitor, now)
  await loadTickets(
    { database: world.database, files: world.files, context: (actor) => ({ ...base, actor }) },
    now,
  )
  return world
}

describe('the demo tickets', () => {
  it('look alive: in every view, for every customer, some late', async () => {
    const world = await load(tuesday)
    const desk = await world.as('eva')
    const counts = await queueCounts(desk)
    for (const view of ['unassigned', 'mine', 'line-1', 'line-2', 'line-3', 'all-open', 'waiting'] as const) {
      expect(counts[view], view).toBeGreaterThan(0)
    }
    expect((await listQueue(desk, { view: 'closed', limit: 100 })).items.length).toBeGreaterThan(8)
    for (const who of ['ana', 'bruno', 'carla', 'dora'] as const) {
      expect((await listTickets(await world.as(who), { limit: 100 })).items.length, who).toBeGreaterThan(3)
    }
    const { rows } = await world.database.client.execute('select count(*) as n from tickets')
    expect(Number(rows[0]?.['n'])).toBeGreaterThanOrEqual(30)
  })

  it('show what rules did about them', async () => {
    const world = await load(tuesday)
    const helena = await world.as('helena')
    const rules = await listRules(helena)
    const runs = await Promise.all(rules.map(async ({ id }) => (await listRuleRuns(helena, id)).items))
    expect(runs.map(({ length }) => length).every((length) => length > 0)).toBe(true)
    expect(runs.flat().every(({ outcome }) => outcome === 'done')).toBe(true)
  })

  it('happened before now, in order, and left no letter to write', async () => {
    const world = await load(tuesday)
    const { rows } = await world.database.client.execute(
      'select at from events where ticket_id is not null order by id',
    )
    const times = rows.map((row) => Number(row['at']))
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(times.at(-1)).toBeLessThan(tuesday)
    const left = await world.database.client.execute(
      "select count(*) as n from events where id > (select last_event_id from event_readers where name = 'letters')",
    )
    expect(left.rows[0]?.['n']).toBe(0)
  })

  it.each([
    ['on a Sunday night', tuesday - 56 * hour],
    ['on a holiday', Date.UTC(2026, 11, 8, 11)],
    ['before opening', Date.UTC(2026, 10, 24, 6, 30)],
  ])('load at any time: %s', async (_name, now) => {
    const world = await load(now)
    const desk = await world.as('helena', now)
    for (const { reference } of (await listQueue(desk, { view: 'all-open', limit: 100 })).items) {
      const ticket = await getDeskTicket(desk, reference)
      expect(ticket.messages.every((message) => message.createdAt < now)).toBe(true)
      await getTicket(desk, reference)
    }
  })
})
