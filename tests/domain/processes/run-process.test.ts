import { describe, expect, it } from 'vitest'
import {
  archiveProcess,
  cancelProcess,
  type ProcessMeans,
  saveProcess,
  startProcess,
  submitStep,
  ticketProcess,
} from '#domain/processes/index.ts'
import {
  archiveTeam,
  changeStatus,
  getDeskTicket,
  getTicket,
  saveTeam,
  timeline,
} from '#domain/tickets/index.ts'
import { tuesday } from '#tests/support/world.ts'
import { access, createDesk, type Desk, minute, names, refusal } from './support.ts'

const means: ProcessMeans = {
  render: (markdown) => `<p>${markdown}</p>`,
  words: { yes: 'Sim', no: 'Não', date: (iso) => iso, title: (step, process) => `${step} / ${process}` },
}
const asked = { quem: '  Rui  Dias ', porque: 'Entrou\nontem', ate: '2026-12-31', urgente: 'no' }

async function begun(): Promise<{ desk: Desk; id: number; reference: string }> {
  const desk = await createDesk()
  const helena = await desk.as('helena')
  await saveProcess(helena, { source: 'id: acesso', definition: access })
  const { id, reference } = await desk.open('ana')
  await startProcess(await desk.as('eva', tuesday + minute), { reference, process: 'acesso' }, means)
  return { desk, id, reference }
}

