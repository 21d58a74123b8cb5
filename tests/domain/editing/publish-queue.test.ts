import { expect, it } from 'vitest'
import {
  claimPublish,
  endPublish,
  latestPublishes,
  reportPublish,
  requestPublish,
} from '#domain/editing/index.ts'
import { createNewsroom, minute, refusal, tuesday } from './support.ts'

const system = { kind: 'system', name: 'publisher' } as const

it('asks while one waits are one run; while one is under way, the next', async () => {
  const room = await createNewsroom()
  const first = await requestPublish(await room.as('ines'), 'edit')
  expect(await requestPublish(await room.as(system), 'files')).toBe(first)
  expect(await claimPublish(await room.as(system))).toMatchObject({
    id: first,
    state: 'running',
    cause: 'edit',
  })
  const second = await requestPublish(await room.as('helena'), 'command')
  expect(second).not.toBe(first)
  expect(await claimPublish(await room.as(system))).toBeNull()
  expect(await reportPublish(await room.as(system), { id: first, stage: 'pages', done: 3, total: 9 })).toBe(
    true,
  )
  expect(await latestPublishes(await room.as('eva'))).toMatchObject(
    [
      { id: second, state: 'queued' },
      { id: first, state: 'running', stage: 'pages', done: 3, total: 9 },
    ].toSorted((a, b) => (a.id < b.id ? 1 : -1)),
  )
  const faults = [{ file: 'faq/access/a.pt.md', line: 2, field: 'title', expected: 'words' }]
  expect(await endPublish(await room.as(system), { id: first, state: 'failed', faults })).toBe(true)
  expect(await endPublish(await room.as(system), { id: first, state: 'done' })).toBe(false)
  expect(await claimPublish(await room.as(system))).toMatchObject({ id: second })
  await endPublish(await room.as(system), { id: second, state: 'done', release: 'r1', commit: 'abc' })
  const runs = await latestPublishes(await room.as('ines'))
  expect(runs.find(({ id }) => id === first)).toMatchObject({ state: 'failed', faults })
  expect(runs.find(({ id }) => id === second)).toMatchObject({ state: 'done', release: 'r1', commit: 'abc' })
  expect(await claimPublish(await room.as(system))).toBeNull()
  const types = await room.rows("select type from events where subject like 'publish:%' order by id")
  expect(types.map(({ type }) => type)).toEqual([
    'publish.requested',
    'publish.requested',
    'publish.failed',
    'publish.done',
  ])
})

it('a run whose process was killed waits again, and the killed one may not go on', async () => {
  const room = await createNewsroom()
  const id = await requestPublish(await room.as('ines'), 'edit')
  await claimPublish(await room.as(system))
  await reportPublish(await room.as(system, tuesday + minute), { id, stage: 'pages', done: 1, total: 9 })
  expect(await claimPublish(await room.as(system, tuesday + 2 * minute))).toBeNull()
  expect(await claimPublish(await room.as(system, tuesday + 2 * minute + 1))).toMatchObject({ id, done: 0 })
  await requestPublish(await room.as('ines'), 'edit')
  const next = await claimPublish(await room.as(system, tuesday + 4 * minute))
  expect(next?.id).not.toBe(id)
  expect(await reportPublish(await room.as(system), { id, stage: 'pages', done: 2, total: 9 })).toBe(false)
})

it('is asked by those who publish, and done by the system alone', async () => {
  const room = await createNewsroom()
  expect(await refusal(requestPublish(await room.as('eva'), 'edit'))).toMatchObject({ kind: 'not-allowed' })
  expect(await refusal(requestPublish(await room.as('ana'), 'edit'))).toMatchObject({ kind: 'not-allowed' })
  expect(await refusal(claimPublish(await room.as('joao')))).toMatchObject({ code: 'system-only' })
  expect(await refusal(endPublish(await room.as('joao'), { id: 'x', state: 'done' }))).toMatchObject({
    code: 'system-only',
  })
  expect(await refusal(latestPublishes(await room.as('ana')))).toMatchObject({ kind: 'not-allowed' })
})
