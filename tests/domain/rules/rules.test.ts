import { describe, expect, it } from 'vitest'
import {
  archiveRule,
  dryRun,
  getRule,
  listRuleRuns,
  listRules,
  listRuleVersions,
  moveRule,
  restoreRule,
  runRules,
  type Step,
  saveRule,
  switchRule,
} from '#domain/rules/index.ts'
import {
  archiveField,
  archiveRequestType,
  archiveTeam,
  changeFields,
  changePriority,
  getTicket,
  replyToTicket,
  saveField,
  saveRequestType,
  saveTeam,
  timeline,
} from '#domain/tickets/index.ts'
import { tuesday } from '#tests/support/world.ts'
import {
  createDesk,
  critical,
  incident,
  messageMeans,
  minute,
  note,
  refusal,
  ruleMeans,
  runAll,
  save,
} from './support.ts'

describe('rules', () => {
  it('are kept in versions, with a record of each change', async () => {
    const world = await createDesk()
    const helena = await world.as('helena')
    const id = await save(world, critical)
    await save(world, {
      ...critical,
      id,
      version: '1',
      name: 'Outro nome',
      enabled: false,
      when: ['opened', 'reopened'],
    })
    expect(await refusal(save(world, { ...critical, id, version: 1 }))).toMatchObject({
      code: 'rule-changed',
    })
    await restoreRule(helena, { id, version: 2, restored: 1 })
    const { name, version, activeFrom, definition } = await getRule(helena, id)
    expect({ name, version, activeFrom, when: definition.when }).toEqual({
      name: critical.name,
      version: 3,
      activeFrom: null,
      when: ['opened'],
    })
    const { items } = await listRuleVersions(helena, id)
    expect(items.map((one) => [one.version, one.name, one.restored, one.savedBy])).toEqual([
      [3, critical.name, 1, 'Helena Prates'],
      [2, 'Outro nome', null, 'Helena Prates'],
      [1, critical.name, null, 'Helena Prates'],
    ])
    await switchRule(helena, { id, on: true })
    const second = await save(world, { ...critical, name: 'Segunda' })
    await moveRule(helena, { id: second, to: 'up' })
    await moveRule(helena, { id: second, to: 'up' })
    expect((await listRules(helena)).map((rule) => rule.id)).toEqual([second, id])
    await archiveRule(helena, { id })
    expect((await listRules(helena)).map((rule) => rule.id)).toEqual([second])
    expect(await refusal(switchRule(helena, { id, on: true }))).toMatchObject({ kind: 'not-found' })
    const { rows } = await world.database.client.execute(
      "select type, actor_id from events where type like 'rule.%' order by id",
    )
    expect(rows.map(({ type }) => type)).toEqual([
      'rule.created',
      'rule.changed',
      'rule.restored',
      'rule.switched-on',
      'rule.created',
      'rule.moved',
      'rule.archived',
    ])
    expect(rows.every(({ actor_id }) => actor_id === 'helena')).toBe(true)
  })

  it('are for whoever answers for the desk', async () => {
    const world = await createDesk()
    const id = await save(world, critical)
    for (const who of ['ana', 'dora', 'eva', 'ines'] as const) {
      const ctx = await world.as(who)
      for (const work of [
        () => saveRule(ctx, critical),
        () => listRules(ctx),
        () => getRule(ctx, id),
        () => listRuleRuns(ctx, id),
        () => listRuleVersions(ctx, id),
        () => restoreRule(ctx, { id, version: 1, restored: 1 }),
        () => switchRule(ctx, { id, on: false }),
        () => moveRule(ctx, { id, to: 'up' }),
        () => archiveRule(ctx, { id }),
        () => dryRun(ctx, critical, ruleMeans),
        () => runRules(ctx, ruleMeans, () => undefined),
      ])
        expect(await refusal(work())).toMatchObject({ kind: 'not-allowed' })
    }
    const joao = await world.as('joao')
    for (const work of [
      () => getRule(joao, 'none'),
      () => saveRule(joao, { ...critical, id: 'none' }),
      () => archiveRule(joao, { id: 'none' }),
      () => restoreRule(joao, { id, version: 1, restored: 9 }),
    ])
      expect(await refusal(work())).toMatchObject({ kind: 'not-found' })
  })

  it('are refused with what is wrong, and say later what is gone', async () => {
    const world = await createDesk()
    const wrong = async (more: object): Promise<string[]> =>
      (await refusal(save(world, { ...critical, ...more }))).fields
    expect(await wrong({ name: ' ', when: [], actions: [] })).toEqual([
      'name: required',
      'when: required',
      'actions: required',
    ])
    expect(
      await wrong({
        conditions: [
          { fact: 'priority', values: ['urgent'] },
          { fact: 'words', values: [] },
        ],
      }),
    ).toEqual(['conditions.0.values: unknown', 'conditions.1.values: required'])
    expect(
      await wrong({
        conditions: [
          { fact: 'product', values: ['gestor', 'nada'] },
          { fact: 'organisation', values: ['vila-nova'] },
          { fact: 'queue', values: ['x'] },
        ],
        actions: [
          { kind: 'assign', person: 'ana' },
          { kind: 'escalate', line: 3, why: 'breach', summary: 'x', person: 'filipe' },
          { kind: 'queue', queue: 'x' },
          { kind: 'note', text: '{{customer.nome}}' },
          { kind: 'answer', pt: 'Olá', en: '{{agent.name}}' },
        ],
      }),
    ).toEqual([
      'conditions.0.values: gone',
      'conditions.2.values: gone',
      'actions.0.person: gone',
      'actions.1.person: not-of-line',
      'actions.2.queue: gone',
      'actions.3.text: unknown-variable',
      'actions.4.en: variable-not-here',
    ])
    expect(
      await wrong({
        actions: [
          { kind: 'escalate', line: 2, why: 'fix', summary: 'x' },
          { kind: 'priority', reason: 'x' },
          { kind: 'status', status: 'waiting' },
          { kind: 'answer' },
          { kind: 'escalate', line: 1, why: 'fix', summary: '' },
        ],
      }),
    ).toEqual(
      expect.arrayContaining([
        'actions.0.tried: required',
        'actions.1.impact: required',
        'actions.2.waitingFor: required',
        'actions.3.pt: required',
      ]),
    )

    const id = await save(world, {
      actions: [{ kind: 'assign', person: 'filipe' }],
      when: ['opened'],
      enabled: false,
    })
    await world.database.client.execute("update people set disabled_at = 1 where id = 'filipe'")
    const [listed] = await listRules(await world.as('helena'))
    expect(listed?.problems).toEqual([{ field: 'actions.0.person', code: 'gone' }])
    expect(await refusal(switchRule(await world.as('helena'), { id, on: true }))).toMatchObject({
      code: 'rule-has-faults',
    })
    expect(
      await refusal(restoreRule(await world.as('helena'), { id, version: 1, restored: 1 })),
    ).toMatchObject({ code: 'rule-version-unfit' })
  })
})

