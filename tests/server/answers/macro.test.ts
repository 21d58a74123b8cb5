import { expect, it } from 'vitest'
import { fillTemplate, getTemplate, saveTemplate, type Values, variables } from '#domain/answers/index.ts'
import { archiveTeam, saveRequestType, saveTeam } from '#domain/tickets/index.ts'
import { applyMacro } from '#server/answers/macro.ts'
import { createDesk, incident, refusal } from '../../domain/tickets/support.ts'

const template = { name: 'À 2.ª linha', lang: 'pt', body: 'Passamos ao Filipe.' }
const changes = { assignee: 'filipe', toLine: '2', why: 'complex', impact: 'high' }

const form = (fields: Record<string, string>) => ({ get: (name: string) => fields[name] ?? '' })

it('does to the ticket what was left ticked, and nothing twice', async () => {
  const world = await createDesk()
  const { id } = await saveTemplate(await world.as('helena'), { ...template, ...changes })
  const ticket = await world.open('ana')
  const eva = await world.as('eva')
  const typed = { macro: id, body: 'Passamos ao Filipe.', 'also.toLine': 'on', 'also.priority': 'on' }
  await applyMacro(eva, ticket.reference, form({ macro: id, body: 'x' }))
  expect((await world.events(ticket.id)).length).toBe(1)
  for (let time = 0; time < 2; time++) await applyMacro(eva, ticket.reference, form(typed))
  expect(await world.row(ticket.id)).toMatchObject({ line: 2, assignee_id: 'filipe', impact: 'high' })
  expect((await world.events(ticket.id)).map(({ type }) => type)).toEqual([
    'ticket.opened',
    'ticket.escalated',
    'ticket.priority-changed',
  ])
})

it('refuses where the person is gone, before anything is sent', async () => {
  const world = await createDesk()
  const { id } = await saveTemplate(await world.as('helena'), { ...template, assignee: 'filipe' })
  const ticket = await world.open('ana')
  await world.database.client.execute("update people set disabled_at = 1 where id = 'filipe'")
  const typed = form({ macro: id, body: 'x', 'also.assignee': 'on' })
  expect(await refusal(applyMacro(await world.as('eva'), ticket.reference, typed))).toMatchObject({
    fields: ['assignee: unknown'],
  })
})

it('says what kind of request it is', async () => {
  const world = await createDesk()
  await saveRequestType(await world.as('joao'), { ...incident, products: ['folha'] }, true)
  const { id } = await saveTemplate(await world.as('helena'), { ...template, requestType: 'incidente' })
  const typed = form({ macro: id, body: 'x', 'also.requestType': 'on' })
  const eva = await world.as('eva')
  const [right, wrong] = [await world.open('ana', { product: 'folha' }), await world.open('ana')]
  await applyMacro(eva, right.reference, typed)
  expect((await world.row(right.id)).request_type).toBe('incidente')
  expect((await refusal(applyMacro(eva, wrong.reference, typed))).fields).toEqual([
    'requestType: type-not-of-product',
  ])
})

it('gives the ticket to a team, as long as that is in use', async () => {
  const world = await createDesk()
  const joao = await world.as('joao')
  const { id: team } = await saveTeam(joao, { name: 'Folha' })
  const { id } = await saveTemplate(await world.as('helena'), { ...template, team })
  const typed = form({ macro: id, body: 'x', 'also.team': 'on' })
  const eva = await world.as('eva')
  const [first, second] = [await world.open('ana'), await world.open('ana')]
  for (let time = 0; time < 2; time++) await applyMacro(eva, first.reference, typed)
  expect(await world.row(first.id)).toMatchObject({ team_id: team, assignee_id: null })
  expect((await world.events(first.id)).map(({ type }) => type)).toEqual([
    'ticket.opened',
    'ticket.team-changed',
  ])
  await archiveTeam(joao, { id: team })
  expect((await refusal(applyMacro(eva, second.reference, typed))).fields).toEqual(['team: unknown'])
  await applyMacro(eva, second.reference, form({ macro: id, body: 'x' }))
  expect((await world.row(second.id)).team_id).toBeNull()
})

it('does the rest where a variable of its text is gone, which whoever sends it is told', async () => {
  const world = await createDesk()
  const body = 'Olá, {{customer.name}}.'
  const { id } = await saveTemplate(await world.as('helena'), { ...template, body, impact: 'high' })
  await world.database.client.execute(
    "update answer_templates set body = replace(body, 'customer.name', 'customer.nome')",
  )
  const ticket = await world.open('ana')
  const eva = await world.as('eva')
  const held = await getTemplate(eva, id)
  expect(held.faults).toEqual(['variable'])
  const values = Object.fromEntries(variables.map((name) => [name, 'x'])) as Values
  expect(fillTemplate(held, values).body).toBe('Olá, {{customer.nome}}.')
  const typed = form({ macro: id, body: 'Olá, Ana.', 'also.priority': 'on' })
  await applyMacro(eva, ticket.reference, typed)
  expect((await world.row(ticket.id)).impact).toBe('high')
})
