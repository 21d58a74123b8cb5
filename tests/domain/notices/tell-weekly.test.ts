import { describe, expect, test } from 'vitest'
import { noticeWeeks, toldNotices } from '#db/schema/index.ts'
import { disableAccount } from '#domain/accounts/index.ts'
import { chooseNotices, listTold } from '#domain/notices/index.ts'
import { createWorld, type Name, tuesday, type World } from '#tests/support/world.ts'
import { compose, day, deliverable, outbox, publish, told, turn, withdraw } from './support.ts'

/** Monday 30 November 2026, 09:00 in Lisbon. */
const monday = Date.UTC(2026, 10, 30, 9)

async function world(): Promise<World> {
  const made = await createWorld()
  // A portal's first week is the one it begins in.
  await turn(made)
  return made
}

const choose = async (made: World, who: Name, level: string, atOnce = 'security') =>
  chooseNotices(await made.as(who), {
    choices: ['gestor', 'folha'].map((product) => ({ product, level, atOnce })),
  })

describe('the weekly letter', () => {
  test('brings on Monday at nine what was not told at once, once', async () => {
    const made = await world()
    await choose(made, 'bruno', 'all')
    await publish(made, '7.5.1')
    await publish(made, '7.5.2', { kind: 'full', severity: null })
    await publish(made, '5.3.0', { product: 'folha', kind: 'cumulative', severity: null })
    await turn(made)
    expect(await told(made)).toHaveLength(2)
    await turn(made, monday - 1)
    expect(await told(made)).toHaveLength(2)
    await turn(made, monday)
    await turn(made, monday + day)
    const weekly = (await outbox(made)).filter(({ template }) => template === 'notices-weekly')
    expect(weekly.map(({ personId, subject }) => [personId, subject])).toEqual([
      ['bruno', 'Novidades da semana: Folha e Gestor'],
    ])
    expect(weekly[0]?.text).toContain('Gestor 7.5.2\nVersão completa.')
    expect(weekly[0]?.text).toContain(
      'o contrato de Município de Vila Nova inclui esta versão, com manutenção até',
    )
    expect(weekly[0]?.text).not.toContain('7.5.1')
    await turn(made, monday + 7 * day)
    expect((await outbox(made)).filter(({ template }) => template === 'notices-weekly')).toHaveLength(1)
  })

  test('is written once where the server’s clock is set back', async () => {
    const made = await world()
    await choose(made, 'bruno', 'all')
    await publish(made, '7.5.2', { kind: 'full', severity: null })
    for (const now of [monday, monday - 10 * day, monday - 1, monday, monday + 7 * day]) await turn(made, now)
    expect((await outbox(made)).filter(({ template }) => template === 'notices-weekly')).toHaveLength(1)
  })

  test('is not written where there is nothing to tell', async () => {
    const made = await world()
    await turn(made, monday)
    expect(await told(made)).toEqual([])
    expect(await made.database.reader.select().from(noticeWeeks)).toHaveLength(2)
  })

  test('says in what is theirs on Monday, not before', async () => {
    const made = await world()
    await choose(made, 'bruno', 'all')
    await choose(made, 'ana', 'all')
    await publish(made, '7.5.2', { kind: 'full', severity: null })
    await publish(made, '7.5.3', { kind: 'full', severity: null })
    await publish(made, '7.5.4', { kind: 'full', organisations: ['sao-bras'], severity: null })
    await turn(made)
    await withdraw(made, '7.5.2', tuesday + day)
    await disableAccount(await made.as('joao'), 'ana@demo.test')
    await turn(made, monday)
    const letters = await outbox(made)
    expect(letters.map(({ personId }) => personId)).toEqual(['bruno'])
    expect(letters[0]?.text).toContain('Gestor 7.5.2 foi retirada\nPerdia documentos.')
    expect(letters[0]?.text).toContain('Gestor 7.5.3')
    expect(letters[0]?.text).not.toContain('7.5.4')
    expect(letters[0]?.text).not.toContain('Gestor 7.5.2\n')
  })

  test('that a standstill missed is made up for, once', async () => {
    const made = await world()
    await choose(made, 'bruno', 'all')
    await publish(made, '7.5.1', { kind: 'full', severity: null })
    await turn(made)
    await publish(made, '7.5.2', { kind: 'full', severity: null })
    await turn(made, monday + 9 * day)
    await turn(made, monday + 9 * day)
    expect(await told(made)).toHaveLength(1)
    await turn(made, monday + 14 * day)
    expect(await told(made)).toHaveLength(1)
  })

  test('is bounded, and says how many more', async () => {
    const made = await world()
    await choose(made, 'bruno', 'all')
    for (let n = 0; n < 43; n++)
      await publish(made, `8.0.${n}`, { kind: 'full', severity: n === 0 ? 'high' : null })
    for (let n = 0; n < 4; n++) await turn(made, monday + n)
    const [letter] = await outbox(made)
    expect(letter?.text.match(/Gestor 8\.0\.\d+\n/g)).toHaveLength(40)
    expect(letter?.text).toContain('E mais 3 novidades')
    // The oldest is left out, unless it is grave.
    expect(letter?.text).toContain('Gestor 8.0.0\n')
    expect(letter?.text).not.toContain('Gestor 8.0.1\n')
    expect(await made.database.reader.select().from(toldNotices)).toHaveLength(43)
  })

  test('of a week in which more came out than are looked at together leaves none out', {
    timeout: 60_000,
  }, async () => {
    const made = await world()
    await choose(made, 'bruno', 'all')
    for (let n = 0; n < 520; n++) await publish(made, `8.0.${n}`, { kind: 'full', severity: null })
    for (let n = 0; n < 30; n++) await turn(made, monday + n)
    const [letter] = await outbox(made)
    expect(letter?.text).toContain('E mais 480 novidades')
    expect(letter?.text).toContain('https://portal.example/pt/updates')
    expect(await made.database.reader.$count(toldNotices)).toBe(520)
  })

  test('that fails half-way goes on where it was', async () => {
    const made = await world()
    await choose(made, 'bruno', 'all')
    await choose(made, 'dora', 'all')
    await publish(made, '7.5.2', { kind: 'full', severity: null })
    let calls = 0
    const failing: typeof compose = (...args) => {
      if (++calls === 2) throw new Error('killed')
      return compose(...args)
    }
    await expect(turn(made, monday, failing)).rejects.toThrow('killed')
    expect(await told(made)).toEqual([])
    await turn(made, monday + 60_000)
    expect((await outbox(made)).map(({ personId }) => personId)).toEqual(['bruno', 'dora'])
  })
})

