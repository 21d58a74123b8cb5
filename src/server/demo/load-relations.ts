import type { Context } from '#domain/shared/index.ts'
import {
  addLabel,
  addToChecklist,
  addToCopy,
  linkTickets,
  listQueue,
  saveQueue,
  setReminder,
  tagTicket,
  tickChecklist,
  watchTicket,
} from '#domain/tickets/index.ts'

const hour = 3_600_000

const labels = [
  { status: 'open', pt: 'Em análise', en: 'In analysis' },
  { status: 'open', pt: 'Correção em curso', en: 'Fix under way' },
  { status: 'waiting', pt: 'À espera de registos', en: 'Waiting for logs' },
  { status: 'resolved', pt: 'Contornado', en: 'Worked around' },
]

/** Queues and words of the demo, what binds some of its tickets to each other, and what hangs on one of them. */
export async function loadRelations(administrator: Context, agent: Context): Promise<void> {
  await saveQueue(
    administrator,
    { id: 'contratos', pt: 'Contratos', en: 'Contracts', followUp: 'new-linked', followUpDays: '' },
    true,
  )
  await saveQueue(
    administrator,
    { id: 'formacao', pt: 'Formação', en: 'Training', followUp: 'refuse', followUpDays: '' },
    true,
  )
  for (const label of labels) await addLabel(administrator, label)
  const { items } = await listQueue(agent, { organisation: 'vila-nova', view: 'all-open', sort: 'updated' })
  const [one, two, three] = items
  if (!one || !two || !three) return
  await linkTickets(agent, { reference: one.reference, other: two.reference, role: 'related' })
  await linkTickets(agent, { reference: one.reference, other: three.reference, role: 'child' })
  const { reference } = one
  for (const tag of ['digitalização', 'windows']) await tagTicket(agent, { reference, tag })
  await tagTicket(agent, { reference: two.reference, tag: 'windows' })
  await watchTicket(agent, { reference, person: 'helena' })
  for (const text of ['Pedir os registos', 'Reproduzir na 7.4.2', 'Avisar a Ana antes de atualizar'])
    await addToChecklist(agent, { reference, text })
  await tickChecklist(agent, { reference, item: 1, done: true })
  await setReminder(agent, { reference, at: agent.now + 20 * hour, word: 'Telefonar à Ana' })
  const managers = items.find(({ requester }) => requester.id === 'bruno')
  if (managers) await addToCopy(agent, { reference: managers.reference, email: 'ana@demo.test' })
}
