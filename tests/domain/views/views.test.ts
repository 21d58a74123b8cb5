import { expect, test } from 'vitest'
import {
  columnsFor,
  deleteView,
  getView,
  keepColumns,
  listViews,
  maxViews,
  moveView,
  saveView,
} from '#domain/views/index.ts'
import { createDesk, refusal } from '#tests/domain/tickets/support.ts'

const filter = { view: 'line-1', priority: 'high', q: '', sort: 'updated' }

async function eventsOf(desk: Awaited<ReturnType<typeof createDesk>>, id: string): Promise<string[]> {
  const { rows } = await desk.database.client.execute({
    sql: 'select type from events where subject = ? order by id',
    args: [`queue-view:${id}`],
  })
  return rows.map(({ type }) => String(type))
}

test('a view keeps its filter, is changed and deleted, each with its event', async () => {
  const desk = await createDesk()
  const eva = await desk.as('eva')
  const { id } = await saveView(eva, { name: ' Urgentes ', filter, columns: ['due', 'requester'] })
  expect(await getView(eva, id)).toEqual({
    id,
    name: 'Urgentes',
    shared: false,
    filter: { view: 'line-1', priority: 'high', sort: 'updated' },
    columns: ['requester', 'due'],
    mine: true,
  })
  await saveView(eva, { id, name: 'Críticos', filter: { view: 'mine' } })
  expect(await getView(eva, id)).toMatchObject({ name: 'Críticos', filter: { view: 'mine' }, columns: null })
  await deleteView(eva, { id })
  expect(await refusal(getView(eva, id))).toMatchObject({ kind: 'not-found' })
  expect(await eventsOf(desk, id)).toEqual(['queue-view.created', 'queue-view.changed', 'queue-view.deleted'])
})

test('a view may be of what no team looks after, or of one’s own teams', async () => {
  const eva = await (await createDesk()).as('eva')
  for (const team of ['none', 'mine']) {
    const { id } = await saveView(eva, { name: team, filter: { view: 'all-open', team } })
    expect((await getView(eva, id)).filter).toEqual({ view: 'all-open', team })
  }
})

test('a personal view is its owner’s alone; shared ones are for all, and changed by supervisors', async () => {
  const desk = await createDesk()
  const [eva, filipe, helena, joao] = [
    await desk.as('eva'),
    await desk.as('filipe'),
    await desk.as('helena'),
    await desk.as('joao'),
  ]
  const own = await saveView(eva, { name: 'Minha', filter })
  for (const ctx of [filipe, helena]) {
    expect(await refusal(getView(ctx, own.id))).toMatchObject({ kind: 'not-found' })
    expect(await refusal(saveView(ctx, { ...own, name: 'x', filter }))).toMatchObject({ kind: 'not-found' })
    expect(await refusal(deleteView(ctx, own))).toMatchObject({ kind: 'not-found' })
  }
  expect(await refusal(saveView(eva, { name: 'De todos', shared: 'on', filter }))).toMatchObject({
    kind: 'not-allowed',
  })
  const all = await saveView(helena, { name: 'De todos', shared: 'on', filter })
  expect((await listViews(filipe)).shared).toMatchObject([{ id: all.id, mine: false }])
  expect((await listViews(filipe)).own).toEqual([])
  expect(await refusal(deleteView(eva, all))).toMatchObject({ kind: 'not-allowed' })
  await saveView(joao, { ...all, name: 'Outro nome', shared: true, filter })
  expect(await getView(eva, all.id)).toMatchObject({ name: 'Outro nome', mine: false })
})

test('views are moved within their list', async () => {
  const desk = await createDesk()
  const eva = await desk.as('eva')
  for (const name of ['a', 'b', 'c']) await saveView(eva, { name, filter })
  const names = async () => (await listViews(eva)).own.map(({ name }) => name).join('')
  const last = (await listViews(eva)).own.at(-1)
  await moveView(eva, { id: last?.id, by: 'up' })
  expect(await names()).toBe('acb')
  await moveView(eva, { id: last?.id, by: 'down' })
  await moveView(eva, { id: last?.id, by: 'down' })
  expect(await names()).toBe('abc')
})

test('there is a limit to how many', async () => {
  const desk = await createDesk()
  const eva = await desk.as('eva')
  for (let n = 0; n < maxViews.own; n++) await saveView(eva, { name: `Vista ${n}`, filter })
  expect(await refusal(saveView(eva, { name: 'Mais uma', filter }))).toMatchObject({ code: 'too-many-views' })
})

test.each([
  [{ name: '', filter }, 'name: required'],
  [{ name: 'x'.repeat(61), filter }, 'name: too-long'],
  [{ name: 'x', filter: { view: 'theirs' } }, 'filter.view: invalid'],
  [{ name: 'x', filter, columns: ['secret'] }, 'columns.0: invalid'],
])('refuses %o', async (input, problem) => {
  const desk = await createDesk()
  expect((await refusal(saveView(await desk.as('eva'), input))).fields).toContain(problem)
})

test('columns are kept for each person', async () => {
  const desk = await createDesk()
  const eva = await desk.as('eva')
  expect(await columnsFor(eva)).toContain('organisation')
  await keepColumns(eva, { columns: ['line', 'due'] })
  await keepColumns(eva, { columns: ['due', 'created'] })
  expect(await columnsFor(eva)).toEqual(['created', 'due'])
  expect(await columnsFor(await desk.as('filipe'))).toContain('organisation')
})

test('customers and editors have no views', async () => {
  const desk = await createDesk()
  for (const who of ['ana', 'dora', 'ines'] as const) {
    const ctx = await desk.as(who)
    expect(await refusal(listViews(ctx))).toMatchObject({ kind: 'not-allowed' })
    expect(await refusal(saveView(ctx, { name: 'x', filter }))).toMatchObject({ kind: 'not-allowed' })
    expect(await refusal(keepColumns(ctx, { columns: [] }))).toMatchObject({ kind: 'not-allowed' })
  }
})
