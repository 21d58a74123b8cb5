import { expect, it } from 'vitest'
import { changeQueue, getTicket, timeline, writeAsSystem } from '#domain/tickets/index.ts'
import { tuesday } from '#tests/support/world.ts'
import { createDesk, means, refusal } from './support.ts'

const system = { kind: 'system', name: 'test' } as const
const said = { body: 'Recebido.', internal: false }

it('a message of the system is no answer: every clock goes on', async () => {
  const world = await createDesk()
  const { id, reference } = await world.open('ana')
  const before = await world.row(id)
  const ctx = await world.as(system, tuesday + 60_000)
  await writeAsSystem(ctx, { reference, ...said }, means)
  await writeAsSystem(ctx, { reference, ...said, internal: true }, means)
  expect(await world.row(id)).toEqual({ ...before, updated_at: tuesday + 60_000 })
  expect((await world.events(id)).slice(1)).toMatchObject([
    { type: 'ticket.replied', actorId: null, data: { authorKind: 'system', audience: 'customer' } },
    { type: 'ticket.noted', actorId: null, data: { authorKind: 'system', audience: 'internal' } },
  ])
  const { messages } = await getTicket(await world.as('ana'), reference)
  expect(messages.slice(1)).toMatchObject([{ authorKind: 'system', author: null, body: 'Recebido.' }])
})

it('only the system writes so, to tickets that are there', async () => {
  const world = await createDesk()
  const { reference } = await world.open('ana')
  for (const who of ['ana', 'eva', 'helena'] as const)
    expect(await refusal(writeAsSystem(await world.as(who), { reference, ...said }, means))).toMatchObject({
      code: 'system-only',
    })
  const ctx = await world.as(system)
  expect(await refusal(writeAsSystem(ctx, { reference: 'SUP-9', ...said }, means))).toMatchObject({
    kind: 'not-found',
  })
  expect(await refusal(writeAsSystem(ctx, { reference, ...said, body: ' ' }, means))).toMatchObject({
    fields: ['body: required'],
  })
})

it('a ticket changes its queue, and its customer does not hear of it', async () => {
  const world = await createDesk()
  await world.database.client.execute(
    `insert into queues (id, names, follow_up, created_at) values ('urgent', '{"pt":"Urgente","en":"Urgent"}', 'reopen', 1)`,
  )
  const { id, reference } = await world.open('ana')
  const eva = await world.as('eva')
  await changeQueue(eva, { reference, queue: 'urgent' })
  await changeQueue(eva, { reference, queue: 'urgent' })
  expect(await world.row(id)).toMatchObject({ queue: 'urgent' })
  expect((await timeline(eva, reference)).map(({ kind }) => kind)).toEqual(['opened', 'queue-changed'])
  expect((await timeline(await world.as('ana'), reference)).map(({ kind }) => kind)).toEqual(['opened'])
  expect(await refusal(changeQueue(eva, { reference, queue: 'none' }))).toMatchObject({
    fields: ['queue: unknown'],
  })
  expect(await refusal(changeQueue(eva, { reference: 'SUP-9', queue: 'urgent' }))).toMatchObject({
    kind: 'not-found',
  })
  expect(await refusal(changeQueue(await world.as('ana'), { reference, queue: 'urgent' }))).toMatchObject({
    code: 'desk-only',
  })
})
