import { expect, test } from 'vitest'
import { changeTickets, getRun, sweepRuns, undoChanges, unfinishedRun } from '#domain/bulk/index.ts'
import {
  archiveTeam,
  changeStatus,
  changeTeam,
  getDeskTicket,
  replyToTicket,
  saveTeam,
  tagTicket,
} from '#domain/tickets/index.ts'
import { createDesk, lineMeans, means, minute, refusal } from '#tests/domain/tickets/support.ts'
import { tuesday } from '#tests/support/world.ts'

const later = tuesday + 10 * minute
const words = { reason: 'Desfeito' }

async function several(count = 3) {
  const desk = await createDesk()
  const tickets = []
  for (let n = 0; n < count; n++) tickets.push(await desk.open('ana', { subject: `Pedido ${n}` }))
  return { desk, tickets, references: tickets.map(({ reference }) => reference) }
}

/** A row without what says when it changed. */
async function settled(desk: Awaited<ReturnType<typeof createDesk>>, id: number) {
  const { updated_at: _, ...row } = await desk.row(id)
  return row
}

test('claims many, each with its event, and gives them back as they were', async () => {
  const { desk, tickets, references } = await several()
  const before = await settled(desk, Number(tickets[0]?.id))
  const eva = await desk.as('eva', later)
  const { run } = await changeTickets(eva, { tickets: references, change: { deed: 'claim' } }, lineMeans)
  for (const { id } of tickets) {
    expect(await desk.row(id)).toMatchObject({ assignee_id: 'eva', owner_id: 'eva', status: 'open' })
    expect((await desk.events(id)).at(-1)).toMatchObject({ type: 'ticket.claimed', actorId: 'eva' })
  }
  expect(await getRun(eva, run)).toMatchObject({ finished: true, undone: false, mayUndo: true })

  await undoChanges(await desk.as('eva', later + minute), { run }, words)
  expect(await settled(desk, Number(tickets[0]?.id))).toEqual(before)
  const events = await desk.events(Number(tickets[0]?.id))
  const claimed = events.findLast(({ type }) => type === 'ticket.claimed')
  expect(claimed).toBeDefined()
  expect(events.at(-1)).toMatchObject({ type: 'ticket.assigned', data: { from: 'eva', to: null } })
  const after = await getRun(eva, run)
  expect(after.mayUndo).toBe(false)
  expect(after.items.map(({ undo }) => undo)).toEqual(['undone', 'undone', 'undone'])
  expect(await refusal(undoChanges(eva, { run }, words))).toMatchObject({ code: 'already-undone' })
})

test('a priority goes back with its promises', async () => {
  const { desk, tickets, references } = await several(2)
  const eva = await desk.as('eva', later)
  const view = async (now: number) =>
    (await getDeskTicket(await desk.as('eva', now), String(references[0]))).deadlines
  const before = await view(later)
  const change = { deed: 'priority', impact: 'critical', urgency: 'critical', reason: 'Paragem geral' }
  const { run } = await changeTickets(eva, { tickets: references, change }, lineMeans)
  expect(await desk.row(Number(tickets[1]?.id))).toMatchObject({ priority: 'critical', priority_rank: 4 })
  expect((await view(later)).resolution.dueAt).not.toBe(before.resolution.dueAt)
  await undoChanges(eva, { run }, words)
  expect(await desk.row(Number(tickets[1]?.id))).toMatchObject({ priority: 'normal', priority_rank: 2 })
  expect((await view(later)).resolution.dueAt).toBe(before.resolution.dueAt)
  expect((await desk.events(Number(tickets[1]?.id))).at(-1)?.data).toMatchObject({
    reason: 'Desfeito',
    to: 'normal',
  })
})

