import { expect, it } from 'vitest'
import { listTickets, openTicket } from '#domain/tickets/index.ts'
import { createRateLimit } from '#server/auth/rate-limit.ts'
import { withinTicketLimit } from '#server/tickets/ticket-limit.ts'
import { createWorld } from '../../support/world.ts'

const ticket = { subject: 'Não imprime', body: 'Desde ontem.', product: 'gestor' }

it('lodges what an hour allows; what is refused costs nothing', async () => {
  const world = await createWorld()
  const ana = await world.as('ana')
  const runtime = { limits: { tickets: createRateLimit(world.database, 'tickets', 2, 3600) } }
  const lodge = (input: object) =>
    withinTicketLimit(runtime as never, ana, () => openTicket(ana, input, { render: (text: string) => text }))
  for (let n = 0; n < 4; n++) await expect(lodge({ ...ticket, subject: '' })).rejects.toThrow('invalid-input')
  await lodge(ticket)
  await lodge(ticket)
  await expect(lodge(ticket)).rejects.toMatchObject({
    kind: 'too-many',
    code: 'too-many-tickets',
    details: { retryAfter: expect.any(Number) },
  })
  expect((await listTickets(ana, {})).items).toHaveLength(2)
  // Others are not held up by it.
  const bruno = await world.as('bruno')
  const render = (text: string) => text
  await withinTicketLimit(runtime as never, bruno, () => openTicket(bruno, ticket, { render }))
})
