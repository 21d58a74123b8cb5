import type { Context } from '#domain/shared/index.ts'
import { changeTeam, listQueue, saveTeam } from '#domain/tickets/index.ts'

/** Two teams across the lines, the first with what there is of its product. */
export async function loadTeams(administrator: Context, agent: Context): Promise<void> {
  const { id: team } = await saveTeam(administrator, {
    name: 'Folha de salários',
    note: 'Processamento, mapas legais e fecho do mês.',
    members: ['eva', 'filipe'],
  })
  await saveTeam(administrator, {
    name: 'Instalações',
    note: 'Servidores, atualizações e certificados dos clientes.',
    members: ['filipe', 'gustavo'],
  })
  const { items } = await listQueue(agent, { product: 'folha' })
  for (const { reference } of items) await changeTeam(agent, { reference, team })
}
