import { expect, it } from 'vitest'
import { letters, messages, tickets } from '#db/schema/index.ts'
import { recordEvent } from '#domain/events/index.ts'
import { deliverLetters, recipientsOf, writeLetters } from '#domain/mail/index.ts'
import { createCompose } from '#server/mail/compose.ts'
import { ticketRow } from '../../support/tickets.ts'
import { createWorld, tuesday, type World } from '../../support/world.ts'

const compose = createCompose(new URL('https://portal.example'), 'Balcão')
const words = (world: World) => world.database.reader.select().from(letters)

async function ticketOfAna(world: World, body: string, audience: 'customer' | 'internal') {
  const ctx = await world.as(audience === 'internal' ? 'filipe' : 'eva')
  await ctx.write(async (tx) => {
    await tx.insert(tickets).values(ticketRow({ id: 1042, requesterId: 'ana', assigneeId: 'eva' }))
    const message = { id: 7, ticketId: 1042, authorId: 'eva', authorKind: 'agent', channel: 'web' } as const
    await tx
      .insert(messages)
      .values({ ...message, audience, body, html: `<p>${body}</p>`, createdAt: tuesday })
    const type = audience === 'internal' ? 'ticket.noted' : 'ticket.replied'
    await recordEvent(ctx, tx, { type, ticketId: 1042, data: { messageId: 7, audience } })
  })
}

it('writes the customer one letter with the answer, in their language, and never again', async () => {
  const world = await createWorld()
  await ticketOfAna(world, 'Reinicie o serviço.', 'customer')
  const ctx = await world.as({ kind: 'system', name: 'letters' })
  expect(await writeLetters(ctx, compose, 'portal.example')).toBe(1)
  expect(await writeLetters(ctx, compose, 'portal.example')).toBe(0)
  const [letter, ...more] = await words(world)
  expect(more).toEqual([])
  expect(letter).toMatchObject({ recipient: 'ana@demo.test', lang: 'pt', template: 'answer', sentAt: null })
  expect(letter?.text).toContain('Reinicie o serviço.')
  expect(letter?.text).toContain('https://portal.example/pt/tickets/SUP-1042')
})

it('never tells the customer of an internal note', async () => {
  const world = await createWorld()
  await ticketOfAna(world, 'O cliente não deve ler isto.', 'internal')
  await writeLetters(await world.as({ kind: 'system', name: 'letters' }), compose, 'portal.example')
  const all = await words(world)
  expect(all.map((letter) => letter.recipient)).toEqual(['eva@demo.test'])
})

it('tries a letter that did not leave again later, and marks one that did', async () => {
  const world = await createWorld()
  await ticketOfAna(world, 'Olá', 'customer')
  await writeLetters(await world.as({ kind: 'system', name: 'letters' }), compose, 'portal.example')
  await deliverLetters(await world.as({ kind: 'system', name: 'letters' }), () =>
    Promise.reject(new Error('no server')),
  )
  expect((await words(world))[0]).toMatchObject({
    attempts: 1,
    lastError: 'no server',
    sentAt: null,
    nextAttemptAt: tuesday + 60_000,
  })
  await deliverLetters(await world.as({ kind: 'system', name: 'letters' }, tuesday + 60_000), () =>
    Promise.resolve(),
  )
  expect((await words(world))[0]).toMatchObject({
    attempts: 2,
    lastError: null,
    sentAt: tuesday + 60_000,
    nextAttemptAt: null,
  })
})

it('sends a new letter at once though the clock was set back since it was written', async () => {
  const world = await createWorld()
  await ticketOfAna(world, 'Olá', 'customer')
  const system = { kind: 'system', name: 'letters' } as const
  await writeLetters(await world.as(system), compose, 'portal.example')
  const earlier = tuesday - 3_600_000
  const fails = () => Promise.reject(new Error('no server'))
  await deliverLetters(await world.as(system, earlier), fails)
  expect((await words(world))[0]).toMatchObject({ attempts: 1, nextAttemptAt: earlier + 60_000 })
  await deliverLetters(await world.as(system, earlier + 1), fails)
  expect((await words(world))[0]).toMatchObject({ attempts: 1 })
})

it('writes the desk one letter, not two, when a reply reopens the ticket', () => {
  const ticket = {
    id: 1042,
    subject: 'x',
    status: 'open',
    requesterId: 'ana',
    assigneeId: 'eva',
    ownerId: null,
    line: 1,
  }
  const of = (type: string, data: Record<string, unknown>) =>
    recipientsOf({ type, actorId: 'ana', data }, ticket, [])
  expect(of('ticket.replied', { messageId: 1 })).toEqual([{ personId: 'eva', kind: 'customer-replied' }])
  expect(of('ticket.reopened', { byReply: true })).toEqual([])
  expect(of('ticket.reopened', {})).toEqual([{ personId: 'eva', kind: 'reopened' }])
})
