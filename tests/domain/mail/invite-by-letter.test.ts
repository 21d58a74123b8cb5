import { expect, test } from 'vitest'
import { changeAccount } from '#domain/accounts/index.ts'
import { deliverLetters, inviteByLetter, type LetterRow, writeLetters } from '#domain/mail/index.ts'
import { sha256 } from '#server/auth/hash.ts'
import { createComposeInvitation } from '#server/mail/compose-invitation.ts'
import { refusal } from '#tests/domain/tickets/support.ts'
import { createWorld, tuesday, type World } from '#tests/support/world.ts'

const means = {
  publicUrl: new URL('https://apoio.demo.test'),
  siteName: 'Balcão',
  zone: 'Europe/Lisbon',
  now: tuesday,
}

async function invite(world: World, who: 'helena' | 'eva', person: string, secret: string): Promise<number> {
  const compose = createComposeInvitation(secret, means)
  return inviteByLetter(await world.as(who), person, sha256(secret), compose, 'apoio.demo.test')
}

async function all(world: World, table: 'letters' | 'events'): Promise<Record<string, unknown>[]> {
  const { rows } = await world.database.client.execute(`select * from ${table} order by id`)
  return rows.map((row) => ({ ...row }))
}

async function deliver(world: World, fails = false): Promise<LetterRow[]> {
  const sent: LetterRow[] = []
  await deliverLetters(await world.as({ kind: 'system', name: 'letters' }), async (letter) => {
    if (fails) throw new Error('no answer')
    sent.push(letter)
  })
  return sent
}

test('an invitation goes by letter in its reader\u2019s language, and only the letter has the secret', async () => {
  const world = await createWorld()
  const helena = await world.as('helena')
  await changeAccount(helena, {
    id: 'ana',
    email: 'ana@demo.test',
    name: 'Ana <Reis>',
    role: 'customer',
    lang: 'en',
    line: null,
    organisationId: 'vila-nova',
  })
  expect(await invite(world, 'helena', 'ana', 'segredo-um')).toBe(tuesday + 7 * 86_400_000)
  await invite(world, 'helena', 'bruno', 'segredo-dois')
  expect(JSON.stringify(await all(world, 'events'))).not.toContain('segredo')
  // Whoever turns events into letters writes no second one.
  await writeLetters(
    await world.as({ kind: 'system', name: 'letters' }),
    (kind) => ({ subject: kind, text: kind, html: kind }),
    'apoio.demo.test',
  )
  const sent = await deliver(world)
  expect(sent.map(({ recipient, lang, subject }) => [recipient, lang, subject]).sort()).toEqual([
    ['ana@demo.test', 'en', 'Balcão: set your password'],
    ['bruno@demo.test', 'pt', 'Balcão: defina a sua palavra-passe'],
  ])
  const anas = sent.find(({ personId }) => personId === 'ana')
  expect(anas?.text).toContain('Set the password: https://apoio.demo.test/en/welcome/segredo-um')
  expect(anas?.text).toContain('1 December 2026')
  expect(anas?.html).toContain('href="https://apoio.demo.test/en/welcome/segredo-um"')
  expect(anas?.html).toContain('Hello Ana')
  // Once it has left, nobody can read it here.
  const kept = await all(world, 'letters')
  expect(kept).toHaveLength(2)
  expect(JSON.stringify(kept)).not.toContain('segredo')
  expect(await deliver(world)).toEqual([])
})

test('a letter that has not left yet waits, and gives way to a later link', async () => {
  const world = await createWorld()
  await invite(world, 'helena', 'ana', 'segredo-um')
  await deliver(world, true)
  expect(JSON.stringify(await all(world, 'letters'))).toContain('segredo-um')
  await invite(world, 'helena', 'ana', 'segredo-dois')
  expect(JSON.stringify(await all(world, 'letters'))).not.toContain('segredo-um')
  expect((await deliver(world)).map(({ text }) => text.includes('segredo-dois'))).toEqual([true])
})

test('whoever may not invite writes no letter, nor does anybody to whom there is not', async () => {
  const world = await createWorld()
  expect(await refusal(invite(world, 'eva', 'ana', 'x'))).toMatchObject({ code: 'accounts-not-yours' })
  expect(await refusal(invite(world, 'helena', 'joao', 'x'))).toMatchObject({ code: 'administrators-only' })
  expect(await refusal(invite(world, 'helena', 'ninguem', 'x'))).toMatchObject({ kind: 'not-found' })
  expect(await all(world, 'letters')).toEqual([])
})
