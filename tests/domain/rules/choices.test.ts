import { expect, it } from 'vitest'
import { organisationNamed } from '#domain/rules/index.ts'
import { createWorld } from '../../support/world.ts'

it('a rule’s organisation is named by identifier or name, whatever the case and accents', async () => {
  const world = await createWorld()
  const helena = await world.as('helena')
  for (const said of [
    'vila-nova',
    'Município de Vila Nova',
    'MUNICÍPIO DE VILA NOVA',
    ' municipio de vila nova ',
  ])
    expect(await organisationNamed(helena, said)).toBe('vila-nova')
  expect(await organisationNamed(helena, 'Vila')).toBeNull()
  // Of two of one name neither is meant rather than the other.
  await world.database.client.execute(
    "update organisations set name = 'Vila Gémea' where id in ('vila-nova', 'norte')",
  )
  expect(await organisationNamed(helena, 'vila gemea')).toBeNull()
})
