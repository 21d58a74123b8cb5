import { describe, expect, test } from 'vitest'
import { contractProducts } from '#db/schema/index.ts'
import { advisoryToWrite, publishAdvisory, saveAdvisory, withdrawAdvisory } from '#domain/advisories/index.ts'
import { chooseNotices } from '#domain/notices/index.ts'
import { createWorld, type Name, tuesday, type World } from '#tests/support/world.ts'
import { day, deliverable, outbox, told, turn } from './support.ts'

const monday = Date.UTC(2026, 10, 30, 9)
const draft = {
  tlp: 'clear',
  severity: 'high',
  title: { pt: 'Fixação de sessão', en: 'Session fixation' },
  summary: { pt: 'Quem abrir…', en: 'Whoever opens…' },
  workaround: { pt: 'Desligar.', en: 'Switch off.' },
  cve: 'CVE-2026-41877',
  statements: [{ product: 'gestor', status: 'affected', affected: '>=7.5.0 <7.5.1', fixedVersion: null }],
}

async function advise(world: World, facts: object = {}, at?: number): Promise<string> {
  const joao = await world.as('joao')
  const { id } = await saveAdvisory(joao, { ...draft, ...facts })
  await publishAdvisory(joao, { id, revision: 1, at })
  return id
}
const choose = async (world: World, who: Name, level: string): Promise<unknown> =>
  chooseNotices(await world.as(who), { choices: [{ product: 'gestor', level, atOnce: 'security' }] })
const people = async (world: World): Promise<string[]> =>
  (await outbox(world)).map(({ personId }) => personId)

describe('an advisory is told', () => {
  test('at once, with its title, severity and what to do', async () => {
    const world = await createWorld()
    await advise(world)
    await turn(world)
    expect(await told(world)).toEqual([
      'bruno: Gestor: aviso de segurança ADV-2026-0001',
      'dora: Gestor: security advisory ADV-2026-0001',
    ])
    const [bruno] = await outbox(world)
    expect(bruno?.text).toContain('Fixação de sessão (CVE-2026-41877, gravidade alta).')
    expect(bruno?.text).toContain('Ainda não há versão que o corrija')
    expect(bruno?.text).toContain('TLP:CLEAR')
    expect(bruno?.text).toContain('https://portal.example/pt/advisories/ADV-2026-0001')
  })

  test('from its minute on', async () => {
    const world = await createWorld()
    await advise(world, {}, tuesday + day)
    await turn(world, tuesday + day - 1)
    expect(await told(world)).toEqual([])
    await turn(world, tuesday + day)
    expect(await told(world)).toHaveLength(2)
  })

  test('of TLP:AMBER to those with a contract for the product', async () => {
    const world = await createWorld()
    for (const who of ['bruno', 'carla', 'ana'] as const) await choose(world, who, 'security')
    const folha = { product: 'folha', status: 'affected', affected: '*', fixedVersion: null }
    await chooseNotices(await world.as('ana'), {
      choices: [{ product: 'folha', level: 'security', atOnce: 'security' }],
    })
    await advise(world, { tlp: 'amber', statements: [folha] })
    await turn(world)
    expect(await people(world)).toEqual(['ana', 'bruno', 'dora'])
  })

  test('as concerning those of a partner’s organisations that have the product', async () => {
    const world = await createWorld()
    await chooseNotices(await world.as('dora'), {
      choices: [{ product: 'folha', level: 'security', atOnce: 'security' }],
    })
    const folha = { product: 'folha', status: 'affected', affected: '*', fixedVersion: null }
    await advise(world, { statements: [folha] })
    await turn(world)
    const dora = (await outbox(world)).find(({ personId }) => personId === 'dora')
    expect(dora?.text).toContain('concerns Município de Vila Nova (TLP:CLEAR)')
  })

  test('to whoever chose it without a contract, for their own organisation', async () => {
    const world = await createWorld()
    await choose(world, 'dora', 'security')
    await world.database.write((tx) => tx.delete(contractProducts))
    await advise(world)
    await turn(world)
    const [dora, ...more] = await outbox(world)
    expect(more).toEqual([])
    expect(dora?.text).toContain('concerns Norte Sistemas (TLP:CLEAR)')
  })

  test('of TLP:RED to the organisations it names, without a word of what it says', async () => {
    const world = await createWorld()
    await choose(world, 'carla', 'security')
    await advise(world, { tlp: 'red', organisations: ['sao-bras'] })
    await turn(world)
    expect(await people(world)).toEqual(['carla', 'dora'])
    for (const { subject, text, html } of await outbox(world)) {
      expect(subject + text + html).not.toMatch(/fixa|CVE|7\.5/i)
      expect(text).toContain('TLP:RED')
    }
  })

  test('of the products that it affects, where it affects any', async () => {
    const world = await createWorld()
    const justification = 'vulnerable_code_not_present'
    const not = { product: 'folha', status: 'not-affected', affected: '*', fixedVersion: null, justification }
    await advise(world, { statements: [...draft.statements, not] })
    await turn(world)
    expect((await told(world))[0]).toBe('bruno: Gestor: aviso de segurança ADV-2026-0001')
  })

  test('in the weekly letter where nothing has to be done', async () => {
    const world = await createWorld()
    await turn(world)
    const justification = 'vulnerable_code_not_present'
    const not = {
      product: 'gestor',
      status: 'not-affected',
      affected: '*',
      fixedVersion: null,
      justification,
    }
    await advise(world, { statements: [not], severity: 'critical' })
    await turn(world)
    expect(await told(world)).toEqual([])
    await turn(world, monday)
    expect(await people(world)).toEqual(['bruno', 'dora'])
    expect((await outbox(world))[0]?.text).toContain('não é afetado')
  })
})