describe('running', () => {
  it('does what it says, once, by the system in the name of the rule', async () => {
    const world = await createDesk()
    await world.open('ana', { urgency: 'critical' })
    const id = await save(world, critical)
    const { id: ticketId, reference } = await world.open('ana', { urgency: 'critical' })
    await world.open('ana')
    await runAll(world)
    await runAll(world)
    expect(await world.row(ticketId)).toMatchObject({ line: 2, status: 'open', assignee_id: null })
    const events = await world.events(ticketId)
    expect(events.map(({ type }) => type)).toEqual(['ticket.opened', 'ticket.escalated'])
    expect(events[1]).toMatchObject({
      actorId: null,
      data: { why: 'critical', to: 2, rule: { id, name: critical.name } },
    })
    const { items } = await listRuleRuns(await world.as('helena'), id)
    // What was there before the rule does not concern it.
    expect(items).toMatchObject([
      {
        reference,
        trigger: 'opened',
        outcome: 'done',
        version: 1,
        path: [],
        steps: [{ kind: 'escalate', outcome: 'done', code: null }],
      },
    ])
    const history = await timeline(await world.as('eva'), reference)
    expect(history.at(-1)).toMatchObject({ kind: 'escalated', actor: null, rule: critical.name })
    expect((await timeline(await world.as('ana'), reference)).at(-1)).toMatchObject({
      kind: 'escalated',
      rule: null,
    })
  })

  it('does all kinds of things in order, each on what the one before it left', async () => {
    const world = await createDesk()
    await world.database.client.execute(
      `insert into queues (id, names, follow_up, created_at) values ('urgent', '{"pt":"Urgente","en":"Urgent"}', 'reopen', 1)`,
    )
    const id = await save(world, {
      when: ['opened'],
      conditions: [{ fact: 'words', values: ['servidor', 'expediente'] }],
      actions: [
        { kind: 'priority', impact: 'high', urgency: 'critical', reason: 'Parou tudo' },
        { kind: 'escalate', line: 2, why: 'complex', summary: 'Ver {{customer.name}}', tried: 'Nada' },
        { kind: 'assign', person: 'filipe' },
        { kind: 'queue', queue: 'urgent' },
        { kind: 'note', text: 'Prioridade máxima' },
        { kind: 'answer', pt: 'Já estamos a ver o {{ticket.reference}}.', en: 'We are on it.' },
        { kind: 'answer', pt: 'Sai na {{planned.version}}' },
        { kind: 'escalate', line: 2, why: 'critical', summary: 'outra vez' },
      ],
    })
    const { id: ticketId, reference } = await world.open('ana')
    await runAll(world, tuesday + minute)
    expect(await world.row(ticketId)).toMatchObject({
      priority: 'critical',
      line: 2,
      assignee_id: 'filipe',
      queue: 'urgent',
      status: 'open',
      first_responded_at: null,
      unanswered_since: tuesday,
    })
    const [run] = (await listRuleRuns(await world.as('helena'), id)).items
    expect(run?.steps.map(({ kind, outcome, code }) => [kind, code ?? outcome])).toEqual([
      ['priority', 'done'],
      ['escalate', 'done'],
      ['assign', 'done'],
      ['queue', 'done'],
      ['note', 'done'],
      ['answer', 'done'],
      ['answer', 'variable-empty'],
      ['escalate', 'escalate-upwards'],
    ])
    const seen = await getTicket(await world.as('ana'), reference)
    expect(seen.messages.map(({ authorKind, body }) => [authorKind, body]).slice(1)).toEqual([
      ['system', `Já estamos a ver o ${reference}.`],
    ])
    const deadlines = seen.deadlines.firstResponse
    expect(deadlines.dueAt).not.toBeNull()
    const dora = await world.open('dora', { organisation: 'vila-nova' })
    await runAll(world)
    expect((await getTicket(await world.as('dora'), dora.reference)).messages.at(-1)?.body).toBe(
      'We are on it.',
    )
  })

  it('sends no answer with a variable that is gone since it was written', async () => {
    const world = await createDesk()
    const id = await save(world, {
      when: ['opened'],
      conditions: [],
      actions: [
        { kind: 'answer', pt: 'Olá, {{customer.name}}.', en: 'Hello.' },
        { kind: 'note', text: 'Visto' },
      ],
    })
    await world.database.client.execute(
      "update rule_versions set definition = replace(definition, 'customer.name', 'customer.nome')",
    )
    const { reference } = await world.open('ana')
    await runAll(world)
    expect((await getTicket(await world.as('ana'), reference)).messages).toHaveLength(1)
    const [run] = (await listRuleRuns(await world.as('helena'), id)).items
    expect(run?.steps.map(({ kind, outcome, code }) => [kind, code ?? outcome])).toEqual([
      ['answer', 'variable-empty'],
      ['note', 'done'],
    ])
  })

  it('acts on what customers, agents and clocks do, each rule as the ones before left the ticket', async () => {
    const world = await createDesk()
    await save(world, {
      name: 'Primeira',
      when: ['customer-replied'],
      actions: [{ kind: 'assign', person: 'gustavo' }],
    })
    await save(world, {
      name: 'Segunda',
      when: ['customer-replied'],
      conditions: [{ fact: 'assigned', values: ['nobody'] }],
      actions: [note],
    })
    const { id, reference } = await world.open('ana')
    await replyToTicket(await world.as('ana'), { reference, body: 'Então?' }, messageMeans)
    await runAll(world)
    expect(await world.row(id)).toMatchObject({ assignee_id: 'gustavo' })
    expect((await world.events(id)).map(({ type }) => type)).not.toContain('ticket.noted')
  })

  it('asks what is not so, and what fields say', async () => {
    const world = await createDesk()
    const joao = await world.as('joao')
    const field = {
      ...{ id: 'instalacao', pt: 'Instalação', en: 'Installation', helpPt: '', helpEn: '', kind: 'choice' },
      ...{ options: 'local: Local | Local\nnuvem: Nuvem | Cloud', product: '', position: '1' },
    }
    await saveField(joao, field, true)
    await saveField(joao, { ...field, id: 'posto', kind: 'text', options: '' }, true)
    await saveField(joao, { ...field, id: 'desde', kind: 'date', options: '' }, true)
    const rule = {
      when: ['opened', 'fields-changed'],
      conditions: [
        { fact: 'product', not: 'not', values: ['folha'] },
        { fact: 'field:instalacao', not: true, values: ['local'] },
        { fact: 'field:posto', not: '', values: ['tesour*'] },
      ],
      actions: [note],
    }
    const id = await save(world, rule)
    const fields = { instalacao: 'nuvem', posto: 'Da Tesouraria' }
    const hit = await world.open('ana', { fields })
    await world.open('ana', { fields: { ...fields, instalacao: 'local' } })
    await world.open('ana', { fields, product: 'folha' })
    const later = await world.open('ana', { fields: { instalacao: 'nuvem' }, product: '' })
    await runAll(world)
    const eva = await world.as('eva', tuesday + minute)
    await changeFields(eva, { reference: later.reference, fields: { posto: 'tesouro' } })
    await runAll(world)
    const helena = await world.as('helena')
    const runs = (await listRuleRuns(helena, id)).items.map(({ reference, trigger }) => [reference, trigger])
    expect(runs).toEqual([
      [later.reference, 'fields-changed'],
      [hit.reference, 'opened'],
    ])
    const dry = await dryRun(helena, { ...rule, name: 'xx', id }, ruleMeans)
    expect(dry.items.map(({ reference, trigger }) => [reference, trigger])).toEqual(runs)
    expect((await getRule(helena, id)).definition.conditions.map(({ not }) => not)).toEqual([
      true,
      true,
      false,
    ])
    const asking = (fact: string, value: string) =>
      refusal(save(world, { ...rule, conditions: [{ fact, values: [value] }] }))
    expect((await asking('field:instalacao', 'lua')).fields).toEqual(['conditions.0.values: gone'])
    expect((await asking('field:nada', 'x')).fields).toEqual(['conditions.0.values: gone'])
    expect((await asking('field:desde', '2026-01-01')).fields).toEqual(['conditions.0.values: gone'])
    expect((await asking('field:Não', 'x')).fields).toHaveLength(1)
    await archiveField(joao, { id: 'posto' })
    expect((await listRules(helena))[0]?.problems).toMatchObject([{ field: 'conditions.2.values' }])
  })

  it('sets the type of request, where the ticket may be of it', async () => {
    const world = await createDesk()
    const joao = await world.as('joao')
    await saveRequestType(joao, { ...incident, products: ['gestor'] }, true)
    const action = { kind: 'request-type', requestType: 'incidente' }
    const rule = { when: ['opened'], actions: [action] }
    const asking = async (...products: string[]): Promise<string[]> =>
      (await refusal(save(world, { ...rule, conditions: [{ fact: 'product', values: products }] }))).fields
    const problem = ['actions.0.requestType: type-not-of-product']
    expect([await asking('folha'), await asking('gestor', 'folha')]).toEqual([problem, problem])
    const unknown = save(world, { ...rule, actions: [{ ...action, requestType: 'nada' }] })
    expect((await refusal(unknown)).fields).toEqual(['actions.0.requestType: gone'])
    expect((await refusal(save(world, { ...rule, actions: [{ kind: 'request-type' }] }))).fields).toEqual([
      'actions.0.requestType: required',
    ])
    await save(world, { ...rule, enabled: false, conditions: [{ fact: 'product', values: ['gestor'] }] })
    const id = await save(world, rule)
    const [right, wrong] = [await world.open('ana'), await world.open('ana', { product: 'folha' })]
    await runAll(world, tuesday + minute)
    expect((await world.row(right.id)).request_type).toBe('incidente')
    expect((await world.row(wrong.id)).request_type).toBeNull()
    expect((await world.events(right.id)).at(-1)).toMatchObject({
      type: 'ticket.type-changed',
      actorId: null,
      data: { from: null, to: 'incidente', rule: { id } },
    })
    const helena = await world.as('helena')
    const said = { [right.reference]: 'done', [wrong.reference]: 'requestType: type-not-of-product' }
    const codes = (items: { reference: string; steps: Step[] }[]): unknown =>
      Object.fromEntries(
        items.map(({ reference, steps: [step] }) => [reference, step?.code ?? step?.outcome]),
      )
    expect(codes((await listRuleRuns(helena, id)).items)).toEqual(said)
    expect(codes((await dryRun(helena, { ...rule, name: 'xx' }, ruleMeans)).items)).toEqual(said)
    await archiveRequestType(joao, { id: 'incidente' })
    expect((await listRules(helena)).map(({ problems }) => problems)).toEqual([
      [{ field: 'actions.0.requestType', code: 'gone' }],
      [{ field: 'actions.0.requestType', code: 'gone' }],
    ])
  })

  it('gives to a team, and asks which team has it', async () => {
    const world = await createDesk()
    const joao = await world.as('joao')
    const { id: team } = await saveTeam(joao, { name: 'Folha', members: ['eva'] })
    const { id: other } = await saveTeam(joao, { name: 'Norte' })
    const give = { when: ['opened'], actions: [{ kind: 'team', team }] }
    const unknown = save(world, { ...give, actions: [{ kind: 'team', team: 'nada' }] })
    expect((await refusal(unknown)).fields).toEqual(['actions.0.team: gone'])
    expect((await refusal(save(world, { ...give, actions: [{ kind: 'team' }] }))).fields).toEqual([
      'actions.0.team: required',
    ])
    const nobody = save(world, { ...give, conditions: [{ fact: 'team', values: ['nada'] }] })
    expect((await refusal(nobody)).fields).toEqual(['conditions.0.values: gone'])
    const id = await save(world, { ...give, conditions: [{ fact: 'product', values: ['folha'] }] })
    const noted = { when: ['customer-replied'], actions: [note] }
    await save(world, { ...noted, conditions: [{ fact: 'team', values: [team] }] })
    const pass = { ...noted, actions: [{ kind: 'team', team: other }] }
    const asked = { ...pass, conditions: [{ fact: 'team', not: true, values: [other] }] }
    await save(world, asked)
    const ticket = await world.open('ana', { product: 'folha' })
    await runAll(world, tuesday + minute)
    expect((await world.row(ticket.id)).team_id).toBe(team)
    expect((await world.events(ticket.id)).at(-1)).toMatchObject({
      type: 'ticket.team-changed',
      data: { from: null, to: team, rule: { id } },
    })
    const ana = await world.as('ana', tuesday + 2 * minute)
    await replyToTicket(ana, { reference: ticket.reference, body: 'Então?' }, messageMeans)
    await runAll(world, tuesday + 3 * minute)
    expect((await world.row(ticket.id)).team_id).toBe(other)
    expect((await world.events(ticket.id)).map(({ type }) => type)).toContain('ticket.noted')
    // As it was then, whatever came of it.
    const dry = await dryRun(await world.as('helena'), { ...asked, name: 'xx' }, ruleMeans)
    expect(dry.items.map(({ steps }) => steps[0]?.outcome)).toEqual(['done'])
    await archiveTeam(joao, { id: team })
    expect((await listRules(await world.as('helena'))).map(({ problems }) => problems.length)).toEqual([
      1, 1, 0,
    ])
  })

  it('knows whether support is open when it happened', async () => {
    const world = await createDesk()
    await save(world, {
      when: ['opened'],
      conditions: [{ fact: 'hours', values: ['closed'] }],
      actions: [note],
    })
    const open = await world.open('ana', {}, tuesday)
    const night = await world.open('ana', {}, tuesday + 12 * 60 * minute)
    await runAll(world, tuesday + 24 * 60 * minute)
    expect((await world.events(open.id)).length).toBe(1)
    expect((await world.events(night.id)).map(({ type }) => type)).toEqual(['ticket.opened', 'ticket.noted'])
  })

  it('stops a rule that sets itself off, and goes on for what people do', async () => {
    const world = await createDesk()
    const up = { kind: 'priority', urgency: 'critical', reason: 'sobe' }
    const down = { kind: 'priority', urgency: 'low', reason: 'desce' }
    const id = await save(world, { when: ['priority-changed'], conditions: [], actions: [up, down] })
    const { id: ticketId, reference } = await world.open('ana')
    for (const impact of ['high', 'low']) {
      await changePriority(await world.as('eva'), { reference, impact, reason: 'x' })
      await runAll(world)
    }
    const changed = (await world.events(ticketId)).filter(({ type }) => type === 'ticket.priority-changed')
    expect(changed.map(({ actorId, data }) => [actorId, data.urgency])).toEqual([
      ['eva', 'normal'],
      [null, 'critical'],
      [null, 'low'],
      ['eva', 'low'],
      [null, 'critical'],
      [null, 'low'],
    ])
    const runs = (await listRuleRuns(await world.as('helena'), id)).items
    expect(runs.map(({ outcome, reason }) => reason ?? outcome).sort()).toEqual([
      'done',
      'done',
      ...Array(4).fill('loop'),
    ])
  })

  it('stops rules that set each other off, and says so', async () => {
    const world = await createDesk()
    const up = { kind: 'priority', impact: 'high', reason: 'sobe' }
    const down = { kind: 'priority', impact: 'low', reason: 'desce' }
    const b = await save(world, {
      name: 'Desce',
      when: ['priority-changed'],
      conditions: [{ fact: 'impact', values: ['high'] }],
      actions: [down],
    })
    const a = await save(world, {
      name: 'Sobe',
      when: ['priority-changed'],
      conditions: [{ fact: 'impact', values: ['low'] }],
      actions: [up],
    })
    const { id, reference } = await world.open('ana')
    await changePriority(await world.as('eva'), { reference, impact: 'low', reason: 'x' })
    await runAll(world)
    expect((await world.events(id)).map(({ data }) => data.impact).slice(1)).toEqual(['low', 'high', 'low'])
    const helena = await world.as('helena')
    // Once at the event that it caused, where the other rule has left what it looks for, and once at the other's.
    expect((await listRuleRuns(helena, a)).items).toMatchObject([
      { outcome: 'stopped', reason: 'loop', path: ['Sobe', 'Desce'], steps: [] },
      { outcome: 'stopped', reason: 'loop', path: ['Sobe'], steps: [] },
      { outcome: 'done', path: [] },
    ])
    expect((await listRuleRuns(helena, b)).items).toMatchObject([{ outcome: 'done', path: ['Sobe'] }])
    expect((await listRules(helena)).map(({ stops, lastRunAt }) => [stops, lastRunAt])).toEqual([
      [0, tuesday],
      [2, tuesday],
    ])
  })

  it('loses and repeats nothing when it is killed in the middle', async () => {
    const world = await createDesk()
    const id = await save(world, {
      when: ['opened'],
      actions: [note, { kind: 'answer', pt: 'Olá {{customer.name}}' }],
    })
    const ticket = await world.open('ana')
    const dying = {
      ...ruleMeans,
      values: () => Promise.reject(Object.assign(new Error('gone'), { code: 'SQLITE_BUSY' })),
    }
    await expect(runAll(world, tuesday, dying)).rejects.toThrow('gone')
    expect((await world.events(ticket.id)).length).toBe(1)
    expect((await listRuleRuns(await world.as('helena'), id)).items).toEqual([])
    await runAll(world)
    await runAll(world)
    expect((await world.events(ticket.id)).map(({ type }) => type)).toEqual([
      'ticket.opened',
      'ticket.noted',
      'ticket.replied',
    ])
  })

  it('passes over what fails by no fault of the ticket, says so, and goes on', async () => {
    const world = await createDesk()
    const id = await save(world, {
      when: ['opened'],
      actions: [note, { kind: 'answer', pt: 'Olá {{customer.name}}' }],
    })
    const first = await world.open('ana')
    const errors: unknown[] = []
    await runAll(
      world,
      tuesday,
      { ...ruleMeans, values: () => Promise.reject(new Error('broken')) },
      (error) => errors.push(error),
    )
    expect(errors).toHaveLength(1)
    const second = await world.open('ana')
    await runAll(world)
    expect((await world.events(first.id)).length).toBe(1)
    expect((await world.events(second.id)).length).toBe(3)
    expect(
      (await listRuleRuns(await world.as('helena'), id)).items.map(({ outcome, reason }) => [
        outcome,
        reason,
      ]),
    ).toEqual([
      ['done', null],
      ['failed', 'unexpected'],
    ])
  })
})

