import { describe, expect, it } from 'vitest'
import {
  archiveProcess,
  checkProcess,
  getProcess,
  listProcesses,
  listProcessVersions,
  processesToStart,
  restoreProcess,
  saveProcess,
} from '#domain/processes/index.ts'
import { archiveRequestType, archiveTeam, saveRequestType, saveTeam } from '#domain/tickets/index.ts'
import { access, createDesk, incident, names, refusal } from './support.ts'

const source = 'id: acesso'

describe('processes', () => {
  it('are kept in versions, with a record of each change', async () => {
    const world = await createDesk()
    const helena = await world.as('helena')
    await saveProcess(helena, { source, definition: access })
    const second = { ...access, names: names('Outro nome') }
    await saveProcess(helena, { id: 'acesso', version: '1', source: 'dois', definition: second })
    const late = saveProcess(helena, { id: 'acesso', version: '1', source, definition: access })
    expect(await refusal(late)).toMatchObject({ code: 'process-changed' })
    await restoreProcess(helena, { id: 'acesso', version: '2', restored: '1' })
    const now = await getProcess(helena, 'acesso')
    expect([now.version, now.source, now.definition.names.pt, now.savedBy]).toEqual([
      3,
      source,
      'Acesso',
      'Helena Prates',
    ])
    const { items } = await listProcessVersions(helena, 'acesso')
    expect(items.map((one) => [one.version, one.definition.names.pt, one.restored])).toEqual([
      [3, 'Acesso', 1],
      [2, 'Outro nome', null],
      [1, 'Acesso', null],
    ])
    await archiveProcess(helena, { id: 'acesso', archived: true })
    expect(await processesToStart(await world.as('eva'))).toEqual([])
    const archived = saveProcess(helena, { id: 'acesso', version: 3, source, definition: access })
    expect(await refusal(archived)).toMatchObject({ code: 'process-archived' })
    expect((await listProcesses(helena)).map(({ id, archived, running }) => [id, archived, running])).toEqual(
      [['acesso', true, 0]],
    )
    await archiveProcess(helena, { id: 'acesso', archived: false })
    expect(await processesToStart(await world.as('eva'))).toEqual([{ id: 'acesso', names: names('Acesso') }])
    const { rows } = await world.database.client.execute(
      "select type, actor_id from events where subject = 'process:acesso' order by id",
    )
    expect(rows.map(({ type, actor_id }) => [type, actor_id])).toEqual([
      ['process.created', 'helena'],
      ['process.changed', 'helena'],
      ['process.restored', 'helena'],
      ['process.archived', 'helena'],
      ['process.taken-up', 'helena'],
    ])
  })

  it('name a team as people do, and keep it though it is renamed', async () => {
    const world = await createDesk()
    const [helena, joao] = [await world.as('helena'), await world.as('joao')]
    const { id: team } = await saveTeam(joao, { name: 'Folha de salários' })
    const [first, ...rest] = access.steps
    const giving = (named: string): object => ({
      ...access,
      steps: [{ ...first, enter: [{ kind: 'team', team: named }] }, ...rest],
    })
    for (const named of ['folha  de Salários', 'Folha de salarios', team]) {
      const { steps } = await checkProcess(helena, giving(named))
      expect(steps[0]?.enter).toEqual([{ kind: 'team', team }])
    }
    expect((await refusal(checkProcess(helena, giving('Outra')))).fields).toEqual([
      'steps.0.enter.0.team: gone',
    ])
    await saveProcess(helena, { source, definition: giving('Folha de salários') })
    await saveTeam(joao, { id: team, name: 'Salários' })
    const twice = { ...access, end: [] }
    await saveProcess(helena, { id: 'acesso', version: 1, source, definition: twice })
    await restoreProcess(helena, { id: 'acesso', version: 2, restored: 1 })
    await archiveTeam(joao, { id: team })
    const again = restoreProcess(helena, { id: 'acesso', version: 3, restored: 1 })
    expect(await refusal(again)).toMatchObject({ code: 'process-version-unfit' })
    expect((await refusal(checkProcess(helena, giving(team)))).fields).toEqual(['steps.0.enter.0.team: gone'])
  })

  it('are refused with what is wrong, whoever writes them twice, and whoever may not', async () => {
    const world = await createDesk()
    const helena = await world.as('helena')
    await saveProcess(helena, { source, definition: access })
    expect(await refusal(saveProcess(helena, { source, definition: access }))).toMatchObject({
      fields: ['id: id-taken'],
    })
    const renamed = saveProcess(helena, {
      id: 'acesso',
      version: 1,
      source,
      definition: { ...access, id: 'outro' },
    })
    expect(await refusal(renamed)).toMatchObject({ fields: ['id: id-stays'] })
    const lost = { ...access, end: [{ kind: 'queue', queue: 'nenhures' }] }
    expect(await refusal(checkProcess(helena, lost))).toMatchObject({
      fields: ['end.0.queue: gone'],
    })
    const typed = { ...access, end: [{ kind: 'request-type', requestType: 'incidente' }] }
    expect((await refusal(checkProcess(helena, typed))).fields).toEqual(['end.0.requestType: gone'])
    const joao = await world.as('joao')
    await saveRequestType(joao, incident, true)
    expect((await checkProcess(helena, typed)).end).toEqual(typed.end)
    await archiveRequestType(joao, { id: 'incidente' })
    expect((await refusal(checkProcess(helena, typed))).fields).toEqual(['end.0.requestType: gone'])
    expect(
      await refusal(saveProcess(helena, { source: 'x'.repeat(60_001), definition: access })),
    ).toMatchObject({
      fields: ['source: too-long'],
    })
    for (const who of ['eva', 'ana'] as const) {
      const ctx = await world.as(who)
      for (const attempt of [
        () => saveProcess(ctx, { source, definition: access }),
        () => restoreProcess(ctx, { id: 'acesso', version: 1, restored: 1 }),
        () => archiveProcess(ctx, { id: 'acesso', archived: true }),
        () => listProcesses(ctx),
        () => getProcess(ctx, 'acesso'),
      ])
        expect(await refusal(attempt())).toMatchObject({ kind: 'not-allowed', code: 'processes-not-yours' })
    }
    expect(await refusal(processesToStart(await world.as('ana')))).toMatchObject({ code: 'desk-only' })
    const nowhere = [
      () => getProcess(helena, 'nenhures'),
      () => archiveProcess(helena, { id: 'nenhures', archived: true }),
      () => restoreProcess(helena, { id: 'acesso', version: 1, restored: 7 }),
      () =>
        saveProcess(helena, {
          id: 'nenhures',
          version: 1,
          source,
          definition: { ...access, id: 'nenhures' },
        }),
    ]
    for (const attempt of nowhere)
      expect(await refusal(attempt())).toMatchObject({ kind: 'not-found', code: 'process-not-found' })
  })
})