test('a withdrawn advisory is taken back in the weekly letter, and told of no more', async () => {
  const world = await createWorld()
  await turn(world)
  const id = await advise(world)
  await turn(world)
  const late = await world.as('joao', tuesday + day)
  await withdrawAdvisory(late, { id, revision: 2, reason: { pt: 'Era engano.', en: 'A mistake.' } })
  await turn(world, monday)
  const weekly = (await outbox(world)).filter(({ template }) => template === 'notices-weekly')
  expect(weekly).toHaveLength(2)
  expect(weekly[0]?.text).toContain('o aviso de segurança ADV-2026-0001 foi retirado')
  expect(weekly[0]?.text).toContain('Era engano.')
})

describe('a change of a published advisory is told', () => {
  const change = { pt: 'A 7.5.1 corrige.', en: 'Release 7.5.1 fixes it.' }
  async function revise(world: World, id: string, facts: object = {}, at = tuesday + day): Promise<void> {
    const joao = await world.as('joao', at)
    const { revision } = await advisoryToWrite(joao, id)
    await saveAdvisory(joao, { ...draft, id, revision, change, ...facts })
  }
  const weeklyOf = async (world: World, who: Name): Promise<string | undefined> =>
    (await outbox(world)).find(({ personId, template }) => personId === who && template === 'notices-weekly')
      ?.text

  test('in the weekly letter, with what has changed, several as one', async () => {
    const world = await createWorld()
    await turn(world)
    const id = await advise(world)
    await turn(world)
    await revise(world, id)
    const later = { pt: 'Afeta também a 7.4.', en: 'It affects 7.4, too.' }
    await revise(world, id, { change: later }, tuesday + 2 * day)
    await turn(world, tuesday + 2 * day)
    expect(await people(world)).toEqual(['bruno', 'dora'])
    await turn(world, monday)
    const text = await weeklyOf(world, 'bruno')
    expect(text).toContain('Gestor: o aviso de segurança ADV-2026-0001 foi alterado\nFixação de sessão')
    expect(text).toContain('O que mudou: A 7.5.1 corrige.\nO que mudou: Afeta também a 7.4.')
    expect(text?.match(/ADV-2026-0001 foi/g)).toHaveLength(1)
    expect(await deliverable(world, monday + 60_000)).toEqual(['bruno', 'bruno', 'dora', 'dora'])
    await turn(world, monday + 7 * day)
    expect(await people(world)).toEqual(['bruno', 'bruno', 'dora', 'dora'])
  })

  test('at once where it is critical', async () => {
    const world = await createWorld()
    const id = await advise(world)
    await turn(world)
    await revise(world, id, { severity: 'critical' })
    await turn(world, tuesday + day)
    expect((await told(world)).filter((each) => each.startsWith('bruno'))).toEqual([
      'bruno: Gestor: aviso de segurança ADV-2026-0001',
      'bruno: Gestor: o aviso de segurança ADV-2026-0001 foi alterado',
    ])
  })

  test('at once to whom it concerns only since then', async () => {
    const world = await createWorld()
    const id = await advise(world, { tlp: 'red', organisations: ['sao-bras'] })
    await turn(world)
    expect(await people(world)).toEqual(['dora'])
    await revise(world, id, { tlp: 'amber' })
    await turn(world, tuesday + day)
    expect(await told(world)).toEqual([
      'bruno: Gestor: o aviso de segurança ADV-2026-0001 foi alterado',
      'dora: Gestor: security advisory ADV-2026-0001',
    ])
  })

  test('of TLP:RED without a word of it, and only to those it names', async () => {
    const world = await createWorld()
    await choose(world, 'carla', 'security')
    const id = await advise(world, { tlp: 'red', organisations: ['sao-bras'], severity: 'critical' })
    await turn(world)
    await revise(world, id, { tlp: 'red', organisations: ['sao-bras'], severity: 'critical' })
    await turn(world, tuesday + day)
    expect(await people(world)).toEqual(['carla', 'carla', 'dora', 'dora'])
    for (const { subject, text, html } of await outbox(world))
      expect(subject + text + html).not.toMatch(/fixa|fixes|corrige|CVE|7\.5/i)
  })

  test('as new where it came out in the same week, and of a draft to nobody', async () => {
    const world = await createWorld()
    await turn(world)
    await chooseNotices(await world.as('bruno'), {
      choices: [{ product: 'gestor', level: 'all', atOnce: 'critical' }],
    })
    const joao = await world.as('joao')
    const { id } = await saveAdvisory(joao, draft)
    await saveAdvisory(joao, { ...draft, id, revision: 1, change })
    await turn(world)
    expect(await people(world)).toEqual([])
    await publishAdvisory(joao, { id, revision: 2 })
    await revise(world, id)
    await turn(world, monday)
    expect(await weeklyOf(world, 'bruno')).toContain('Gestor: aviso de segurança ADV-2026-0001\n')
    expect(await weeklyOf(world, 'bruno')).not.toContain('alterado')
  })

  test('to nobody where it was withdrawn meanwhile', async () => {
    const world = await createWorld()
    await turn(world)
    const id = await advise(world)
    await turn(world)
    await revise(world, id)
    const late = await world.as('joao', tuesday + 2 * day)
    await withdrawAdvisory(late, { id, revision: 3, reason: { pt: 'Engano.', en: 'A mistake.' } })
    await turn(world, monday)
    expect(await weeklyOf(world, 'bruno')).not.toContain('alterado')
  })
})