describe('a dry run', () => {
  it('says what would have happened, and does nothing', async () => {
    const world = await createDesk()
    const one = await world.open('ana', { urgency: 'critical' })
    await world.open('ana')
    await world.open('carla', { urgency: 'high' })
    const before = await world.database.client.execute('select count(*) as n from events')
    const helena = await world.as('helena')
    const dry = await dryRun(helena, { ...critical, name: 'xx' }, ruleMeans)
    expect(dry).toMatchObject({ tickets: 3, since: tuesday, matched: 2, runs: 2 })
    expect(dry.items.map(({ reference, trigger, steps }) => [reference, trigger, steps[0]?.outcome])).toEqual(
      [
        ['SUP-1003', 'opened', 'done'],
        [one.reference, 'opened', 'done'],
      ],
    )
    expect((await world.database.client.execute('select count(*) as n from events')).rows).toEqual(
      before.rows,
    )
    expect(await refusal(dryRun(helena, { ...critical, when: [] }, ruleMeans))).toMatchObject({
      fields: ['when: required'],
    })
  })

  it('agrees with what the same rule then does', async () => {
    const world = await createDesk()
    const rule = {
      when: ['opened', 'customer-replied'],
      conditions: [
        { fact: 'words', values: ['g-210'] },
        { fact: 'line', values: ['1'] },
      ],
      actions: [note],
    }
    const id = await save(world, rule)
    for (const who of ['ana', 'carla', 'ana'] as const) {
      const { reference } = await world.open(who, who === 'carla' ? { body: 'Outra coisa' } : {})
      await replyToTicket(await world.as(who), { reference, body: 'Mais' }, messageMeans)
    }
    await runAll(world)
    const helena = await world.as('helena')
    const dry = await dryRun(helena, { ...rule, name: 'xx', id }, ruleMeans)
    expect(dry.runs).toBe((await listRuleRuns(helena, id)).items.length)
    expect(dry).toMatchObject({ matched: 2, runs: 4, items: [{ more: 1 }, { more: 1 }] })
  })
})
