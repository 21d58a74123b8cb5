import { expect, it } from 'vitest'
import { saveTemplate } from '#domain/answers/index.ts'
import type { Runtime } from '#server/runtime.ts'
import { deskTicketForm } from '#server/tickets/desk-ticket-form.ts'
import { ticketForm } from '#server/tickets/ticket-form.ts'
import { createDesk } from '../../domain/tickets/support.ts'

type Desk = Awaited<ReturnType<typeof createDesk>>

const runtimeOf = ({ files }: Desk): Runtime =>
  ({ files, site: { catalogue: { settings: { site: { zone: 'Europe/Lisbon' } } } } }) as unknown as Runtime

function sent(fields: Record<string, string>): { request: Request; url: URL } {
  const url = new URL('http://portal.test/pt/tickets/x')
  return { request: new Request(url, { method: 'POST', body: new URLSearchParams(fields) }), url }
}

const typesOf = async (desk: Desk, id: number): Promise<string[]> =>
  (await desk.events(id)).map(({ type }) => type)

it('a message sent while closing is not there where the ticket could not be closed', async () => {
  const desk = await createDesk()
  const { id, reference } = await desk.open('ana')
  const close = async () =>
    ticketForm(
      runtimeOf(desk),
      await desk.as('ana'),
      sent({ deed: 'close', body: 'Resolvido.' }),
      reference,
      'pt',
    )
  const { client } = desk.database
  await client.execute(`create trigger broken before update of status on tickets when new.status = 'closed'
    begin select raise(abort, 'as where the process is killed'); end`)
  await expect(close()).rejects.toThrow()
  expect(await typesOf(desk, id)).toEqual(['ticket.opened'])
  await client.execute('drop trigger broken')
  expect(await close()).toMatchObject({ refused: null, to: `/pt/tickets/${reference}?closed#said` })
  expect(await typesOf(desk, id)).toEqual(['ticket.opened', 'ticket.replied', 'ticket.closed'])
  const { rows } = await client.execute('select count(*) as n from messages where body = ?', ['Resolvido.'])
  expect(rows[0]?.n).toBe(1)
})

it('a template does nothing where its message is refused, and all of it where it is sent', async () => {
  const desk = await createDesk()
  const macro = { name: 'À 2.ª linha', lang: 'pt', body: 'x', toLine: '2', why: 'complex', impact: 'high' }
  const { id: template } = await saveTemplate(await desk.as('helena'), macro)
  const { id, reference } = await desk.open('ana')
  const typed = {
    deed: 'reply',
    body: 'Passamos.',
    macro: template,
    'also.toLine': 'on',
    'also.priority': 'on',
  }
  const send = async (more: Record<string, string>) =>
    deskTicketForm(runtimeOf(desk), await desk.as('eva'), sent({ ...typed, ...more }), reference)
  const refused = await send({ status: 'waiting', waitingFor: 'customer', label: 'none-such' })
  expect(refused).toMatchObject({ done: null, refused: { fields: [{ field: 'label' }] } })
  expect(refused.values('body')).toBe('Passamos.')
  expect(await typesOf(desk, id)).toEqual(['ticket.opened'])
  expect(await send({})).toMatchObject({ refused: null, done: 'replied' })
  expect(await typesOf(desk, id)).toEqual([
    'ticket.opened',
    'ticket.escalated',
    'ticket.priority-changed',
    'ticket.replied',
  ])
  expect(await desk.row(id)).toMatchObject({ line: 2, impact: 'high' })
})

it('an answer that still has a variable is not sent to the customer; a note is written with it', async () => {
  const desk = await createDesk()
  const { id, reference } = await desk.open('ana')
  const typed = {
    deed: 'reply',
    body: 'Corrigido na {{ planned.version }}; em Jinja seria {{ outra.coisa }}.',
  }
  const send = async (more: Record<string, string>) =>
    deskTicketForm(runtimeOf(desk), await desk.as('eva'), sent({ ...typed, ...more }), reference)
  const refused = await send({})
  expect(refused).toMatchObject({
    done: null,
    status: 422,
    refused: { fields: [{ field: 'body', code: 'variable-left', params: { name: 'planned.version' } }] },
  })
  expect(refused.values('body')).toBe(typed.body)
  expect(await typesOf(desk, id)).toEqual(['ticket.opened'])
  expect(await send({ internal: 'on' })).toMatchObject({ done: 'noted' })
  expect(await send({ body: 'Corrigido; em Jinja seria {{ outra.coisa }}.' })).toMatchObject({
    done: 'replied',
  })
})
