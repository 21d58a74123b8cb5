import { expect, test } from 'vitest'
import {
  draftOf,
  dropDraft,
  insteadOfDraft,
  keepDraft,
  maxDrafts,
  sweepDrafts,
} from '#domain/drafts/index.ts'
import { replyToTicket } from '#domain/tickets/index.ts'
import { createDesk, means, minute, refusal } from '#tests/domain/tickets/support.ts'
import { tuesday } from '#tests/support/world.ts'

const day = 24 * 60 * minute

test('what is being written is kept for its writer alone, the last of it', async () => {
  const desk = await createDesk()
  const { reference } = await desk.open('ana')
  const eva = await desk.as('eva')
  expect(await keepDraft(eva, { reference, fields: { body: 'Bom' } })).toEqual({ updatedAt: tuesday })
  const fields = { body: 'Bom dia', internal: 'on', status: 'waiting' }
  await keepDraft(await desk.as('eva', tuesday + minute), { reference, fields })
  expect(await draftOf(eva, reference)).toEqual({ fields, updatedAt: tuesday + minute })
  expect(await draftOf(await desk.as('filipe'), reference)).toBeNull()
  expect(await keepDraft(eva, { reference, fields: { body: '  ' } })).toEqual({ updatedAt: null })
  expect(await draftOf(eva, reference)).toBeNull()
})

test('it goes with what it was for, and stays where that is refused', async () => {
  const desk = await createDesk()
  const { reference } = await desk.open('ana')
  const eva = await desk.as('eva')
  await keepDraft(eva, { reference, fields: { body: 'Bom dia' } })
  const sending = insteadOfDraft(eva, reference)
  const answer = { reference, body: 'Bom dia' }
  const wrong = replyToTicket(sending, { ...answer, uploads: ['none'] }, means)
  expect((await refusal(wrong)).kind).toBeDefined()
  expect(await draftOf(eva, reference)).not.toBeNull()
  await replyToTicket(sending, answer, means)
  expect(await draftOf(eva, reference)).toBeNull()
})

test('it can be thrown away, and is forgotten after a month', async () => {
  const desk = await createDesk()
  const [one, two] = [await desk.open('ana'), await desk.open('ana')]
  const eva = await desk.as('eva')
  for (const { reference } of [one, two]) await keepDraft(eva, { reference, fields: { body: 'x' } })
  await dropDraft(eva, one.reference)
  expect(await draftOf(eva, one.reference)).toBeNull()
  const system = (now: number) => desk.as({ kind: 'system', name: 'test' }, now)
  await sweepDrafts(await system(tuesday + 29 * day))
  expect(await draftOf(eva, two.reference)).not.toBeNull()
  await sweepDrafts(await system(tuesday + 31 * day))
  expect(await draftOf(eva, two.reference)).toBeNull()
})

test('one person has so many at most: the oldest go', async () => {
  const desk = await createDesk()
  const first = await desk.open('ana')
  await keepDraft(await desk.as('eva'), { reference: first.reference, fields: { body: 'x' } })
  for (let n = 1; n <= maxDrafts; n++) {
    const { reference } = await desk.open('ana')
    await keepDraft(await desk.as('eva', tuesday + n), { reference, fields: { body: 'x' } })
  }
  expect(await draftOf(await desk.as('eva'), first.reference)).toBeNull()
  const { rows } = await desk.database.client.execute('select count(*) as n from drafts')
  expect(rows[0]?.n).toBe(maxDrafts)
  // The server's clock is set back: what was just written is not the oldest.
  await keepDraft(await desk.as('eva', tuesday - day), { reference: first.reference, fields: { body: 'y' } })
  expect((await draftOf(await desk.as('eva'), first.reference))?.fields.body).toBe('y')
})

test('drafts are the desk’s, of tickets that there are, within limits', async () => {
  const desk = await createDesk()
  const { reference } = await desk.open('ana')
  const fields = { body: 'x' }
  for (const who of ['ana', 'ines'] as const)
    expect(await refusal(keepDraft(await desk.as(who), { reference, fields }))).toMatchObject({
      kind: 'not-allowed',
    })
  const eva = await desk.as('eva')
  expect(await refusal(keepDraft(eva, { reference: 'SUP-9999', fields }))).toMatchObject({
    kind: 'not-found',
  })
  expect(await refusal(draftOf(eva, 'SUP-9999'))).toMatchObject({ kind: 'not-found' })
  const long = { body: 'x'.repeat(100_001) }
  expect((await refusal(keepDraft(eva, { reference, fields: long }))).fields).toEqual([
    'fields.body: too-long',
  ])
})
