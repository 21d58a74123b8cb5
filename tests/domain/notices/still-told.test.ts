import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { contracts, people, tickets, toldNotices } from '#db/schema/index.ts'
import { disableAccount } from '#domain/accounts/index.ts'
import { publishAdvisory, saveAdvisory } from '#domain/advisories/index.ts'
import { deliverLetters, lettersToLeave } from '#domain/mail/index.ts'
import { chooseNotices } from '#domain/notices/index.ts'
import { ticketRow } from '#tests/support/tickets.ts'
import { watched } from '#tests/support/watched.ts'
import { createWorld, tuesday, type World } from '#tests/support/world.ts'
import { compose, day, outbox, publish, system, turn, withdraw } from './support.ts'

const monday = Date.UTC(2026, 10, 30, 9)

/** What leaves at that moment, as `person: subject`. */
async function deliver(world: World, at: number): Promise<string[]> {
  const sent: string[] = []
  const ctx = await world.as(system, at)
  const send = async ({ personId, text }: { personId: string; text: string }): Promise<void> => {
    sent.push(`${personId}: ${[...text.matchAll(/^Gestor 7\S+/gm)].join()}`)
  }
  const once = () => deliverLetters(ctx, send, (due) => lettersToLeave(ctx, due, compose, 'portal.example'))
  while ((await once()) > 0);
  return sent
}

test('a letter that waited leaves only while it is its reader’s to know', async () => {
  const world = await createWorld()
  await publish(world, '7.5.1')
  await turn(world)
  await world.database.write((tx) =>
    tx.update(contracts).set({ suspendedAt: tuesday }).where(eq(contracts.organisationId, 'vila-nova')),
  )
  // The partner’s letter is written anew, without that organisation.
  expect(await deliver(world, tuesday + day)).toEqual(['dora: Gestor 7.5.1'])
  const [dora, ...more] = await outbox(world)
  expect(more).toEqual([])
  expect(dora?.text).not.toContain('Vila Nova')
  expect(await world.database.reader.select().from(toldNotices)).toMatchObject([
    { personId: 'dora', organisationIds: ['sao-bras'] },
  ])
})

test('nothing leaves for an account that was disabled, or of what was withdrawn', async () => {
  const world = await createWorld()
  await publish(world, '7.5.1')
  await turn(world)
  await disableAccount(await world.as('joao'), 'dora@demo.test')
  await withdraw(world, '7.5.1', tuesday + 1)
  expect(await deliver(world, tuesday + day)).toEqual([])
})

test('a weekly letter leaves without what is not its reader’s any more', async () => {
  const world = await createWorld()
  await turn(world)
  await chooseNotices(await world.as('bruno'), {
    choices: [{ product: 'gestor', level: 'all', atOnce: 'security' }],
  })
  await publish(world, '7.5.2', { kind: 'full', severity: null })
  await publish(world, '7.5.3', { kind: 'full', severity: null })
  await turn(world, monday)
  await withdraw(world, '7.5.2', monday + 1)
  expect(await deliver(world, monday + 60_000)).toEqual(['bruno: Gestor 7.5.3'])
  expect(await deliver(world, monday + 120_000)).toEqual([])
})

test('nothing leaves of what an advisory said before it was closed to all but some', async () => {
  const world = await createWorld()
  const joao = await world.as('joao')
  const draft = {
    ...{ tlp: 'clear', severity: 'high', cve: 'CVE-2026-41877' },
    title: { pt: 'Fixação de sessão', en: 'Session fixation' },
    summary: { pt: 'Quem abrir…', en: 'Whoever opens…' },
    workaround: { pt: '', en: '' },
    statements: [{ product: 'gestor', status: 'affected', affected: '*', fixedVersion: null }],
  }
  const { id } = await saveAdvisory(joao, draft)
  await publishAdvisory(joao, { id, revision: 1 })
  await turn(world)
  const change = { pt: 'Só para alguns.', en: 'For some alone.' }
  const organisations = ['vila-nova', 'sao-bras']
  await saveAdvisory(joao, { ...draft, id, revision: 2, tlp: 'red', organisations, change })
  await deliver(world, tuesday + day)
  const letters = await outbox(world)
  expect(letters.map(({ personId, sentAt }) => [personId, sentAt])).toEqual([
    ['bruno', tuesday + day],
    ['dora', tuesday + day],
  ])
  for (const { subject, text, html } of letters)
    expect(subject + text + html).not.toMatch(/fixa|CVE|TLP:CLEAR/i)
})

test('many letters are asked about together, and each leaves by its own reader’s rights', async () => {
  const world = await createWorld()
  const [bruno] = await world.database.reader.select().from(people).where(eq(people.id, 'bruno'))
  const many = Array.from({ length: 98 }, (_, n) => ({
    ...(bruno as typeof people.$inferInsert),
    ...{ id: `m${n}`, email: `m${n}@demo.test`, name: `m${n}` },
    organisationId: n % 2 ? 'vila-nova' : 'sao-bras',
  }))
  await world.database.write(async (tx) => {
    await tx.insert(people).values(many)
    await tx
      .insert(tickets)
      .values([
        ticketRow({ id: 11, requesterId: 'bruno' }),
        ticketRow({ id: 12, organisationId: 'sao-bras', requesterId: 'm0' }),
      ])
  })
  await publish(world, '7.5.1', { fixes: ['SUP-11', 'SUP-12'] })
  await turn(world)
  await world.database.write((tx) =>
    tx.update(contracts).set({ suspendedAt: tuesday }).where(eq(contracts.organisationId, 'sao-bras')),
  )
  const { db, queries } = watched(world)
  const ctx = { ...(await world.as(system)), db }
  const left: string[] = []
  const send = async ({ personId, text }: { personId: string; text: string }): Promise<void> => {
    left.push(personId)
    expect(text.includes('SUP-12')).toBe(false)
    expect(text.includes('SUP-11')).toBe(true)
  }
  const leaving: Parameters<typeof deliverLetters>[2] = (due) =>
    lettersToLeave(ctx, due, compose, 'portal.example')
  while ((await deliverLetters(ctx, send, leaving)) > 0);
  expect(left).toHaveLength(51)
  expect(left).toContain('dora')
  const reads = queries.filter(({ sql }) => !sql.startsWith('select t.id as id from tickets'))
  expect(reads.length).toBeLessThan(100)
})
