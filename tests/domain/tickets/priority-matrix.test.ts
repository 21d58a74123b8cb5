import { expect, it } from 'vitest'
import { changePriority, currentMatrix, definePriorityMatrix, getDeskTicket } from '#domain/tickets/index.ts'
import { standardMatrix } from '#domain/tickets/priority.ts'
import { createDesk, refusal } from './support.ts'

const matrix = { ...standardMatrix, normal: { ...standardMatrix.normal, high: 'critical' } }

it('gives what is asked from now on its priority, and leaves what exists', async () => {
  const desk = await createDesk()
  const joao = await desk.as('joao')
  const before = await desk.open('ana', { urgency: 'high' })
  expect(await definePriorityMatrix(joao, { matrix, reason: 'Fim do ano', from: 0 })).toBe('changed')
  expect(await definePriorityMatrix(joao, { matrix, reason: 'Outra vez', from: '1' })).toBe('same')
  expect(await currentMatrix(joao)).toMatchObject({
    version: 1,
    defined: { reason: 'Fim do ano', by: 'João Brito' },
  })
  const after = await desk.open('ana', { urgency: 'high' })
  const priority = async (reference: string) => (await getDeskTicket(joao, reference)).priority
  expect([await priority(before.reference), await priority(after.reference)]).toEqual(['high', 'critical'])
  await changePriority(joao, { reference: after.reference, urgency: 'normal', reason: 'Afinal não' })
  expect(await priority(after.reference)).toBe('normal')
  await changePriority(joao, { reference: before.reference, impact: 'low', reason: 'Só um posto' })
  await changePriority(joao, { reference: before.reference, impact: 'normal', reason: 'Afinal mais' })
  expect(await priority(before.reference)).toBe('critical')
  const { rows } = await desk.database.client.execute(
    "select data from events where type = 'priority-matrix.defined'",
  )
  expect(rows.map(({ data }) => JSON.parse(String(data)))).toEqual([
    { reason: 'Fim do ano', changes: { 'normal×high': ['high', 'critical'] } },
  ])
})

it('is changed by administrators, with a reason, from the version they saw', async () => {
  const desk = await createDesk()
  const input = { matrix, reason: 'Fim do ano', from: 0 }
  for (const who of ['helena', 'eva', 'ana'] as const) {
    expect(await refusal(definePriorityMatrix(await desk.as(who), input))).toMatchObject({
      kind: 'not-allowed',
    })
  }
  const joao = await desk.as('joao')
  expect(await refusal(definePriorityMatrix(joao, { ...input, reason: ' ' }))).toMatchObject({
    fields: ['reason: required'],
  })
  expect(await refusal(definePriorityMatrix(joao, { ...input, from: 3 }))).toMatchObject({
    code: 'matrix-changed',
  })
  expect((await refusal(definePriorityMatrix(joao, { ...input, matrix: { low: {} } }))).kind).toBe('invalid')
})