test.each([
  [{ deed: 'status', status: 'resolved' }, 'ticket.reopened'],
  [{ deed: 'status', status: 'closed' }, 'ticket.reopened'],
  [{ deed: 'status', status: 'waiting', waitingFor: 'customer' }, 'ticket.status-changed'],
] as const)('%o goes back, and its clocks go on', async (change, type) => {
  const { desk, tickets, references } = await several(1)
  const eva = await desk.as('eva', later)
  const { run } = await changeTickets(eva, { tickets: references, change }, lineMeans)
  await undoChanges(await desk.as('eva', later + 30 * minute), { run }, words)
  expect(await desk.row(Number(tickets[0]?.id))).toMatchObject({
    status: 'new',
    waiting_for: null,
    resolved_at: null,
    closed_at: null,
    closes_at: null,
  })
  expect((await desk.events(Number(tickets[0]?.id))).at(-1)).toMatchObject({ type })
  const { deadlines } = await getDeskTicket(await desk.as('eva', later + 30 * minute), String(references[0]))
  expect(deadlines.firstResponse.state).toBe('running')
  expect(deadlines.resolution.state).toBe('running')
})

test('what cannot be changed says why, and the others are changed all the same', async () => {
  const { desk, tickets, references } = await several()
  await changeTickets(
    await desk.as('filipe', later),
    { tickets: [references[1]], change: { deed: 'claim' } },
    lineMeans,
  )
  const eva = await desk.as('eva', later)
  const wanted = { tickets: [...references, 'SUP-9999'], change: { deed: 'claim' } }
  expect(await refusal(changeTickets(eva, wanted, lineMeans))).toMatchObject({ kind: 'invalid' })
  const { run } = await changeTickets(eva, { ...wanted, tickets: references }, lineMeans)
  expect((await getRun(eva, run)).items.map(({ outcome, code }) => [outcome, code])).toEqual([
    ['changed', null],
    ['refused', 'already-claimed'],
    ['changed', null],
  ])
  expect(await desk.row(Number(tickets[1]?.id))).toMatchObject({ assignee_id: 'filipe' })
  const again = await changeTickets(eva, { tickets: [references[0]], change: { deed: 'claim' } }, lineMeans)
  expect((await getRun(eva, again.run)).items[0]?.outcome).toBe('same')
})

test('what somebody changed since is not undone, and said', async () => {
  const { desk, tickets, references } = await several()
  const eva = await desk.as('eva', later)
  const change = { deed: 'assign', assignee: 'gustavo' }
  const { run } = await changeTickets(eva, { tickets: references, change }, lineMeans)
  const reply = { reference: references[1], body: 'Ainda não funciona' }
  await replyToTicket(await desk.as('ana', later + minute), reply, means)
  await undoChanges(await desk.as('eva', later + 2 * minute), { run }, words)
  expect((await getRun(eva, run)).items.map(({ undo, code }) => [undo, code])).toEqual([
    ['undone', null],
    ['kept', 'changed-since'],
    ['undone', null],
  ])
  expect(await desk.row(Number(tickets[1]?.id))).toMatchObject({ assignee_id: 'gustavo' })
})

test('a run cut short is seen, undone as far as it got, and goes no further then', async () => {
  const { desk, tickets, references } = await several()
  const eva = await desk.as('eva', later)
  let writes = 0
  // The run itself is the first write, each ticket the next: the process dies at the third ticket.
  const dying = {
    ...eva,
    write: ((work) => {
      if (++writes > 3) throw new Error('killed')
      return eva.write(work)
    }) as typeof eva.write,
  }
  await expect(
    changeTickets(dying, { tickets: references, change: { deed: 'claim' } }, lineMeans),
  ).rejects.toThrow('killed')
  const found = await unfinishedRun(eva)
  expect(found?.items.map(({ outcome }) => outcome)).toEqual(['changed', 'changed', null])
  expect(await unfinishedRun(await desk.as('filipe', later))).toBeNull()
  await undoChanges(eva, { run: found?.id }, words)
  for (const { id } of tickets) expect(await desk.row(id)).toMatchObject({ assignee_id: null, status: 'new' })
  expect(await unfinishedRun(eva)).toBeNull()
})