describe('a process on a ticket', () => {
  it('goes from form to form to its end, and is told by events', async () => {
    const { desk, id, reference } = await begun()
    const ana = await desk.as('ana', tuesday + 2 * minute)
    const eva = await desk.as('eva', tuesday + 3 * minute)
    expect(await ticketProcess(ana, reference)).toMatchObject({
      state: 'running',
      turn: 1,
      form: { id: 'pedido' },
      steps: [{ state: 'now' }, { state: 'ahead' }, { state: 'ahead' }],
      labels: { quem: names('Quem') },
    })
    expect((await ticketProcess(eva, reference))?.form).toBeNull()

    await submitStep(ana, { reference, step: 'pedido', turn: '1', button: '', answers: asked }, means)
    const said = (await getTicket(ana, reference)).messages.at(-1)
    expect([said?.author?.id, said?.body]).toEqual([
      'ana',
      '**Pedido / Acesso**\n\n**Quem**\nRui Dias\n\n**Porquê**\nEntrou\nontem\n\n**Até**\n2026-12-31\n\n**Urgente**\nNão',
    ])
    const seen = await ticketProcess(eva, reference)
    expect(seen?.steps.map(({ state }) => state)).toEqual(['done', 'ahead', 'now'])
    expect(seen?.steps[0]).toMatchObject({ completedBy: { id: 'ana', name: 'Ana Ribeiro' } })
    expect(seen?.refused).toEqual([])
    expect((await desk.row(id)).status).toBe('open')

    const decide = { reference, step: 'decisao', turn: 2, button: '0', answers: { perfil: 'leitura' } }
    await submitStep(eva, decide, means)
    const { messages, status } = await getDeskTicket(eva, reference)
    expect(status).toBe('resolved')
    expect(messages.slice(-2).map(({ audience, authorKind, body }) => [audience, authorKind, body])).toEqual([
      ['internal', 'system', 'Há um acesso a decidir.'],
      ['internal', 'agent', '**Decisão / Acesso**\n\n**Perfil**\nLeitura\n\n→ Aprovar'],
    ])
    expect((await getTicket(ana, reference)).messages.some(({ body }) => body.includes('Decisão'))).toBe(
      false,
    )
    const over = await ticketProcess(ana, reference)
    expect([over?.state, over?.steps.map(({ state }) => state)]).toEqual([
      'ended',
      ['done', 'left-out', 'done'],
    ])
    const events = (await desk.events(id)).filter(({ type }) => type.includes('process'))
    expect(events.map(({ type, actorId }) => [type, actorId])).toEqual([
      ['ticket.process-started', 'eva'],
      ['ticket.process-step-completed', 'ana'],
      ['ticket.process-step-completed', 'eva'],
      ['ticket.process-ended', 'eva'],
    ])
    const told = (await timeline(ana, reference)).filter(({ kind }) => kind.startsWith('process'))
    expect(told.map(({ kind, names: said }) => [kind, said?.pt])).toEqual([
      ['process-started', 'Acesso'],
      ['process-step-completed', 'Pedido'],
      ['process-step-completed', 'Decisão'],
      ['process-ended', 'Acesso'],
    ])
    // Another one may begin now.
    await changeStatus(eva, { reference, status: 'open' })
    await startProcess({ ...eva, now: eva.now + minute }, { reference, process: 'acesso' }, means)
  })

  it('takes the way of its conditions, and comes back where it is sent', async () => {
    const { desk, id, reference } = await begun()
    const ana = await desk.as('ana', tuesday + 2 * minute)
    const eva = await desk.as('eva', tuesday + 3 * minute)
    const answers = { quem: 'Rui', urgente: 'yes' }
    await submitStep(ana, { reference, step: 'pedido', turn: 1, answers }, means)
    expect((await ticketProcess(eva, reference))?.form?.id).toBe('chefe')
    expect((await desk.row(id)).urgency).toBe('high')
    await submitStep(eva, { reference, step: 'chefe', turn: 2 }, means)
    const back = { reference, step: 'decisao', turn: 3, button: 1 }
    await submitStep(eva, back, means)
    expect((await ticketProcess(ana, reference))?.steps.map(({ state }) => state)).toEqual([
      'now',
      'done',
      'done',
    ])
    expect(await refusal(submitStep(eva, back, means))).toMatchObject({ code: 'process-moved' })
  })

  it('says what is wrong with the answers', async () => {
    const { desk, reference } = await begun()
    const ana = await desk.as('ana')
    const submit = (answers: Record<string, string>): Promise<unknown> =>
      refusal(submitStep(ana, { reference, step: 'pedido', turn: 1, answers }, means))
    expect(await submit({ quem: ' ', ate: '2026-02-30', urgente: 'talvez' })).toMatchObject({
      fields: ['answers.quem: required', 'answers.ate: not-a-date', 'answers.urgente: unknown'],
    })
    expect(await submit({ quem: 'x'.repeat(201), porque: 'x'.repeat(4001), urgente: 'no' })).toMatchObject({
      fields: ['answers.quem: too-long', 'answers.porque: too-long'],
    })
    await submitStep(ana, { reference, step: 'pedido', turn: 1, answers: asked }, means)
    const eva = await desk.as('eva')
    const decide = (button: string, perfil: string): Promise<unknown> =>
      refusal(submitStep(eva, { reference, step: 'decisao', turn: 2, button, answers: { perfil } }, means))
    expect(await decide('', '')).toMatchObject({ fields: ['button: required'] })
    expect(await decide('7', '')).toMatchObject({ fields: ['button: required'] })
    expect(await decide('0', 'tudo')).toMatchObject({ fields: ['answers.perfil: not-with-button'] })
    expect(await decide('0', 'nada')).toMatchObject({ fields: ['answers.perfil: unknown'] })
  })

  it('is filled in once where two do so at the same time', async () => {
    const { desk, id, reference } = await begun()
    const both = [await desk.as('ana'), await desk.as('bruno')].map((ctx) =>
      submitStep(ctx, { reference, step: 'pedido', turn: 1, answers: asked }, means).then(
        () => 'done',
        (error: { code?: string }) => error.code,
      ),
    )
    expect((await Promise.all(both)).sort()).toEqual(['done', 'process-moved'])
    const completed = (await desk.events(id)).filter(({ type }) => type === 'ticket.process-step-completed')
    expect(completed).toHaveLength(1)
  })

  it('keeps the version that it began with', async () => {
    const { desk, reference } = await begun()
    const helena = await desk.as('helena')
    const short = { ...access, steps: [{ ...access.steps[0], next: [{ to: 'end' }], fields: [] }] }
    await saveProcess(helena, { id: 'acesso', version: 1, source: 'id: acesso', definition: short })
    await archiveProcess(helena, { id: 'acesso', archived: true })
    const ana = await desk.as('ana')
    expect((await ticketProcess(ana, reference))?.steps).toHaveLength(3)
    await submitStep(ana, { reference, step: 'pedido', turn: 1, answers: asked }, means)
    expect((await ticketProcess(helena, reference))?.form?.id).toBe('decisao')
    const other = await desk.open('ana', { subject: 'Outro pedido' })
    const late = startProcess(helena, { reference: other.reference, process: 'acesso' }, means)
    expect(await refusal(late)).toMatchObject({ fields: ['process: unknown'] })
  })

  it('is cancelled with a reason, which the desk alone reads', async () => {
    const { desk, id, reference } = await begun()
    const eva = await desk.as('eva')
    expect(await refusal(cancelProcess(eva, { reference, reason: ' ' }))).toMatchObject({
      fields: ['reason: required'],
    })
    await cancelProcess(eva, { reference, reason: 'Já não é preciso' })
    expect(await refusal(cancelProcess(eva, { reference, reason: 'Outra vez' }))).toMatchObject({
      code: 'process-not-running',
    })
    const ana = await desk.as('ana')
    const views = [await ticketProcess(eva, reference), await ticketProcess(ana, reference)]
    expect(views.map((view) => [view?.state, view?.reason, view?.form])).toEqual([
      ['cancelled', 'Já não é preciso', null],
      ['cancelled', null, null],
    ])
    expect((await desk.events(id)).at(-1)).toMatchObject({
      type: 'ticket.process-cancelled',
      data: { reason: 'Já não é preciso' },
    })
    const submit = submitStep(ana, { reference, step: 'pedido', turn: 1, answers: asked }, means)
    expect(await refusal(submit)).toMatchObject({ kind: 'conflict', code: 'process-moved' })
  })

  it('goes on though an action is refused, and says so to the desk', async () => {
    const desk = await createDesk()
    const helena = await desk.as('helena')
    const [first] = access.steps
    // What is closed is not resolved any more.
    const end = [
      { kind: 'status', status: 'closed' },
      { kind: 'status', status: 'resolved' },
      { kind: 'note', text: 'Acabou.' },
    ]
    const definition = { ...access, steps: [{ ...first, next: [{ to: 'end' }] }], end }
    await saveProcess(helena, { source: 'id: acesso', definition })
    const { reference } = await desk.open('ana')
    await startProcess(helena, { reference, process: 'acesso' }, means)
    const input = { reference, step: 'pedido', turn: 1, answers: asked }
    await submitStep(await desk.as('ana'), input, means)
    expect(await ticketProcess(helena, reference)).toMatchObject({
      state: 'ended',
      refused: [{ kind: 'status', code: 'status-not-possible' }],
    })
    const { status, messages } = await getDeskTicket(helena, reference)
    expect([status, messages.at(-1)?.body]).toEqual(['closed', 'Acabou.'])
    expect((await ticketProcess(await desk.as('ana'), reference))?.refused).toEqual([])
  })

  it('gives the ticket to a team, and says so where that is out of use by then', async () => {
    const desk = await createDesk()
    const [helena, joao] = [await desk.as('helena'), await desk.as('joao')]
    const { id: team } = await saveTeam(joao, { name: 'Acessos' })
    const [first] = access.steps
    const enter = [{ kind: 'team', team: 'Acessos' }]
    const definition = { ...access, steps: [{ ...first, enter, next: [{ to: 'end' }] }], end: [] }
    await saveProcess(helena, { source: 'id: acesso', definition })
    const [given, late] = [await desk.open('ana'), await desk.open('ana')]
    await startProcess(helena, { reference: given.reference, process: 'acesso' }, means)
    expect(await desk.row(given.id)).toMatchObject({ team_id: team })
    const told = (await desk.events(given.id)).find(({ type }) => type === 'ticket.team-changed')
    expect(told).toMatchObject({ actorId: null, data: { from: null, to: team } })
    await archiveTeam(joao, { id: team })
    await startProcess(helena, { reference: late.reference, process: 'acesso' }, means)
    expect((await desk.row(late.id)).team_id).toBeNull()
    expect((await ticketProcess(helena, late.reference))?.refused).toEqual([
      { kind: 'team', code: 'unknown' },
    ])
  })

  it('is for those who may: the desk begins it, each side fills in its own, strangers see none', async () => {
    const { desk, reference } = await begun()
    const [ana, eva, carla, ines] = [
      await desk.as('ana'),
      await desk.as('eva'),
      await desk.as('carla'),
      await desk.as('ines'),
    ]
    const input = { reference, step: 'pedido', turn: 1, answers: asked }
    expect(await refusal(submitStep(eva, input, means))).toMatchObject({ code: 'process-step-not-yours' })
    expect(await refusal(startProcess(ana, { reference, process: 'acesso' }, means))).toMatchObject({
      code: 'desk-only',
    })
    expect(await refusal(cancelProcess(ana, { reference, reason: 'Não' }))).toMatchObject({
      code: 'desk-only',
    })
    expect(await refusal(startProcess(eva, { reference, process: 'acesso' }, means))).toMatchObject({
      code: 'process-runs',
    })
    for (const ctx of [carla, ines]) {
      expect(await refusal(ticketProcess(ctx, reference))).toMatchObject({ code: 'ticket-not-found' })
      expect(await refusal(submitStep(ctx, input, means))).toMatchObject({ code: 'ticket-not-found' })
    }
    expect(
      await refusal(startProcess(eva, { reference: 'SUP-999999', process: 'acesso' }, means)),
    ).toMatchObject({
      code: 'ticket-not-found',
    })
    const mere = { ...eva, actor: { ...(await desk.person('eva')), scopes: ['tickets:read'] as const } }
    expect(await refusal(startProcess(mere, { reference, process: 'acesso' }, means))).toMatchObject({
      kind: 'not-allowed',
    })
    await changeStatus(eva, { reference, status: 'resolved' })
    expect(await refusal(submitStep(ana, input, means))).toMatchObject({ code: 'ticket-not-active' })
    expect((await ticketProcess(ana, reference))?.form).toBeNull()
  })
})
