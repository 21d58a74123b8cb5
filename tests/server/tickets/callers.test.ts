import { describe, expect, it } from 'vitest'
import type { Runtime } from '#server/runtime.ts'
import { type NewTicketForm, newTicketForm } from '#server/tickets/new-ticket-form.ts'
import { createWorld, type World } from '../../support/world.ts'

/** What the form of a new ticket makes of what an agent sends. */
async function send(world: World, fields: Record<string, string>): Promise<NewTicketForm> {
  const runtime = { files: world.files, limits: { tickets: { take: async () => 0 } } } as unknown as Runtime
  const url = new URL('http://portal.test/pt/tickets/new')
  const body = new URLSearchParams({
    subject: 'Ligou',
    body: 'Não imprime.',
    key: 'once',
    deed: 'send',
    ...fields,
  })
  return newTicketForm(
    runtime,
    await world.as('eva'),
    { request: new Request(url, { method: 'POST', body }), url },
    'pt',
  )
}

async function requesters(world: World): Promise<unknown[]> {
  const { rows } = await world.database.client.execute('select requester_id as id from tickets')
  return rows.map(({ id }) => id)
}

describe('a ticket for whoever calls', () => {
  it('is nobody’s by part of a name, until whom it means was seen', async () => {
    const world = await createWorld()
    const asked = await send(world, { requesterEmail: 'tavares' })
    expect(asked).toMatchObject({
      opened: null,
      status: 422,
      refused: {
        fields: [
          {
            field: 'requesterEmail',
            code: 'confirm-caller',
            params: {
              name: 'Bruno Tavares',
              email: 'bruno@demo.test',
              organisation: 'Município de Vila Nova',
            },
          },
        ],
      },
      calling: { caller: { id: 'bruno' } },
    })
    expect(await requesters(world)).toEqual([])
    const again = Object.fromEntries(
      ['requesterEmail', 'subject', 'body', 'key'].map((name) => [name, asked.values(name)]),
    )
    expect(again).toMatchObject({ requesterEmail: 'bruno@demo.test', subject: 'Ligou', body: 'Não imprime.' })
    expect((await send(world, again)).opened).toMatch(/^SUP-/)
    expect(await requesters(world)).toEqual(['bruno'])
  })

  it('is at once whose address was written, or who was chosen', async () => {
    const world = await createWorld()
    expect((await send(world, { requesterEmail: ' Ana@demo.test' })).opened).toMatch(/^SUP-/)
    const chosen = await send(world, { requesterEmail: 'vila', pick: 'bruno@demo.test', key: 'twice' })
    expect(chosen).toMatchObject({ looked: true, refused: null })
    const fields = { requesterEmail: chosen.values('requesterEmail'), key: 'twice' }
    expect((await send(world, fields)).opened).toMatch(/^SUP-/)
    expect(await requesters(world)).toEqual(['ana', 'bruno'])
  })
})