test('undoing is for the same person, within the hour', async () => {
  const { desk, references } = await several(1)
  const eva = await desk.as('eva', later)
  const { run } = await changeTickets(eva, { tickets: references, change: { deed: 'claim' } }, lineMeans)
  expect(await refusal(undoChanges(await desk.as('helena', later), { run }, words))).toMatchObject({
    kind: 'not-found',
  })
  expect(await refusal(getRun(await desk.as('ana', later), run))).toMatchObject({ kind: 'not-found' })
  const tooLate = await desk.as('eva', later + 61 * minute)
  expect((await getRun(tooLate, run)).mayUndo).toBe(false)
  expect(await refusal(undoChanges(tooLate, { run }, words))).toMatchObject({ code: 'undo-too-late' })
  await sweepRuns(await desk.as({ kind: 'system', name: 'test' }, later + 25 * 60 * minute))
  expect(await refusal(getRun(eva, run))).toMatchObject({ kind: 'not-found' })
})

test.each([
  [{ tickets: [], change: { deed: 'claim' } }, ['tickets: required']],
  [
    { tickets: Array.from({ length: 101 }, (_, n) => `SUP-${n}`), change: { deed: 'claim' } },
    ['tickets: too-many'],
  ],
  [
    { tickets: ['SUP-1'], change: { deed: 'priority', impact: 'high', reason: ' ' } },
    ['change.reason: required'],
  ],
  [{ tickets: ['SUP-1'], change: { deed: 'priority', impact: '', reason: 'x' } }, ['impact: required']],
  [{ tickets: ['SUP-1'], change: { deed: 'status', status: 'waiting' } }, ['waitingFor: required']],
  [{ tickets: ['SUP-1'], change: { deed: 'assign', assignee: 'ana' } }, ['assignee: unknown']],
])('refuses %o', async (input, fields) => {
  const desk = await createDesk()
  expect(await refusal(changeTickets(await desk.as('eva'), input, lineMeans))).toMatchObject({
    kind: 'invalid',
    fields,
  })
})

test('customers and editors change nothing at once', async () => {
  const { desk, references } = await several(1)
  const wanted = { tickets: references, change: { deed: 'claim' } }
  for (const who of ['ana', 'dora', 'ines'] as const)
    expect(await refusal(changeTickets(await desk.as(who), wanted, lineMeans))).toMatchObject({
      kind: 'not-allowed',
    })
})

test('what is undone also leaves a ticket that others may change', async () => {
  const { desk, references } = await several(1)
  const eva = await desk.as('eva', later)
  const change = { deed: 'status', status: 'closed' }
  const { run } = await changeTickets(eva, { tickets: references, change }, lineMeans)
  await undoChanges(eva, { run }, words)
  await changeStatus(eva, { reference: references[0], status: 'resolved' })
  expect((await getDeskTicket(eva, String(references[0]))).status).toBe('resolved')
})

test('tags are added and taken away together, and come back as they were', async () => {
  const { desk, tickets, references } = await several(2)
  const eva = await desk.as('eva', later)
  await tagTicket(eva, { reference: references[0], tag: 'frota' })
  const tagsNow = async () =>
    Promise.all(references.map(async (reference) => (await getDeskTicket(eva, reference)).tags))
  const added = await changeTickets(
    eva,
    { tickets: references, change: { deed: 'tag', tag: 'Frota' } },
    lineMeans,
  )
  expect(await tagsNow()).toEqual([['frota'], ['frota']])
  expect((await getRun(eva, added.run)).items.map(({ outcome }) => outcome)).toEqual(['same', 'changed'])
  await undoChanges(eva, { run: added.run }, words)
  expect(await tagsNow()).toEqual([['frota'], []])
  const removed = await changeTickets(
    eva,
    { tickets: references, change: { deed: 'untag', tag: 'frota' } },
    lineMeans,
  )
  expect(await tagsNow()).toEqual([[], []])
  await undoChanges(eva, { run: removed.run }, words)
  expect(await tagsNow()).toEqual([['frota'], []])
  expect((await desk.events(Number(tickets[0]?.id))).slice(1).map(({ type }) => type)).toEqual([
    'ticket.tagged',
    'ticket.untagged',
    'ticket.tagged',
  ])
  const change = { deed: 'tag', tag: '' }
  expect((await refusal(changeTickets(eva, { tickets: references, change }, lineMeans))).fields).toHaveLength(
    1,
  )
})

