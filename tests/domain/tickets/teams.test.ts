import { describe, expect, test } from 'vitest'
import {
  allTeams,
  archiveTeam,
  assignTicket,
  changeTeam,
  closeTicket,
  getDeskTicket,
  getTeam,
  getTicket,
  listQueue,
  listTeams,
  mergeTickets,
  replyToTicket,
  saveQueue,
  saveTeam,
  splitMessage,
  timeline,
} from '#domain/tickets/index.ts'
import { tuesday } from '#tests/support/world.ts'
import { createDesk, type Desk, means, minute, refusal } from './support.ts'

async function team(desk: Desk, name: string, members: readonly string[] = []): Promise<string> {
  return (await saveTeam(await desk.as('joao'), { name, note: '', members })).id
}

async function eventsOf(desk: Desk, subject: string): Promise<[string, Record<string, unknown>][]> {
  const { rows } = await desk.database.client.execute({
    sql: 'select type, data from events where subject = ? order by id',
    args: [subject],
  })
  return rows.map(({ type, data }) => [String(type), JSON.parse(String(data))])
}

describe('administering', () => {
  test('teams stand by name as in a Portuguese index, those out of use last', async () => {
    const desk = await createDesk()
    for (const name of ['Zona 10', 'Évora', 'Zona 9', 'águas', 'Folha']) await team(desk, name, [])
    const joao = await desk.as('joao')
    const folha = (await listTeams(joao)).find(({ name }) => name === 'Folha')
    await archiveTeam(joao, { id: folha?.id ?? '' })
    const names = (await listTeams(joao)).map(({ name }) => name)
    expect(names).toEqual(['águas', 'Évora', 'Zona 9', 'Zona 10', 'Folha'])
  })

  test('teams are created, renamed, filled and taken out of use, with an event for each', async () => {
    const desk = await createDesk()
    const joao = await desk.as('joao')
    const id = await team(desk, ' Folha  de salários ', ['eva', 'filipe', 'eva'])
    await team(desk, 'Área técnica')
    expect(await getTeam(joao, id)).toEqual({
      id,
      name: 'Folha de salários',
      note: '',
      members: [
        { id: 'eva', name: 'Eva Marques', line: 1 },
        { id: 'filipe', name: 'Filipe Sousa', line: 2 },
      ],
      archivedAt: null,
    })
    await saveTeam(joao, { id, name: 'Folha', note: 'Processamento', members: ['filipe'] })
    await archiveTeam(joao, { id })
    expect((await listTeams(joao)).map(({ name, archivedAt }) => [name, archivedAt])).toEqual([
      ['Área técnica', null],
      ['Folha', tuesday],
    ])
    await saveTeam(joao, { id, name: 'Folha', note: '', members: [] })
    expect(await getTeam(joao, id)).toMatchObject({ archivedAt: null, members: [] })
    const events = await eventsOf(desk, `team:${id}`)
    expect(events.map(([type]) => type)).toEqual([
      'team.created',
      'team.changed',
      'team.archived',
      'team.changed',
    ])
    expect(events[1]?.[1]).toEqual({
      name: 'Folha',
      note: 'Processamento',
      members: ['filipe'],
      before: { name: 'Folha de salários', note: '', members: ['eva', 'filipe'] },
    })
    await saveTeam(joao, { id, name: 'Folha', note: '', members: ['eva'] })
    await desk.database.client.execute("update people set disabled_at = 1 where id = 'eva'")
    expect((await getTeam(joao, id)).members).toEqual([])
  })

  test('what is wrong is refused, and whoever may not', async () => {
    const desk = await createDesk()
    const joao = await desk.as('joao')
    const id = await team(desk, 'Folha')
    const save = async (input: object) => (await refusal(saveTeam(joao, { members: [], ...input }))).fields
    expect(await save({ name: 'x' })).toEqual(['name: too-short'])
    expect(await save({ name: 'FOLHA' })).toEqual(['name: team-name-taken'])
    const other = await team(desk, 'Instalações')
    expect(await save({ name: 'Instalacoes' })).toEqual(['name: team-name-taken'])
    // Written with combining accents, and called anew so.
    expect(await save({ id, name: 'INSTALAÇÕES'.normalize('NFD') })).toEqual(['name: team-name-taken'])
    await saveTeam(joao, { id: other, name: 'instalacoes', members: [] })
    await archiveTeam(joao, { id: other })
    expect(await save({ name: 'Outra', note: 'x'.repeat(501) })).toEqual(['note: too-long'])
    // Neither customers nor editors are of the desk.
    expect(await save({ name: 'Outra', members: ['eva', 'ana'] })).toEqual(['members: unknown'])
    for (const who of ['helena', 'eva', 'ana'] as const) {
      const ctx = await desk.as(who)
      for (const attempt of [
        () => listTeams(ctx),
        () => getTeam(ctx, id),
        () => saveTeam(ctx, { name: 'Outra' }),
        () => archiveTeam(ctx, { id }),
      ])
        expect(await refusal(attempt())).toMatchObject({ kind: 'not-allowed' })
    }
    expect(await refusal(saveTeam(joao, { id: 'nada', name: 'Outra' }))).toMatchObject({ kind: 'not-found' })
    expect(await refusal(getTeam(joao, 'nada'))).toMatchObject({ kind: 'not-found' })
    await archiveTeam(joao, { id })
    expect(await refusal(archiveTeam(joao, { id }))).toMatchObject({ kind: 'not-found' })
    for (let n = 1; n <= 60; n++) await team(desk, `Equipa ${n}`)
    expect(await refusal(saveTeam(joao, { name: 'Mais uma' }))).toMatchObject({ code: 'too-many-teams' })
    expect(await refusal(saveTeam(joao, { id, name: 'Folha' }))).toMatchObject({ code: 'too-many-teams' })
    await saveTeam(joao, { id: (await allTeams(joao.db))[0]?.id, name: 'Primeira' })
  })
})

