import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { type ListedEvent, listEvents } from '#domain/events/index.ts'
import { eventRowsQuery } from '#domain/events/list-store.ts'
import { createWorld, type World } from '../../support/world.ts'

const day = 86_400_000
const start = Date.parse('2026-03-01T00:00:00Z')

/** Ten days with an event each, written in another order than they happened in. */
async function createAudit(): Promise<World> {
  const world = await createWorld()
  for (const n of [3, 0, 7, 1, 9, 2, 8, 4, 6, 5])
    await world.database.client.execute({
      sql: "insert into events (at, type, data, request_id) values (?, 'thing.done', json_object('n', ?), 'r')",
      args: [start + n * day, n],
    })
  return world
}

const numbers = (events: readonly ListedEvent[]): unknown[] => events.map(({ data }) => data.n)

it('lists the events of some days by time, over pages, whatever order they were written in', async () => {
  const world = await createAudit()
  const joao = await world.as('joao')
  const filter = { from: '2026-03-03', until: '2026-03-08' }
  const first = await listEvents(joao, filter, 4)
  expect(numbers(first.items)).toEqual([7, 6, 5, 4])
  const second = await listEvents(joao, { ...filter, cursor: first.next ?? '' }, 4)
  expect(numbers(second.items)).toEqual([3, 2])
  expect(second.next).toBeNull()
})

it('lists by what else narrows it, the last written first', async () => {
  const world = await createAudit()
  const filter = { from: '2026-03-03', until: '2026-03-08', type: 'thing.done' }
  const first = await listEvents(await world.as('joao'), filter, 4)
  expect(numbers(first.items)).toEqual([5, 6, 4, 2])
  const second = await listEvents(await world.as('joao'), { ...filter, cursor: first.next ?? '' }, 4)
  expect(numbers(second.items)).toEqual([7, 3])
})

it.each([
  [{ from: '2026-03-03' }, null, 'events_at'],
  [{ from: '2026-03-03', until: '2026-03-08' }, [3, start + 5 * day], 'events_at'],
  [{ from: '2026-03-03', type: 'thing.done' }, null, 'events_type'],
  [{ from: '2026-03-03', actor: 'joao' }, [3, start], 'events_actor'],
] as const)('reads %j from its index and sorts nothing', async (filter, before, index) => {
  const world = await createAudit()
  const query = sql`explain query plan ${eventRowsQuery(filter, before, 51)}`
  const plan = await (await world.as('joao')).db.all<{ detail: string }>(query)
  const details = plan.map(({ detail }) => detail).join('\n')
  expect(details).toContain(`USING INDEX ${index} `)
  expect(details).not.toContain('TEMP B-TREE')
})

it('is for administrators, and refuses dates that are none', async () => {
  const world = await createAudit()
  await expect(listEvents(await world.as('eva'), { from: '2026-03-03' })).rejects.toMatchObject({
    kind: 'not-allowed',
  })
  await expect(listEvents(await world.as('joao'), { from: '2026-02-30' })).rejects.toMatchObject({
    kind: 'invalid',
  })
})
