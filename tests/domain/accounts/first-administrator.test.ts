import { describe, expect, test } from 'vitest'
import { apiTokens, people, sessions } from '#db/schema/index.ts'
import {
  checkFirstAdministratorLink,
  createFirstAdministrator,
  createOrganisation,
  findPersonByEmail,
  offerFirstAdministrator,
} from '#domain/accounts/index.ts'
import { createWorld, tuesday, type World } from '#tests/support/world.ts'

const system = { kind: 'system', name: 'test' } as const
const visitor = { kind: 'visitor' } as const
const link = 'a'.repeat(64)
const input = { organisationName: 'Acme', name: 'Rui', email: 'rui@acme.test', password: 'uma frase longa' }
const hash = async (password: string): Promise<string> => `hashed ${password.length}`

async function emptyWorld(): Promise<World> {
  const world = await createWorld()
  await world.database.write(async (tx) => {
    for (const table of [apiTokens, sessions, people]) await tx.delete(table)
  })
  return world
}

describe('the first administrator', () => {
  test('is created once, by a link that is used up', async () => {
    const world = await emptyWorld()
    expect(await offerFirstAdministrator(await world.as(system), link)).toBe(true)
    await createFirstAdministrator(await world.as(visitor), input, link, hash)
    const person = await findPersonByEmail(world.database.reader, 'rui@acme.test')
    expect(person).toMatchObject({ role: 'administrator', passwordHash: 'hashed 15' })
    const again = createFirstAdministrator(
      await world.as(visitor),
      { ...input, email: 'x@y.test' },
      link,
      hash,
    )
    await expect(again).rejects.toMatchObject({ kind: 'gone', code: 'link-spent' })
    expect(await offerFirstAdministrator(await world.as(system), link)).toBe(false)
  })

  test('needs a link that is known, the newest, and less than a day old', async () => {
    const world = await emptyWorld()
    await offerFirstAdministrator(await world.as(system), 'b'.repeat(64))
    await offerFirstAdministrator(await world.as(system), link)
    for (const [hashed, at] of [
      ['b'.repeat(64), tuesday],
      ['c'.repeat(64), tuesday],
      [link, tuesday + 86_400_001],
    ] as const) {
      const check = checkFirstAdministratorLink(await world.as(visitor, at), hashed)
      await expect(check).rejects.toMatchObject({ code: 'link-spent' })
    }
    await checkFirstAdministratorLink(await world.as(visitor), link)
  })

  test('gives a password and an address that serve, and nothing is spent by a mistake', async () => {
    const world = await emptyWorld()
    await offerFirstAdministrator(await world.as(system), link)
    const wrong = createFirstAdministrator(
      await world.as(visitor),
      { ...input, email: 'x', password: 'short' },
      link,
      hash,
    )
    await expect(wrong).rejects.toMatchObject({ fields: [{ field: 'email' }, { field: 'password' }] })
    await createFirstAdministrator(await world.as(visitor), input, link, hash)
  })

  test('is not offered where people are, nor by anybody but the portal', async () => {
    const world = await createWorld()
    expect(await offerFirstAdministrator(await world.as(system), link)).toBe(false)
    await expect(offerFirstAdministrator(await world.as('joao'), link)).rejects.toMatchObject({
      kind: 'not-allowed',
    })
  })
})

test('an organisation is created by supervisors, administrators and the operator, once', async () => {
  const world = await createWorld()
  const acme = { id: 'acme', name: 'Acme', kind: 'customer' }
  expect(await createOrganisation(await world.as('joao'), acme)).toBe('acme')
  await expect(createOrganisation(await world.as(system), acme)).rejects.toMatchObject({
    code: 'organisation-exists',
  })
  await expect(createOrganisation(await world.as('eva'), acme)).rejects.toMatchObject({
    kind: 'not-allowed',
  })
  await expect(
    createOrganisation(await world.as('joao'), { id: 'A B', name: 'x', kind: 'y' }),
  ).rejects.toMatchObject({
    kind: 'invalid',
  })
})