test('gives many to a team, and each back to the team that it had', async () => {
  const { desk, tickets, references } = await several()
  const joao = await desk.as('joao')
  const [team, other] = [
    (await saveTeam(joao, { name: 'Folha' })).id,
    (await saveTeam(joao, { name: 'Norte' })).id,
  ]
  const eva = await desk.as('eva', later)
  await changeTeam(eva, { reference: references[1], team: other })
  await changeTeam(eva, { reference: references[2], team })
  const teamsNow = async () =>
    Promise.all(references.map(async (reference) => (await getDeskTicket(eva, reference)).team?.name))
  const wanted = { tickets: references, change: { deed: 'team', team } }
  const { run } = await changeTickets(eva, wanted, lineMeans)
  expect((await getRun(eva, run)).items.map(({ outcome }) => outcome)).toEqual(['changed', 'changed', 'same'])
  expect(await teamsNow()).toEqual(['Folha', 'Folha', 'Folha'])
  // What is undone goes back to what was, in use or not.
  await archiveTeam(joao, { id: other })
  await undoChanges(eva, { run }, words)
  expect(await teamsNow()).toEqual([undefined, 'Norte', 'Folha'])
  expect((await desk.events(Number(tickets[1]?.id))).at(-1)).toMatchObject({
    type: 'ticket.team-changed',
    data: { from: team, to: other, names: { pt: 'Norte', en: 'Norte' } },
  })
  for (const gone of [other, 'nada']) {
    const change = { deed: 'team', team: gone }
    expect((await refusal(changeTickets(eva, { tickets: references, change }, lineMeans))).fields).toEqual([
      'team: unknown',
    ])
  }
  await changeTickets(eva, { tickets: references, change: { deed: 'team', team: '' } }, lineMeans)
  expect(await teamsNow()).toEqual([undefined, undefined, undefined])
})

test('escalates many with a reason, and takes them back to their line', async () => {
  const { desk, tickets, references } = await several(2)
  const id = Number(tickets[0]?.id)
  const before = await settled(desk, id)
  const eva = await desk.as('eva', later)
  const change = {
    deed: 'escalate',
    line: '2',
    why: 'complex',
    summary: 'A mesma avaria',
    tried: 'Reiniciar',
  }
  expect(
    (await refusal(changeTickets(eva, { tickets: references, change: { ...change, tried: '' } }, lineMeans)))
      .fields,
  ).toEqual(['tried: required'])
  const { run } = await changeTickets(eva, { tickets: references, change }, lineMeans)
  expect(await desk.row(id)).toMatchObject({ line: 2, owner_id: 'eva', status: 'open' })
  expect((await desk.events(id)).at(-1)).toMatchObject({ type: 'ticket.escalated', data: { why: 'complex' } })
  const again = await changeTickets(eva, { tickets: [references[0]], change }, lineMeans)
  expect((await getRun(eva, again.run)).items).toMatchObject([{ code: 'escalate-upwards' }])
  const soon = await desk.as('eva', later + minute)
  await undoChanges(soon, { run }, words)
  const { line_due_at: _, desk_due_at: __, next_warning_at: ___, ...row } = await settled(desk, id)
  expect(before).toMatchObject(row)
  const view = await getDeskTicket(soon, String(references[0]))
  expect(view.chain.map(({ line, leftAt }) => [line, leftAt === null])).toEqual([
    [1, false],
    [2, false],
    [1, true],
  ])
  // What was said stays.
  expect(view.messages.at(-1)?.body).toContain('A mesma avaria')
  expect((await desk.events(id)).some(({ type, data }) => type === 'ticket.moved' && data.to === 1)).toBe(
    true,
  )
})