describe('a ticket', () => {
  test('is given to a team, whoever has it, and the desk alone sees so', async () => {
    const desk = await createDesk()
    const id = await team(desk, 'Folha', ['eva'])
    const { id: ticketId, reference } = await desk.open('ana')
    const eva = await desk.as('eva', tuesday + minute)
    await assignTicket(eva, { reference, assignee: 'gustavo' })
    await changeTeam(eva, { reference, team: id })
    await changeTeam(eva, { reference, team: id })
    expect(await getDeskTicket(eva, reference)).toMatchObject({
      team: { id, name: 'Folha' },
      assignee: { id: 'gustavo' },
    })
    const events = await desk.events(ticketId)
    expect(events.at(-1)).toMatchObject({
      type: 'ticket.team-changed',
      actorId: 'eva',
      data: { from: null, to: id, names: { pt: 'Folha', en: 'Folha' } },
    })
    expect((await timeline(eva, reference)).at(-1)).toMatchObject({
      kind: 'team-changed',
      names: { pt: 'Folha' },
    })
    const ana = await desk.as('ana')
    expect((await timeline(ana, reference)).map(({ kind }) => kind)).not.toContain('team-changed')
    expect(JSON.stringify(await getTicket(ana, reference))).not.toContain('Folha')
    await changeTeam(eva, { reference, team: '' })
    expect((await getDeskTicket(eva, reference)).team).toBeNull()
    expect((await desk.events(ticketId)).length).toBe(events.length + 1)
  })

  test('is not given where that cannot be', async () => {
    const desk = await createDesk()
    const [id, gone] = [await team(desk, 'Folha'), await team(desk, 'Antiga')]
    const { reference } = await desk.open('ana')
    const other = await desk.open('ana')
    const change = async (who: 'ana' | 'eva' | 'ines', to: string, of: string = reference) =>
      refusal(changeTeam(await desk.as(who), { reference: of, team: to }))
    expect(await change('ana', id)).toMatchObject({ kind: 'not-allowed' })
    expect(await change('ines', id)).toMatchObject({ kind: 'not-allowed' })
    expect(await change('eva', id, 'SUP-99999')).toMatchObject({ kind: 'not-found' })
    expect((await change('eva', 'nada')).fields).toEqual(['team: unknown'])
    const eva = await desk.as('eva')
    await changeTeam(eva, { reference, team: gone })
    await archiveTeam(await desk.as('joao'), { id: gone })
    // What is with it stays so.
    await changeTeam(eva, { reference, team: gone })
    expect((await getDeskTicket(eva, reference)).team).toEqual({ id: gone, name: 'Antiga' })
    expect((await change('eva', gone, other.reference)).fields).toEqual(['team: unknown'])
    await mergeTickets(eva, { reference: other.reference, into: reference })
    expect(await change('eva', id, other.reference)).toMatchObject({ code: 'ticket-merged' })
  })
})