describe('a clock that was ahead and is set right', () => {
  const weekly = async (made: World): Promise<string[]> =>
    (await outbox(made))
      .filter(({ template }) => template === 'notices-weekly')
      .map(({ text }) => [...text.matchAll(/Gestor (\S+)\n/g)].map(([, version]) => version).join())

  test('does not take the round of its Monday away', async () => {
    const made = await world()
    await choose(made, 'bruno', 'all')
    await publish(made, '7.5.1', { kind: 'full', severity: null })
    await turn(made)
    await turn(made, monday + 2 * day)
    expect(await weekly(made)).toEqual(['7.5.1'])
    await publish(made, '7.5.2', { kind: 'full', severity: null }, tuesday + day)
    await turn(made, tuesday + day)
    await turn(made, monday)
    await turn(made, monday + 3 * day)
    expect((await weekly(made)).toSorted()).toEqual(['7.5.1', '7.5.2'])
    await turn(made, monday + 7 * day)
    expect(await weekly(made)).toHaveLength(2)
  })

  test('also where that round found nothing to tell', async () => {
    const made = await world()
    await choose(made, 'bruno', 'all')
    await turn(made, monday)
    await publish(made, '7.5.2', { kind: 'full', severity: null }, tuesday + day)
    await turn(made, tuesday + day)
    await turn(made, monday + 1)
    expect(await weekly(made)).toEqual(['7.5.2'])
  })

  test('nor the place in a week of what was not out yet', async () => {
    const made = await world()
    await choose(made, 'bruno', 'all')
    const embargoUntil = monday + day
    await publish(made, '7.5.2', { kind: 'full', severity: null, embargoUntil })
    await turn(made)
    await turn(made, monday + 2 * day)
    // It waits, and is taken out: its reader may not know of it yet.
    expect(await weekly(made)).toEqual(['7.5.2'])
    expect(await deliverable(made, tuesday + day)).toEqual([])
    expect(await weekly(made)).toEqual([])
    for (const at of [tuesday + day, monday, monday + 2 * day]) await turn(made, at)
    expect(await weekly(made)).toEqual([])
    await turn(made, monday + 7 * day)
    expect(await weekly(made)).toEqual(['7.5.2'])
  })

  test('nor that of what is told at once', async () => {
    const made = await world()
    await publish(made, '7.5.2', { embargoUntil: tuesday + 9 * day })
    await turn(made, tuesday + 10 * day)
    expect(await told(made)).toHaveLength(2)
    expect(await deliverable(made, tuesday + day)).toEqual([])
    expect(await told(made)).toEqual([])
    for (const at of [tuesday + day, monday, tuesday + 9 * day]) await turn(made, at)
    expect(await deliverable(made, tuesday + 10 * day)).toEqual(['bruno', 'dora'])
    await turn(made, monday + 7 * day)
    expect(await told(made)).toHaveLength(2)
  })

  test('and is told once where the round was begun and not ended', async () => {
    const made = await world()
    await choose(made, 'bruno', 'all')
    await publish(made, '7.5.1', { kind: 'full', severity: null })
    const failing: typeof compose = () => {
      throw new Error('killed')
    }
    await expect(turn(made, monday + day, failing)).rejects.toThrow('killed')
    await turn(made, tuesday + day)
    expect(await weekly(made)).toEqual(['7.5.1'])
    await publish(made, '7.5.2', { kind: 'full', severity: null }, tuesday + day)
    for (const at of [tuesday + 2 * day, monday, monday + day]) await turn(made, at)
    expect((await weekly(made)).toSorted()).toEqual(['7.5.1', '7.5.2'])
  })
})

test('what one was told last is shown, and when the next weekly letter is due', async () => {
  const made = await world()
  await publish(made, '7.5.1')
  await turn(made)
  expect(await listTold(await made.as('bruno'))).toEqual({
    told: [
      {
        at: tuesday,
        pace: 'at-once',
        kind: 'release',
        products: ['Gestor'],
        productIds: ['gestor'],
        name: '7.5.1',
      },
    ],
    nextWeekly: monday,
  })
  expect((await listTold(await made.as('ana'))).told).toEqual([])
  await expect(listTold(await made.as('eva'))).rejects.toMatchObject({ code: 'notices-not-yours' })
})

test('the last of them by when it was told, not by when it had come about', async () => {
  const made = await world()
  await choose(made, 'bruno', 'all')
  await publish(made, '7.6.0', { embargoUntil: tuesday + 2 * day })
  await publish(made, '7.5.1', { kind: 'full', severity: null })
  await publish(made, '7.5.2')
  await turn(made)
  await turn(made, tuesday + 2 * day)
  await turn(made, monday)
  const { told: last } = await listTold(await made.as('bruno'))
  expect(last.map(({ name, at }) => [name, at])).toEqual([
    ['7.5.1', monday],
    ['7.6.0', tuesday + 2 * day],
    ['7.5.2', tuesday],
  ])
})
