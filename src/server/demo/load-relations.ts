import type { Context } from '#domain/shared/index.ts'
import { linkTickets, listQueue, saveQueue } from '#domain/tickets/index.ts'

/** Queues of the demo, and what binds some of its tickets to each other. */
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
  const { items } = await listQueue(agent, { organisation: 'vila-nova', view: 'all-open' })
  const [one, two, three] = items
  if (!one || !two || !three) return
  await linkTickets(agent, { reference: one.reference, other: two.reference, role: 'related' })
  await linkTickets(agent, { reference: one.reference, other: three.reference, role: 'child' })
}
