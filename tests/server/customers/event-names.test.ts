import { expect, test } from 'vitest'
import { changeOrganisation, findOrganisation, setAbsence } from '#domain/accounts/index.ts'
import { listEvents } from '#domain/events/index.ts'
import {
  assignTicket,
  changeFields,
  changePriority,
  changeQueue,
  changeStatus,
  changeTeam,
  escalateTicket,
  saveField,
  saveQueue,
  saveTeam,
} from '#domain/tickets/index.ts'
import { saveView } from '#domain/views/index.ts'
import { formats } from '#i18n/index.ts'
import { eventDetails } from '#server/customers/event-details.ts'
import { namedIn } from '#server/customers/event-named.ts'
import { createDesk, type Desk, lineMeans, minute } from '#tests/domain/tickets/support.ts'
import { tuesday } from '#tests/support/world.ts'

async function audit(desk: Desk, lang: 'pt' | 'en' = 'pt'): Promise<Record<string, string[]>> {
  const joao = await desk.as('joao')
  const { items } = await listEvents(joao, {})
  const named = await namedIn(joao, lang, items)
  const f = formats(lang, 'Europe/Lisbon', tuesday)
  return Object.fromEntries(
    items.map((event) => [
      event.type,
      eventDetails(lang, f, event, named).map(({ name, words }) => `${name}: ${words}`),
    ]),
  )
}

test('who and what an event names is told by name, and codes in words', async () => {
  const desk = await createDesk()
  const [joao, eva] = [await desk.as('joao'), await desk.as('eva', tuesday + minute)]
  const { id: team } = await saveTeam(joao, { name: 'Folha', note: 'Salários', members: ['eva', 'filipe'] })
  const { reference } = await desk.open('ana')
  await saveQueue(joao, { id: 'contratos', pt: 'Contratos', en: 'Contracts', followUp: 'reopen' }, true)
  await assignTicket(eva, { reference, assignee: 'filipe' })
  await changeTeam(eva, { reference, team })
  await changeQueue(eva, { reference, queue: 'contratos' })
  await changePriority(eva, { reference, impact: 'high', reason: 'Prazo legal' })
  const up = { reference, line: 2, why: 'access', summary: 'Ver', tried: '' }
  await escalateTicket(eva, up, lineMeans)
  await changeStatus(eva, { reference, status: 'waiting', waitingFor: 'customer' })
  await saveView(eva, { name: 'Minha', filter: { view: 'line-1', team: 'none', organisation: 'sao-bras' } })
  const pt = await audit(desk)
  expect(pt).toMatchObject({
    'team.created': ['nome: Folha', 'nota: Salários', 'membros: Eva Marques, Filipe Sousa', 'antes: vazio'],
    'ticket.assigned': ['de: vazio', 'para: Filipe Sousa'],
    'ticket.team-changed': ['de: vazio', 'para: Folha', 'nomes: Folha'],
    'ticket.queue-changed': ['de: Suporte', 'para: Contratos', 'nomes: Contratos'],
    'ticket.escalated': expect.arrayContaining([
      'de: 1.ª linha',
      'para: 2.ª linha',
      'porquê: Precisa de acesso que esta linha não tem',
    ]),
    'ticket.status-changed': ['de: Em curso', 'para: À espera', 'à espera de: o cliente'],
    'queue-view.created': expect.arrayContaining([
      'filtro: fila: 1.ª linha, organização: Hospital de São Brás, equipa: Sem equipa',
    ]),
  })
  expect(pt['ticket.priority-changed']).toEqual(
    expect.arrayContaining(['de: Normal', 'impacto: Alto', 'motivo: Prazo legal']),
  )
  const en = await audit(desk, 'en')
  expect(en['ticket.queue-changed']?.[1]).toBe('to: Contracts')
  expect(en['ticket.status-changed']).toEqual([
    'from: In progress',
    'to: Waiting',
    'waiting for: the customer',
  ])
  for (const lines of [...Object.values(pt), ...Object.values(en)].flat()) expect(lines).not.toContain(team)
})

test('what is not there any more is told as it was recorded', async () => {
  const desk = await createDesk()
  const data = { from: 'nada', to: 'eva', members: ['foi-se', 'eva'] }
  const joao = await desk.as('joao')
  const event = { type: 'ticket.assigned', data }
  const named = await namedIn(joao, 'pt', [event])
  const f = formats('pt', 'Europe/Lisbon', tuesday)
  expect(eventDetails('pt', f, event, named).map(({ words }) => words)).toEqual([
    'nada',
    'Eva Marques',
    'foi-se, Eva Marques',
  ])
})

test('answers that were corrected are told as they were asked', async () => {
  const desk = await createDesk()
  const joao = await desk.as('joao')
  const place = {
    id: 'sitio',
    pt: 'Instalação',
    en: 'Site',
    kind: 'choice',
    options: 'local: No município | On site',
  }
  await saveField(joao, { ...place, position: '10' }, true)
  await saveField(
    joao,
    { id: 'mais', pt: 'A mais pessoas', en: 'To more people', kind: 'yes-no', position: '20' },
    true,
  )
  const { reference } = await desk.open('ana')
  await changeFields(await desk.as('eva'), { reference, fields: { sitio: 'local', mais: 'yes' } })
  expect((await audit(desk))['ticket.fields-changed']?.slice(0, 2)).toEqual([
    'Instalação: vazio → No município',
    'A mais pessoas: vazio → Sim',
  ])
})

test('days and absences are told as people write them', async () => {
  const desk = await createDesk()
  const [joao, eva] = [await desk.as('joao'), await desk.as('eva')]
  await setAbsence(eva, { person: 'eva', from: tuesday, until: tuesday + 86_400_000, deputy: 'filipe' })
  const { name, kind, revision } = (await findOrganisation(joao.db, 'vila-nova')) ?? {}
  const closedDays = [
    { date: '06-13', name: 'Santo António' },
    { easter: 1, open: [{ start: '09:00', end: '12:00' }] },
  ]
  await changeOrganisation(joao, { id: 'vila-nova', name, kind, revision, closedDays })
  const pt = await audit(desk)
  expect(pt['absence.set']?.[2]).toBe('substituto: Filipe Sousa')
  expect(pt['absence.set']?.join()).not.toContain(String(tuesday))
  expect(pt['organisation.changed']).toEqual([
    'dias fechados: vazio → 13/06 Santo António; Páscoa+1 09:00-12:00',
  ])
})
