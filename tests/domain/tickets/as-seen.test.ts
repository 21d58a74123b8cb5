import { expect, test } from 'vitest'
import { asSeen, assignTicket, changeStatus, replyToTicket, timeline } from '#domain/tickets/index.ts'
import { createDesk, means, refusal } from '#tests/domain/tickets/support.ts'

async function begun() {
  const desk = await createDesk()
  const { reference, id } = await desk.open('ana')
  const eva = await desk.as('eva')
  const seen = async (): Promise<number> => (await timeline(eva, reference)).at(-1)?.id ?? 0
  return { desk, reference, id, eva, seen }
}

test('an answer waits for whoever has not seen the last message', async () => {
  const { desk, reference, id, eva, seen } = await begun()
  const known = await seen()
  await replyToTicket(await desk.as('ana'), { reference, body: 'Já funciona' }, means)
  const answer = { reference, body: 'Reinicie' }
  expect(
    await refusal(replyToTicket(asSeen(eva, reference, known, 'messages'), answer, means)),
  ).toMatchObject({
    kind: 'conflict',
    code: 'new-message',
  })
  expect((await desk.events(id)).filter(({ actorId }) => actorId === 'eva')).toEqual([])
  await replyToTicket(asSeen(eva, reference, await seen(), 'messages'), answer, means)
  expect((await desk.events(id)).some(({ actorId }) => actorId === 'eva')).toBe(true)
})

test('one’s own doings, and what is no message, hold no answer up', async () => {
  const { desk, reference, eva, seen } = await begun()
  const known = await seen()
  await replyToTicket(eva, { reference, body: 'Nota', internal: true }, means)
  await assignTicket(await desk.as('filipe'), { reference, assignee: 'eva' })
  await replyToTicket(asSeen(eva, reference, known, 'messages'), { reference, body: 'Olá' }, means)
})

test('a change of status is held up by anything that others did', async () => {
  const { desk, reference, eva, seen } = await begun()
  const known = await seen()
  const change = { reference, status: 'resolved' }
  await assignTicket(await desk.as('filipe'), { reference, assignee: 'gustavo' })
  expect(await refusal(changeStatus(asSeen(eva, reference, known, 'anything'), change))).toMatchObject({
    code: 'changed-meanwhile',
  })
  await changeStatus(asSeen(eva, reference, await seen(), 'anything'), change)
})
