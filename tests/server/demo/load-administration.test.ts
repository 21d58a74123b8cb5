import { expect, it } from 'vitest'
import { getCustomer } from '#domain/customers/index.ts'
import type { Actor } from '#domain/shared/index.ts'
import { loadAdministration } from '#server/demo/load-administration.ts'
import { createWorld, tuesday } from '../../support/world.ts'

it('the demo customers run something, and one has its municipal holiday', async () => {
  const world = await createWorld()
  const base = await world.as('eva')
  const context = (actor: Actor) => ({ ...base, actor })
  await loadAdministration({ database: world.database, context }, tuesday)
  const { installed, closedDays } = await getCustomer(base, 'vila-nova')
  expect(installed.map(({ version }) => version)).toEqual(['5.1.1', '7.4.2', '7.5.1'])
  expect(closedDays).toEqual([{ date: '06-13', open: [], name: 'Feriado municipal' }])
})