describe('the queue', () => {
  test('is narrowed to a team, or to those that one is in, in every view and order', async () => {
    const desk = await createDesk()
    const [payroll, north] = [
      await team(desk, 'Folha', ['eva', 'filipe']),
      await team(desk, 'Norte', ['eva']),
    ]
    const eva = await desk.as('eva', tuesday + minute)
    const opened = []
    for (let n = 0; n < 6; n++) opened.push(await desk.open(n % 2 ? 'ana' : 'carla', {}, tuesday + n))
    for (const [n, { reference }] of opened.entries())
      if (n < 5) await changeTeam(eva, { reference, team: n % 3 ? payroll : north })
    for (const n of [1, 3]) await closeTicket(eva, { reference: opened[n]?.reference })
    const ids = async (who: 'eva' | 'filipe' | 'gustavo', input: object): Promise<number[]> =>
      (await listQueue(await desk.as(who), input)).items.map(({ id }) => id - 1001).sort()
    for (const sort of ['due', 'updated', 'created', 'priority']) {
      expect(await ids('eva', { team: payroll, sort })).toEqual([2, 4])
      expect(await ids('eva', { team: 'mine', sort })).toEqual([0, 2, 4])
      expect(await ids('filipe', { team: 'mine', sort })).toEqual([2, 4])
      expect(await ids('gustavo', { team: 'mine', sort })).toEqual([])
      expect(await ids('eva', { team: 'mine', view: 'closed', sort })).toEqual([1, 3])
      expect(await ids('eva', { team: north, view: 'closed', sort })).toEqual([3])
      expect(await ids('eva', { team: payroll, view: 'line-1', sort })).toEqual([2, 4])
    }
    for (const sort of ['due', 'updated', 'created', 'priority']) {
      expect(await ids('eva', { team: 'none', sort })).toEqual([5])
      expect(await ids('eva', { team: 'none', view: 'closed', sort })).toEqual([])
    }
    await changeTeam(eva, { reference: opened[3]?.reference, team: '' })
    expect(await ids('eva', { team: 'none', view: 'closed' })).toEqual([3])
    expect(await ids('eva', { team: 'none', organisation: 'vila-nova' })).toEqual([5])
    expect(await ids('eva', { team: 'none', q: 'expediente', view: 'line-1' })).toEqual([5])
    expect(await ids('eva', { team: 'nada' })).toEqual([])
    expect(await ids('eva', { team: payroll, organisation: 'sao-bras' })).toEqual([2, 4])
    expect(await ids('eva', { team: payroll, q: 'expediente' })).toEqual([2, 4])
    expect(await ids('eva', { team: payroll, q: opened[2]?.reference })).toEqual([2])
    expect(await ids('eva', { team: north, q: opened[2]?.reference })).toEqual([])
    const { items } = await listQueue(eva, { team: payroll })
    expect(items.map((item) => item.team)).toEqual(['Folha', 'Folha'])
    const seen: number[] = []
    let cursor: string | null = null
    do {
      const page = await listQueue(eva, { team: 'mine', limit: 1, cursor })
      seen.push(...page.items.map(({ id }) => id - 1001))
      cursor = page.next
    } while (cursor)
    expect(seen.sort()).toEqual([0, 2, 4])
  })
})

describe('what goes on with a ticket', () => {
  test('is of its team, a follow-up and a split alike, while that is in use', async () => {
    const desk = await createDesk()
    const id = await team(desk, 'Folha', ['eva'])
    const linked = { id: 'support', pt: 'Suporte', en: 'Support', followUp: 'new-linked', followUpDays: '' }
    await saveQueue(await desk.as('joao'), linked, false)
    const [eva, ana] = [await desk.as('eva', tuesday + minute), await desk.as('ana', tuesday + 2 * minute)]
    const { reference } = await desk.open('ana')
    await changeTeam(eva, { reference, team: id })
    const say = (internal: boolean) =>
      replyToTicket(eva, { reference, body: 'E outra coisa', internal }, means)
    const messages = [await say(false), await say(true), await say(false)].map(({ messageId }) => messageId)
    const teamOf = async (of: string) => (await getDeskTicket(eva, of)).team?.name
    for (const message of messages.slice(0, 2))
      expect(await teamOf((await splitMessage(eva, { reference, message })).reference)).toBe('Folha')
    await closeTicket(eva, { reference })
    const next = await replyToTicket(ana, { reference, body: 'Voltou.' }, means)
    expect(next.reference).not.toBe(reference)
    expect(await teamOf(next.reference)).toBe('Folha')
    const opened = (await desk.events(Number(next.reference.slice(4))))[0]
    expect(opened).toMatchObject({ type: 'ticket.opened', data: { team: id, follows: reference } })
    expect(JSON.stringify(await getTicket(ana, next.reference))).not.toContain('Folha')

    await archiveTeam(await desk.as('joao'), { id })
    expect(JSON.stringify(await timeline(ana, next.reference))).not.toContain(id)
    const late = await replyToTicket(ana, { reference, body: 'E outra vez.' }, means)
    expect(await teamOf(late.reference)).toBeUndefined()
    const split = await splitMessage(eva, { reference, message: messages[2] })
    expect(await teamOf(split.reference)).toBeUndefined()
    expect(await teamOf(reference)).toBe('Folha')
  })
})
